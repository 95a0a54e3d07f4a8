"""The loop: warn, check, resolve, track."""
