"""Issues held for one use case: locked, looked over, changed, written with step and journal."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localdate, localtime

from ballast.dispatch.coordination.messages import STEPS_OF_ISSUES
from ballast.dispatch.coordination.models import Issue, IssueStep, Pause
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import (
    TOLD,
    WITH_REASON,
    Act,
    Standing,
    acts,
    fits,
)
from ballast.dispatch.coordination.selectors import limits, matters
from ballast.dispatch.coordination.selectors.journalled import TABLE
from ballast.dispatch.coordination.selectors.limits import Clocks
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .events import IssuesEvent
from .refusals import IssuesRefused, refuse
from .writing import put_rows

_WRITTEN = (*TOLD, "solved_at", "closed_at", "version")
RIGHTS = ("issue.handle", "issue.raise", "issue.decide")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMove:
    """One issue to act upon: ``seen`` is the version of the page it was decided upon."""

    issue_id: int
    seen: int | None = None
    words: str = ""


@dataclass(slots=True)
class Held:
    """Issues of one use case, locked until its end, what they were before, and what is said."""

    by: Actor
    at: datetime
    rows: list[Issue]
    clocks: Clocks
    words: dict[int, str] = field(default_factory=dict)
    before: dict[int, dict[str, Any]] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)  # to be written: new, or ended

    def __post_init__(self) -> None:
        self.before = self.before or {row.pk: told(row) for row in self.rows}

    @property
    def on(self) -> date:
        return localdate(self.at)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(row.number for row in self.rows)

    def fact(self, event: type[IssuesEvent], **said: Any) -> IssuesEvent:
        """What happened to them."""
        return event(subject=self.numbers[0], issues=self.numbers, **said)

    def part(self, rows: list[Issue]) -> "Held":
        """Some of them, with what they were before and their pauses."""
        ids = {row.pk for row in rows}
        before = {pk: one for pk, one in self.before.items() if pk in ids}
        pauses = [one for one in self.pauses if one.issue_id in ids]
        return Held(self.by, self.at, rows, self.clocks, self.words, before, pauses)


def told(row: Issue) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TOLD}


def hold(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    moves: Sequence[IssueMove],
    rights: Sequence[str] = RIGHTS,
) -> Held:
    """Lock the issues of an act that this actor may do to all of them.

    Raises ``NotAllowed`` and ``IssuesRefused``: unknown, moved meanwhile, not one's own, no reason.
    """
    identity.insist(by, *rights, at=at)
    on = localdate(at)
    rows = _locked(by, on, [one.issue_id for one in moves])
    said = {one.issue_id: one for one in moves}
    known, reach = matters.standings(rows, on), matters.reach(by, on)
    _refuse_moved([row for row in rows if _has_moved(act, row, said[row.pk], known[row.pk])])
    faults = [
        Fault("issue_not_yours", {"number": row.number})
        for row in rows
        if act not in acts(known[row.pk], reach.hand(row))
    ]
    if act in WITH_REASON and any(not one.words.strip() for one in moves):
        faults.append(Fault("issue_without_reason", {}, "words"))
    refuse(faults)
    words = {one.issue_id: one.words.strip() for one in moves}
    return Held(by, at, rows, limits.clocks([row.pk for row in rows]), words)


def _locked(by: Actor, on: date, ids: Sequence[int]) -> list[Issue]:
    seen = Issue.objects.filter(pk__in=ids)
    if by.kind == "person":
        viewer = people.person(by)
        if viewer is None:
            raise identity.NotAllowed
        mine = matters.issues(viewer, on).filter(pk__in=ids).values_list("pk", flat=True)
        seen = seen.filter(pk__in=list(mine))
    rows = list(seen.select_for_update(of=("self",)).order_by("pk"))
    if not rows or len(rows) < len(set(ids)):
        raise IssuesRefused([Fault("issue_unknown")])
    return rows


def _has_moved(act: Act, row: Issue, move: IssueMove, standing: Standing) -> bool:
    return (move.seen is not None and move.seen != row.version) or not fits(act, standing)


def _refuse_moved(rows: Collection[Issue]) -> None:
    """Tell who was there first: who, what, when."""
    last = matters.last_steps_of(row.pk for row in rows)
    refuse(
        Fault(
            "issue_moved_meanwhile",
            {
                "number": row.number,
                "state": row.state,
                "act": last[row.pk].act,
                "by": last[row.pk].by,
                "did": STEPS_OF_ISSUES.get(last[row.pk].act, last[row.pk].act),
                "at": f"{localtime(last[row.pk].at):%Y-%m-%d %H:%M}",
            },
            str(row.pk),
        )
        for row in rows
    )


def rest_ends(held: Held, rows: Iterable[Issue]) -> None:
    """End the pauses that still run at these issues today."""
    open_ones = Pause.objects.filter(issue__in=[row.pk for row in rows], ended_on=None)
    for one in open_ones.select_for_update():
        one.ended_on = min(held.on, one.until_on)
        put_pause(held, one)


def put_pause(held: Held, pause: Pause) -> None:
    """A pause that is new or has ended now, and the rests of its clock with it."""
    held.pauses.append(pause)
    known = held.clocks.rests.get(pause.issue_id, [])
    kept = [one for one in known if one.from_on != pause.from_on]
    held.clocks.rests[pause.issue_id] = [*kept, pause.rest]


def write(
    held: Held,
    act: Act,
    event: IssuesEvent,
    *,
    acts_of: Mapping[int, Act] | None = None,
    paper_id: int | None = None,
    more: Sequence[Change] = (),
) -> list[Issue]:
    """Write what changed: the rows, a step of each, and one entry of the journal.

    ``acts_of``: those to which something else was done in the same use case.
    """
    done = {row.pk: (acts_of or {}).get(row.pk, act) for row in held.rows}
    for row in held.rows:
        row.version += 1
    put_rows(held.rows, _WRITTEN)
    ended = [one for one in held.pauses if not one._state.adding]
    Pause.objects.bulk_create([one for one in held.pauses if one._state.adding])
    put_rows(ended, ["ended_on"])
    add_steps(held, done, paper_id)
    changes = [change_of(held, row, done[row.pk]) for row in held.rows]
    cause = "；".join(dict.fromkeys(filter(None, held.words.values())))
    audit.record(event, by=held.by, at=held.at, cause=cause, changes=[*changes, *more])
    return held.rows


def add_steps(held: Held, done: Mapping[int, Act], paper_id: int | None = None) -> None:
    IssueStep.objects.bulk_create(
        IssueStep(
            issue=row,
            act=done[row.pk],
            by=held.by.label,
            at=held.at,
            on=held.on,
            words=held.words.get(row.pk, ""),
            state=row.state,
            level=row.level,
            due_on=row.due_on,
            lead_id=row.lead_id,
            paper_id=paper_id,
        )
        for row in held.rows
    )


def change_of(held: Held, row: Issue, act: Act) -> Change:
    """For the journal: the act, and each field it moved; of a new issue every field."""
    before, after = held.before[row.pk], told(row)
    moved = {name: (before.get(name), after[name]) for name in TOLD}
    fields = {name: pair for name, pair in moved.items() if not before or pair[0] != pair[1]}
    return Change(TABLE, row.pk, {"act": (None, act.value), **fields})


def next_numbers(year: int, count: int) -> Iterator[str]:
    """The next numbers of a year, kept from everybody else until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('coordination.issues', 0))")
        cursor.execute(
            "SELECT coalesce(max(substr(number, 7)::int), 0) FROM coordination_issue"
            " WHERE number LIKE %s",
            [f"W{year}-%"],
        )
        (last,) = cursor.fetchone() or (0,)
    return (f"W{year}-{last + place:04}" for place in range(1, count + 1))
