"""The clocks' run: what has run out climbs or is petitioned for, and who is near is reminded.

All is computed from stored dates, so that a second run finds nothing left to do, and one that
was missed or killed is made up for by the next.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, IssueLadder, IssueStep, Pause
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.clocks import SOON_DAYS, is_silent
from ballast.dispatch.coordination.rules.issues import RUNNING, TAKEN, WAITING, Act
from ballast.dispatch.coordination.rules.levels import Ladder, ladder_faults, ladder_to_json
from ballast.dispatch.coordination.selectors import limits
from ballast.dispatch.coordination.selectors.limits import Clocks
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity

from .climbing import climb_or_ask
from .effects import done
from .events import IssuesLeftToOffice, IssuesNear, IssuesRedated, LadderSet, PausesEnded
from .holding import Held
from .refusals import refuse
from .writing import put_rows

BY = Actor("job", None, "clocks")
_AT_A_TIME = 5_000  # with an entry of the journal for each


@dataclass(frozen=True, slots=True)
class Run:
    """How many issues a run of the clocks touched, by what it did."""

    redated: int = 0
    pauses_ended: int = 0
    escalated: int = 0
    petitions: int = 0
    left_to_office: int = 0
    reminded: int = 0


@transaction.atomic
def run_clocks(*, at: datetime) -> Run:
    """Carry out what the dates say as of a day; all of it or, when killed, nothing."""
    on = localdate(at)
    known = limits.clocks(None)
    ended = _end_pauses(at, on, known)
    redated = _redate(at, known)
    escalated, petitions = _run_out(at, on, known)
    silent = _leave_to_office(at, on, known)
    reminded = _remind(at, on, known)
    return Run(redated, ended, escalated, petitions, silent, reminded)


@transaction.atomic
def set_ladder(
    *, by: Actor, at: datetime, ladder: Ladder, valid_from: date, reason: str
) -> IssueLadder:
    """Let levels and clocks be these from a day on; what runs keeps those it began under.

    Raises ``NotAllowed``, ``IssuesRefused``.
    """
    identity.insist(by, "issue.decide", at=at)
    faults = [Fault(code, {}, "levels") for code in ladder_faults(ladder)]
    if not reason.strip():
        faults.append(Fault("issue_without_reason", {}, "reason"))
    if valid_from < localdate(at):
        faults.append(Fault("ladder_backdated", {}, "valid_from"))
    refuse(faults)
    row = IssueLadder.objects.create(
        valid_from=valid_from,
        ladder=ladder_to_json(ladder),
        set_by=by.label,
        set_at=at,
        reason=reason.strip(),
    )
    event = LadderSet(subject=f"{valid_from}", preset=ladder.preset)
    audit.record(event, by=by, at=at, cause=row.reason)
    return row


def _held(
    at: datetime, ids: Sequence[int], known: Clocks, states: Collection[str]
) -> Iterator[Held]:
    """Those of the issues that still are in these states, locked; so many in memory at a time."""
    for first in range(0, len(ids), _AT_A_TIME):
        some = ids[first : first + _AT_A_TIME]
        found = Issue.objects.select_for_update(of=("self",)).filter(pk__in=some, state__in=states)
        yield Held(BY, at, list(found.order_by("pk")), known)


def _end_pauses(at: datetime, on: date, known: Clocks) -> int:
    """The day has come on which clocks run again."""
    over = Pause.objects.filter(ended_on=None, until_on__lte=on).order_by("issue_id")
    batches = _held(at, list(over.values_list("issue_id", flat=True)), known, TAKEN)
    return sum(len(done(held, Act.END_PAUSE, PausesEnded)) for held in batches)


def _redate(at: datetime, known: Clocks) -> int:
    """Limits that the calendar of working days has moved."""
    fields = ("id", "level", "level_since", "severity", "extended_to", "days_less", "due_on")
    rows = Issue.objects.filter(state__in=RUNNING).only(*fields).order_by("pk")
    moved = [row.pk for row in rows.iterator(chunk_size=5000) if known.due_on(row) != row.due_on]
    batches = _held(at, moved, known, RUNNING)
    return sum(len(done(held, Act.REDATE, IssuesRedated)) for held in batches)


def _run_out(at: datetime, on: date, known: Clocks) -> tuple[int, int]:
    """Time has run out: one level higher, or a petition where the next level is the highest."""
    top = known.ladder(on).top
    late = Issue.objects.filter(state__in=RUNNING, due_on__lt=on, level__lt=top)
    late = late.filter(Q(petition_asked_on=None) | Q(petition_asked_on__lt=F("extended_to")))
    late = late.exclude(steps__in=IssueStep.objects.filter(act=Act.UNASK, on=on))  # not today
    ids = list(late.order_by("pk").values_list("pk", flat=True))
    climbed = asked = 0
    for held in _held(at, ids, known, RUNNING):
        rows = [row for row in held.rows if row.due_on < on and _is_unasked(row)]
        higher, petitions = climb_or_ask(held, rows, by_time=True)
        climbed += len(higher)
        asked += len(petitions)
    return climbed, asked


def _is_unasked(row: Issue) -> bool:
    """No petition was asked for, or more time was given since, which has passed too."""
    asked = row.petition_asked_on
    return asked is None or (row.extended_to is not None and asked < row.extended_to)


def _leave_to_office(at: datetime, on: date, known: Clocks) -> int:
    """A raiser who keeps silent for three working days leaves the word to the office."""
    waiting = Issue.objects.filter(state__in=WAITING, desk="").order_by("pk")
    told = waiting.values_list("pk", "waiting_since")
    ids = [pk for pk, since in told if since and is_silent(since, on, known.workdays)]
    batches = _held(at, ids, known, WAITING)
    return sum(len(done(held, Act.DESK, IssuesLeftToOffice)) for held in batches)


def _remind(at: datetime, on: date, known: Clocks) -> int:
    """48 hours before the limit those who lead are to be told, once for each limit."""
    last = known.workdays.add(on, SOON_DAYS)
    near = Issue.objects.filter(state__in=RUNNING, due_on__gte=on, due_on__lte=last)
    untold = near.exclude(reminded_of=F("due_on"))
    fields = ("id", "number", "due_on")
    rows = list(untold.only(*fields).select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        row.reminded_of = row.due_on
    put_rows(rows, ["reminded_of"])
    if numbers := tuple(row.number for row in rows):
        audit.record(IssuesNear(subject=numbers[0], issues=numbers), by=BY, at=at)
    return len(rows)
