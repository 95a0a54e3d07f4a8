"""The calendar of reporting periods and their lock: open, closing, closed, reopened."""
