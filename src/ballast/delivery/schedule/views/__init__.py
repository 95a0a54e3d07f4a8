"""Pages of month nodes and week tasks."""
