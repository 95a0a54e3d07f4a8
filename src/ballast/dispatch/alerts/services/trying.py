"""A rulebook is tried on past periods: which lamps it would have changed, and how good they were.

Both sides are judged anew from the same facts, so that only the rulebook differs; runs are counted
from period to period under each side's own rules.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import ClassVar

from django.db import connection, transaction
from psycopg import sql

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.models import Trial, TrialChange
from ballast.dispatch.alerts.rules import (
    PROJECT,
    Colour,
    Followed,
    Lamp,
    Rulebook,
    State,
    chain,
    followed,
    is_over,
    quality,
    read,
    telling,
)
from ballast.dispatch.alerts.selectors import Decided, Grounds
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.platform.jobs import services as jobs

_COLUMNS = (
    *("trial_id", "project_id", "period", "family", "before", "after"),
    *("told_by", "row", "values"),
)
_FAMILY = _COLUMNS.index("family")
_KINDS = {
    "red": (Colour.RED,),
    "yellow": (Colour.YELLOW,),
    "both": (Colour.RED, Colour.YELLOW),
}
States = dict[Period, dict[int, State]]
Outcomes = Mapping[Period, Mapping[int, Followed]]


class NothingToTry(Refused):
    """No lamps were decided in the periods asked for."""

    code = "trial_without_periods"
    about = "since"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookTried(Event):
    """A rulebook is tried on past periods; the subject is the trial's id."""

    code: ClassVar[str] = "alerts.rulebook_tried"
    rulebook: str
    since: str
    until: str


@transaction.atomic
def try_rulebook(*, by: Actor, at: datetime, text: str, since: str, until: str) -> Trial:
    """Have a rulebook tried on the decided periods from ``since`` to ``until``; no lamp is touched.

    Raises ``NotAllowed``, ``RulebookRefused`` with every fault, ``NothingToTry``, ``NotAPeriod``.
    """
    identity.insist(by, "alert.judge", at=at)
    book = read(text)
    if not _tried(Period.from_code(since), Period.from_code(until)):
        raise NothingToTry
    trial = Trial.objects.create(
        text=text, since=since, until=until, by=by.label, at=at, moved_at=at
    )
    event = RulebookTried(subject=str(trial.pk), rulebook=book.key, since=since, until=until)
    audit.record(event, by=by, at=at)
    jobs.defer("alerts.try_rulebook", trial_id=trial.pk)
    return trial


def run_trial(*, trial_id: int, now: Callable[[], datetime]) -> None:
    """Judge the periods of a trial one after another and keep what differs; safe to do twice."""
    trial = Trial.objects.get(pk=trial_id)
    if trial.result is not None:
        return
    since, until = Period.from_code(trial.since), Period.from_code(trial.until)
    tried = _tried(since, until)
    book = selectors.rulebook(trial.text)
    in_force = {one: selectors.in_force(one.last_day) for one in selectors.decided_periods()}
    before = _Side(lambda period: selectors.rulebook(in_force[period].text))
    after = _Side(lambda _: book)
    books = [book, *(selectors.rulebook(one.text) for one in in_force.values())]
    judged = chain(selectors.decided_periods(), since, until, max(map(_longest, books)))
    tells = telling(tried, selectors.closed_periods())
    wanted = sorted({*judged, *(one for later in tells.values() for one in later)})
    states: States = {}
    changed: dict[Period, int] = {}
    TrialChange.objects.filter(trial=trial).delete()  # of a run that was cut off
    for done, period in enumerate(wanted):
        found = selectors.facts_of(period)
        states[period] = selectors.states(found)
        if period in judged:
            was, would = (
                side.judge(period, found, is_kept=period in tried) for side in (before, after)
            )
            if period in tried:
                changed[period] = _write(_changes(trial, period, was, would))
        _get_on(trial, 100 * (done + 1) // (len(wanted) + 1), now())
    after_all = _outcomes(states, tells)
    trial.result = {
        "periods": [
            {
                "code": one.code,
                "rulebook": in_force[one].key,
                "before": before.counts[one],
                "after": after.counts[one],
                "changed": changed[one],
            }
            for one in tried
        ],
        "quality": {"before": before.quality(after_all), "after": after.quality(after_all)},
        "open": [one.code for one in tried if not is_over(one, tells[one])],
    }
    trial.progress, trial.moved_at = 100, now()
    trial.save(update_fields=["result", "progress", "moved_at"])


@dataclass
class _Side:
    """The lamps of one side, period by period."""

    book_of: Callable[[Period], Rulebook]
    runs: dict[tuple[int, str], int] = field(default_factory=dict)
    counts: dict[Period, dict[str, int]] = field(default_factory=dict)
    lamps: dict[Period, list[tuple[int, Colour]]] = field(default_factory=dict)

    def judge(
        self, period: Period, found: Grounds, *, is_kept: bool
    ) -> dict[tuple[int, str], Decided]:
        """Every lamp of a period by project and family; their runs are carried on from here."""
        grounds = selectors.chained(found, self.runs)
        lamps = list(selectors.decided(grounds, self.book_of(period)))
        # What is not listed in a period keeps the run it came with.
        self.runs |= {(one.project_id, one.family): one.running for one in lamps}
        if is_kept:
            own = [(one.project_id, one.colour) for one in lamps if one.family == PROJECT]
            counts = Counter(colour for _, colour in own)
            self.counts[period] = {colour.value: counts[colour] for colour in Colour}
            self.lamps[period] = own
        return {(one.project_id, one.family): one for one in lamps}

    def quality(self, outcomes: Outcomes) -> dict[str, dict[str, int]]:
        """How good the lamps were at foretelling slips, for each kind of colours."""
        lamps = [
            Lamp(pk, period, colour, outcomes[period][pk])
            for period, own in self.lamps.items()
            for pk, colour in own
        ]
        return {kind: asdict(quality(lamps, colours)) for kind, colours in _KINDS.items()}


def _outcomes(states: States, tells: Mapping[Period, Sequence[Period]]) -> Outcomes:
    """What came after the lamp of each project in each period tried, whatever it showed."""
    return {
        at: {
            pk: followed(state, at, [(one, states[one].get(pk)) for one in later])
            for pk, state in states[at].items()
        }
        for at, later in tells.items()
    }


def _tried(since: Period, until: Period) -> list[Period]:
    return chain(selectors.decided_periods(), since, until, 1)


def _longest(book: Rulebook) -> int:
    runs = [row.when.running for rule in book.rules.values() for row in rule.rows if row.when]
    return max(runs, default=1)


def _changes(
    trial: Trial,
    period: Period,
    was: Mapping[tuple[int, str], Decided],
    would: Mapping[tuple[int, str], Decided],
) -> Iterator[tuple[object, ...]]:
    """The rows of ``_COLUMNS``."""
    for pk, family in sorted(was.keys() | would.keys()):
        old, new = was.get((pk, family)), would.get((pk, family))
        colours = [(one.colour if one else Colour.DASH).value for one in (old, new)]
        if colours[0] == colours[1]:
            continue
        told = would.get((pk, new.row)) if new and family == PROJECT else new
        reason = (told.family, told.row, dict(told.values)) if told else ("", "", {})
        yield (trial.pk, pk, period.code, family, *colours, *reason[:2], json.dumps(reason[2]))


def _get_on(trial: Trial, progress: int, at: datetime) -> None:
    Trial.objects.filter(pk=trial.pk).update(progress=progress, moved_at=at)


def _write(changes: Iterable[Sequence[object]]) -> int:
    """Copy changes in, a city's many at once; how many of them are projects' own lamps."""
    rows = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(TrialChange._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, _COLUMNS)),
    )
    projects = 0
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(rows) as copy:
        for change in changes:
            copy.write_row(change)
            projects += change[_FAMILY] == PROJECT
    return projects
