"""Pages of issues: the desk, one issue, what is done with them, and raising."""
