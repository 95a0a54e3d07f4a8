"""Commands typed at a terminal."""
