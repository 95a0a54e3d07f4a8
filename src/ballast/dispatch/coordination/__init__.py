"""What leaders instruct, and what the office asks of everyone at once."""
