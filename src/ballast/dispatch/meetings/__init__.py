"""Meetings: graded dispatch, topics, minutes, promises, events and their follow-up."""
