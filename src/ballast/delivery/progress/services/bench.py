"""The filings that somebody is about to decide, held still, with the steps of each."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter

from django.db.models import F
from django.utils import timezone

from ballast.delivery.progress.messages import level
from ballast.delivery.progress.models import Filing, Review
from ballast.delivery.progress.rules import State, Verdict
from ballast.delivery.progress.rules.chain import Seat, turn
from ballast.delivery.progress.selectors.reviewers import seat_of
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity.services import insist
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State as PeriodState
from ballast.projects.services import hold


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one filing cannot be decided; ``project`` is its name, ``more`` what the words need."""

    code: str
    project: str
    more: str = ""

    @property
    def params(self) -> dict[str, str]:
        return {"project": self.project, "more": self.more}


class ReviewRefused(Refused):
    """Some of the filings cannot be decided so; ``faults`` names each, nothing was written."""

    code = "review_refused"

    def __init__(self, faults: Sequence[Obstacle]) -> None:
        super().__init__()
        self.faults: Sequence[Obstacle] = tuple(faults)


class ReasonMissing(Refused):
    """A return, a passing over and a dispute each need a reason."""

    code = "review_reason_missing"


@dataclass(slots=True)
class Case:
    """One filing with its project's name and its steps."""

    filing: Filing
    project: str
    number: str
    steps: list[Review]

    @property
    def turn(self) -> list[Review]:
        return turn(self.steps) if self.filing.state == State.SUBMITTED else []

    def waits_for(self) -> str:
        """The levels and units whose turn it is, in words."""
        return "、".join(
            level(step.level, step.unit.short_name if step.unit else "") for step in self.turn
        )


@dataclass(frozen=True, slots=True)
class Bench:
    """The cases that lie before an actor, locked until the transaction ends."""

    seat: Seat
    cases: Sequence[Case]

    def refuse(self, *tests: Callable[[Seat, Case], Obstacle | None]) -> None:
        """Raises ``ReviewRefused`` with the first obstacle of every case that has one."""
        obstacles = []
        for case in self.cases:
            found = (test(self.seat, case) for test in tests)
            obstacles += list(islice(filter(None, found), 1))
        if obstacles:
            raise ReviewRefused(obstacles)


def lay(*, by: Actor, at: datetime, right: str, filing_ids: Collection[int]) -> Bench:
    """Lock the projects and the filings, whose periods are not yet closed, and read their steps.

    Raises ``NotAllowed``, ``PeriodClosed`` and, for filings that do not lie within the actor's
    reach, ``ReviewRefused``.
    """
    insist(by, right, at=at)
    seat = seat_of(by, timezone.localdate(at))
    rows = Filing.objects.filter(pk__in=filing_ids)
    codes = rows.order_by("period").values_list("period", flat=True).distinct()
    held = periods.hold(codes, until=PeriodState.CLOSING)
    hold(rows.values("project"))
    filings = list(
        rows.annotate(project_name=F("project__name"), project_number=F("project__number"))
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    steps: dict[int, list[Review]] = {filing.pk: [] for filing in filings}
    for step in Review.objects.filter(filing__in=filings).select_related("unit").order_by("order"):
        steps[step.filing_id].append(step)
    cases = [
        Case(filing, filing.project_name, filing.project_number, steps[filing.pk])
        for filing in filings
    ]
    missing = set(filing_ids) - steps.keys()
    hidden = [case for case in cases if not _reaches(seat, case)]
    if missing or hidden:
        unknown = sorted([*missing, *(case.filing.pk for case in hidden)])
        raise ReviewRefused([Obstacle("filing_unknown", str(pk)) for pk in unknown])
    bench = Bench(seat, cases)
    bench.refuse(lambda _, case: of_earlier_revision(case.filing, case.project, held))
    return bench


def of_earlier_revision(
    filing: Filing, project: str, held: Mapping[str, periods.Held]
) -> Obstacle | None:
    """What was frozen when its period was closed stays, though the period was reopened."""
    if filing.revision == held[filing.period].revision:
        return None
    return Obstacle("filing_frozen", project)


def _reaches(seat: Seat, case: Case) -> bool:
    return seat.is_office or any(seat.decides(step) for step in case.steps)


def judge(
    steps: Sequence[Review], verdict: Verdict, *, by: Actor, at: datetime, reason: str = ""
) -> list[Change]:
    """Write one verdict on many steps; what changed, for the journal."""
    changes = [
        Change("progress_review", step.pk, {"verdict": (step.verdict, verdict.value)})
        for step in steps
    ]
    said = {
        "verdict": verdict.value,
        "reason": reason,
        "decided_by": by.label,
        "decided_at": at,
    }
    for step in steps:
        vars(step).update(said)
    if steps:
        Review.objects.filter(pk__in=map(attrgetter("pk"), steps)).update(**said)
    return changes


def settle(filings: Iterable[Filing], state: State, *, at: datetime) -> list[Change]:
    """Write what many filings have come to; what changed, for the journal."""
    rows = list(filings)
    changes = [
        Change("progress_filing", row.pk, {"state": (row.state, state.value)}) for row in rows
    ]
    for row in rows:
        row.state, row.decided_at = state.value, at
    if rows:
        ids = [row.pk for row in rows]
        Filing.objects.filter(pk__in=ids).update(state=state.value, decided_at=at)
    return changes
