"""Pages of rulebooks, lamps and what follows from them."""
