"""The periods and their closing, and what went up."""
