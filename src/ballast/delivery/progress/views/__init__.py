"""Pages of filing and review."""
