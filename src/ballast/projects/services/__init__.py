"""Writing the register: many projects at a time, one journal entry for each use case."""

from .entering import Draft, Registered, amend, enter, register
from .reach import OutOfReach, reached

__all__ = ["Draft", "OutOfReach", "Registered", "amend", "enter", "reached", "register"]
