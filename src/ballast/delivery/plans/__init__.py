"""The year's plan: which projects, for how much."""
