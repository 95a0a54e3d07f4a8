"""Moving periods, and holding them while their facts are written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import connection

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.jobs import services as jobs

from . import selectors
from .rules import State


class PeriodNotOpened(Refused):
    """The office has not opened this period."""

    code = "period_not_opened"


class PeriodClosed(Refused):
    """The period is closed, or no longer takes new filings: ``state`` says which."""

    code = "period_closed"


class PeriodCannotMove(Refused):
    """A period in this state cannot go to the one wanted."""

    code = "period_cannot_move"


class OpenedBehind(Refused):
    """A later period is closed, and what an earlier one says would be the ground of it."""

    code = "opened_behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOpened(Event):
    """Units may file for a period; the subject is its code."""

    code: ClassVar[str] = "periods.opened"
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodClosing(Event):
    """Nothing new is filed for a period; its reviews finish."""

    code: ClassVar[str] = "periods.closing"
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCalledOff(Event):
    """A period takes filings again before it was closed."""

    code: ClassVar[str] = "periods.called_off"
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFrozen(Event):
    """A period was closed; the digests are of its frozen rows, their trail and its snapshot."""

    code: ClassVar[str] = "periods.closed"
    revision: int
    digest: str
    rows: int
    trail: str = ""
    snapshot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReopened(Event):
    """A closed period was reopened as its next revision."""

    code: ClassVar[str] = "periods.reopened"
    revision: int


@dataclass(frozen=True, slots=True)
class Held:
    """A period as it stands while this transaction holds it."""

    state: State
    revision: int


def hold(codes: Iterable[str], *, until: State = State.OPEN) -> dict[str, Held]:
    """Lock periods against closing until the transaction ends, always in the same order.

    ``until`` is the last state in which the caller's write may happen. Raises
    ``PeriodNotOpened`` and ``PeriodClosed``.
    """
    wanted = sorted(set(codes))
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, state, revision FROM periods_hold(%s)", [wanted])
        held = {code: Held(State(state), revision) for code, state, revision in cursor.fetchall()}
    for code in wanted:
        if code not in held:
            raise PeriodNotOpened(period=code)
        state = held[code].state
        if state is State.CLOSED or (state is State.CLOSING and until is State.OPEN):
            raise PeriodClosed(period=code, state=state.value)
    return held


def move(
    *,
    by: Actor,
    at: datetime,
    period: Period,
    to: State,
    reason: str = "",
    extra: Mapping[str, Any] | None = None,
) -> int:
    """Move a period as part of a larger use case; returns the journal entry's id.

    ``extra`` are the further fields of the move's event. Raises ``PeriodCannotMove``, and
    ``OpenedBehind`` for one to be opened behind a closed one.
    """
    before = lock(period.code)
    event = _EVENTS.get((before, to))
    if event is None or (event is PeriodReopened and not reason.strip()):
        raise PeriodCannotMove(
            period=period.code, state=before.value if before else "", to=to.value
        )
    closed = selectors.closed_on_or_after(period).filter(last_day__gt=period.last_day)
    if event is PeriodOpened and (later := closed.order_by("last_day").last()):
        raise OpenedBehind(period=period.code, later=later.code)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT periods_move(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb)",
            [
                *(period.code, to.value, period.first_day, period.last_day, reason, at),
                *(by.kind, by.id, by.label, json.dumps(dict(extra or {}))),
            ],
        )
        (entry_id,) = cursor.fetchone()
    audit.follow(event.code, entry_id)
    return int(entry_id)


def lock(code: str) -> State | None:
    """Keep everybody else from a period until the transaction ends; its state, if it was opened.

    Moves go one after another, because one period's depends on the states of others.
    """
    jobs.take_turn("periods.move")
    with connection.cursor() as cursor:
        cursor.execute("SELECT periods_lock(%s)", [code])
        row = cursor.fetchone()
    return State(row[0]) if row and row[0] else None


# The function names the same events; what is not here cannot be.
_EVENTS: Mapping[tuple[State | None, State], type[Event]] = {
    (None, State.OPEN): PeriodOpened,
    (State.OPEN, State.CLOSING): PeriodClosing,
    (State.CLOSING, State.OPEN): ClosingCalledOff,
    (State.CLOSING, State.CLOSED): PeriodFrozen,
    (State.CLOSED, State.OPEN): PeriodReopened,
}
