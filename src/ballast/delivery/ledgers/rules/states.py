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
    UNDOING = "UNDOING"  # queued to be taken back
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


UNDER_WAY = frozenset({State.READING, State.WRITING, State.UNDOING})
# A look tells how far it is; what is written in one go is silent, and may wait for another.
_SILENT = {
    State.READING: timedelta(minutes=3),
    State.WRITING: timedelta(minutes=10),
    State.UNDOING: timedelta(minutes=10),
}


def is_stalled(state: str, moved_at: datetime | None, *, at: datetime) -> bool:
    """Whether the work on an import has been silent for so long that it can be begun anew."""
    most = _SILENT.get(State(state))
    return most is not None and moved_at is not None and at - moved_at > most
