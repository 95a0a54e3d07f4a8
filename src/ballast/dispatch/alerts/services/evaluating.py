"""Deciding the lamps of a period, for all projects at once."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import connection, transaction

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.models import Evaluation
from ballast.dispatch.alerts.rules import PROJECT, Colour
from ballast.dispatch.alerts.selectors import Decided, Grounds
from ballast.kernel import garbage
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.jobs import services as jobs
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State

from .drafting import draft
from .units import judge_units
from .withdrawing import take_back

_TABLE = "alerts_projectlamp"
# Writes the lamps that are new or differ, takes away the others, and says how each stood before.
_STORE = """
WITH decided AS MATERIALIZED (
    SELECT * FROM unnest(
        %(project)s::bigint[], %(family)s::text[], %(colour)s::text[], %(row)s::text[],
        %(values)s::jsonb[], %(running)s::int[], %(shows_rate)s::bool[]
    ) AS one (project_id, family, colour, "row", "values", running, shows_rate)
), known AS MATERIALIZED (
    SELECT * FROM alerts_projectlamp WHERE period = %(period)s
), differing AS (
    SELECT new.project_id, new.family, new.colour, new."row", new."values", new.running,
        new.shows_rate
    FROM decided AS new LEFT JOIN known USING (project_id, family)
    WHERE known.id IS NULL OR known.rulebook_id <> %(rulebook)s
        OR (known.colour, known."row", known."values", known.running, known.shows_rate)
        IS DISTINCT FROM (new.colour, new."row", new."values", new.running, new.shows_rate)
), written AS (
    INSERT INTO alerts_projectlamp (
        project_id, period, family, colour, "row", "values", rulebook_id, running, shows_rate
    )
    SELECT project_id, %(period)s, family, colour, "row", "values", %(rulebook)s, running,
        shows_rate
    FROM differing
    ON CONFLICT (project_id, period, family) DO UPDATE SET
        colour = EXCLUDED.colour, "row" = EXCLUDED."row", "values" = EXCLUDED."values",
        rulebook_id = EXCLUDED.rulebook_id, running = EXCLUDED.running,
        shows_rate = EXCLUDED.shows_rate
    RETURNING id, project_id, family, colour, "row"
), gone AS (
    DELETE FROM alerts_projectlamp WHERE id IN (
        SELECT known.id FROM known LEFT JOIN decided USING (project_id, family)
        WHERE decided.project_id IS NULL
    )
    RETURNING id, project_id, family
)
SELECT written.id, project_id, family, known.colour, known."row", written.colour, written."row"
FROM written LEFT JOIN known USING (project_id, family)
UNION ALL
SELECT known.id, known.project_id, known.family, known.colour, known."row", NULL, NULL
FROM gone JOIN known USING (id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LampsEvaluated(Event):
    """A period's lamps were decided, and some differ from before; the subject is the period."""

    code: ClassVar[str] = "alerts.lamps_evaluated"
    rulebook: str = ""
    red: int
    yellow: int
    blue: int = 0
    green: int
    grey: int
    dash: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A lamp that is new, another, or gone: its colour and row before and now."""

    lamp_id: int
    project_id: int
    family: str
    colour: tuple[str | None, str | None]
    row: tuple[str | None, str | None]

    @property
    def is_another(self) -> bool:
        """Not the same decision on other figures."""
        return self.colour[0] != self.colour[1] or self.row[0] != self.row[1]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How many lamps of each family, and of projects, show each colour; which turned.

    ``grounds`` and ``decided`` are what closing freezes: all lamps, and on what they rest.
    """

    rulebook: str
    rulebook_text: str
    families: Mapping[str, Mapping[Colour, int]]
    turned: Sequence[Turned]
    grounds: Grounds
    decided: Sequence[Decided]

    @property
    def lamps(self) -> Mapping[Colour, int]:
        """How many projects show each colour."""
        return self.families[PROJECT]

    @property
    def changed(self) -> int:
        """How many projects show another lamp than before, or their first."""
        return sum(one.family == PROJECT for one in self.turned)


@garbage.kept()
@transaction.atomic
def evaluate(
    *, by: Actor, at: datetime, period: str, cause: str = "", is_dry: bool = False
) -> Evaluated:
    """Decide every lamp of a period that is not closed, by the rulebook of its last day.

    Replaces what differs and journals it; deciding again on the same figures changes nothing.
    The journal tells the lamps that turned; figures that moved are told by who filed them.
    While the period is closing its draft warnings follow; issued lamps that turn are drafts again.
    ``is_dry``: nothing is kept. Raises ``NotAPeriod``, ``NotAllowed``, ``PeriodNotOpened``,
    ``PeriodClosed``.
    """
    identity.insist(by, "alert.judge", at=at)
    meant = Period.from_code(period)
    one_at_a_time()
    held = periods.hold([period], until=State.CLOSING)
    with transaction.atomic(savepoint=is_dry):
        is_closing = held[period].state is State.CLOSING
        evaluated = decide(by, at, meant, cause, drafts=is_closing)
        if is_dry:
            transaction.set_rollback(True)
    return evaluated


def one_at_a_time() -> None:
    """Lamps are decided, judged and issued one after another; taken before a period is held."""
    jobs.take_turn("alerts.lamps")


def decide(by: Actor, at: datetime, period: Period, cause: str, *, drafts: bool) -> Evaluated:
    """Decide a period that this transaction holds; ``drafts``: its draft warnings follow."""
    book = selectors.in_force(period.last_day)
    if book._state.adding:  # the one that ships, used for the first time
        book.save()
    grounds = selectors.grounds(period)
    rulebook = selectors.rulebook(book.text)
    decided = list(selectors.decided(grounds, rulebook))
    stored = _store(decided, period.code, book.pk)
    Evaluation.objects.bulk_create(
        [Evaluation(period=period.code, evaluated_at=at, rulebook=book)],
        update_conflicts=True,
        unique_fields=["period"],
        update_fields=["evaluated_at", "rulebook"],
    )
    changes = judge_units(grounds, book)
    changes += take_back([period.code]) if stored else []
    changes += draft(period.code, decided, rulebook) if drafts else []
    turned = [one for one in stored if one.is_another]
    evaluated = Evaluated(book.key, book.text, _counts(decided), turned, grounds, decided)
    if stored or changes:
        counts = {colour.value: number for colour, number in evaluated.lamps.items()}
        event = LampsEvaluated(subject=period.code, rulebook=book.key, **counts)
        lamps = [
            Change(_TABLE, one.lamp_id, {"colour": one.colour, "row": one.row}) for one in turned
        ]
        audit.record(event, by=by, at=at, cause=cause, changes=[*lamps, *changes])
    return evaluated


def _store(decided: Sequence[Decided], period: str, rulebook: int) -> list[Turned]:
    columns: dict[str, list[Any]] = {
        "project": [one.project_id for one in decided],
        "family": [one.family for one in decided],
        "colour": [one.colour.value for one in decided],
        "row": [one.row for one in decided],
        "values": [json.dumps(one.values, ensure_ascii=False) for one in decided],
        "running": [one.running for one in decided],
        "shows_rate": [one.shows_rate for one in decided],
    }
    with connection.cursor() as cursor:
        cursor.execute(_STORE, {**columns, "period": period, "rulebook": rulebook})
        return [
            Turned(pk, project, family, (colour, after), (row, row_after))
            for pk, project, family, colour, row, after, row_after in cursor.fetchall()
        ]


def _counts(decided: Sequence[Decided]) -> dict[str, dict[Colour, int]]:
    counts = Counter((one.family, one.colour) for one in decided)
    families = dict.fromkeys([PROJECT, *(family for family, _ in counts)])
    return {family: {colour: counts[family, colour] for colour in Colour} for family in families}
