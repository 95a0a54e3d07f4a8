"""The desk, one paper, what was sent to one's unit, and what the office sets up for its papers."""
