"""What was built and spent, month by month, as filed."""
