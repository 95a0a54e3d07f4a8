"""Writing the register: many projects at a time, one journal entry for each use case."""

from .entering import Draft, Registered, amend, enter, register

__all__ = ["Draft", "Registered", "amend", "enter", "register"]
