"""How far an import has come, and what each of its rows would do."""

from datetime import datetime, timedelta
from enum import StrEnum

PLAN, FILING, OUTSIDE = "plan", "filing", "outside"


class State(StrEnum):
    """How far an import has come. Nothing but a committed one has written anything."""

    READING = "READING"
    ASKING = "ASKING"  # the layout leaves questions that only a person can answer
    READY = "READY"  # compared; faults may still keep rows or the whole of it out
    REFUSED = "REFUSED"  # unreadable, or not to be written: ``refusal`` says why
    WRITING = "WRITING"  # queued to be written
    COMMITTED = "COMMITTED"
    UNDONE = "UNDONE"
    DISCARDED = "DISCARDED"


class Standing(StrEnum):
    """What a row would do, or why it does nothing."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    MISSING = "MISSING"  # expected, as last time or by the plan, and not in the workbook
    FOREIGN = "FOREIGN"  # a project of others: not this person's, or of another unit
    FAULTY = "FAULTY"
    NEAR = "NEAR"  # like a known project: a person says whether it is that one


# A look takes half a minute at most, and its worker comes back within a minute.
_SILENT = timedelta(minutes=3)


def is_stalled(state: str, moved_at: datetime | None, *, at: datetime) -> bool:
    """Whether a look has been silent for so long that it can be begun anew."""
    return state == State.READING and moved_at is not None and at - moved_at > _SILENT
