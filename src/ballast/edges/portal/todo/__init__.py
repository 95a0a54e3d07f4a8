"""待办: what waits for a person, out of what each app tells of it."""

from .agenda import Agenda, agenda

__all__ = ["Agenda", "agenda"]
