"""The bell and its page, how one is reached outside the product, and what became of it."""
