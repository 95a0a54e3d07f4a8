"""What may be filed, what is decided of it, and which figure counts."""

from .codes import Answer, Kind, Level, State, Verdict

__all__ = ["Answer", "Kind", "Level", "State", "Verdict"]
