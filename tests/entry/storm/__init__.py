"""A house whose only page records an event, and whose only reaction can be counted."""
