"""Writing the year's plan: many projects at a time, one journal entry for each use case."""

from .lines import Line, put

__all__ = ["Line", "put"]
