"""The levels in force on a day, and the clocks that go by them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from ballast.dispatch.coordination.models import Issue, IssueLadder, Pause
from ballast.dispatch.coordination.rules.clocks import Rest, due_on
from ballast.dispatch.coordination.rules.issues import RUNNING
from ballast.dispatch.coordination.rules.levels import STANDARD, Ladder, ladder_from_json
from ballast.kernel.workdays import Calendar
from ballast.platform.codelists import selectors as codelists


@dataclass(frozen=True, slots=True)
class Clocks:
    """What is needed to compute limits: working days, ladders by day, and rests by issue."""

    workdays: Calendar
    ladders: tuple[tuple[date, Ladder], ...]  # the latest first
    rests: dict[int, list[Rest]] = field(default_factory=dict)

    def ladder(self, on: date) -> Ladder:
        return next((one for since, one in self.ladders if since <= on), STANDARD)

    def accept_by(self, on: date) -> date:
        return self.workdays.add(on, self.ladder(on).accept_days)

    def due_on(self, issue: Issue, rests: Sequence[Rest] | None = None) -> date:
        """The last day in time at the level it is at, or the day it was extended to."""
        days = max(self.days(issue) - (issue.days_less or 0), 0)
        rested = self.rests.get(issue.pk, ()) if rests is None else rests
        computed = due_on(issue.level_since, days, rested, self.workdays)
        return max(computed, issue.extended_to) if issue.extended_to else computed

    def days(self, issue: Issue) -> int:
        """How many working days its level gives."""
        return self.ladder(issue.level_since).level(issue.level).days_for(issue.severity)

    def days_until(self, issue: Issue, limit: date, on: date) -> int:
        """How many of its level's working days end no later than a limit, at least none.

        The clocks are compared as they run: a rest that lasts on ``on`` is counted until then.
        """
        rests = [Rest(r.from_on, min(r.until_on, on)) for r in self.rests.get(issue.pk, ())]
        whole = range(self.days(issue), 0, -1)
        ends = (n for n in whole if due_on(issue.level_since, n, rests, self.workdays) <= limit)
        return next(ends, 0)


def clocks(issue_ids: Collection[int] | None = ()) -> Clocks:
    """Three queries; with the rests of these issues, or of all (None)."""
    rows = IssueLadder.objects.order_by("-valid_from", "-pk").values_list("valid_from", "ladder")
    ladders = tuple((since, ladder_from_json(stored)) for since, stored in rows)
    pauses = Pause.objects.all()
    if issue_ids is not None:
        pauses = pauses.filter(issue__in=issue_ids)
    rests: dict[int, list[Rest]] = {}
    for pk, since, until, ended in pauses.order_by("from_on", "pk").values_list(
        "issue_id", "from_on", "until_on", "ended_on"
    ):
        rests.setdefault(pk, []).append(Rest(since, ended or until))
    return Clocks(codelists.calendar(), ladders, rests)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Of the running issues: how many limits another ladder would bring nearer, or put off."""

    running: int = 0
    sooner: int = 0
    later: int = 0

    @property
    def kept(self) -> int:
        return self.running - self.sooner - self.later


def foreseen(ladder: Ladder, valid_from: date) -> Foreseen:
    """What would become of limits; an issue keeps the ladder under which its level began."""
    known = clocks(None)
    then = Clocks(known.workdays, ((valid_from, ladder), *known.ladders), known.rests)
    running = Issue.objects.filter(state__in=RUNNING)
    sooner = later = 0
    for one in running.filter(level_since__gte=valid_from).iterator(chunk_size=5_000):
        moved = then.due_on(one)
        sooner += moved < one.due_on
        later += moved > one.due_on
    return Foreseen(running.count(), sooner, later)


def ladder(on: date) -> Ladder:
    """The levels in force on a day."""
    rows = IssueLadder.objects.filter(valid_from__lte=on).order_by("-valid_from", "-pk")
    found = rows.values_list("ladder", flat=True).first()
    return ladder_from_json(found) if found else STANDARD


def ladders() -> list[IssueLadder]:
    """Every ladder that was ever set, the latest first."""
    return list(IssueLadder.objects.order_by("-valid_from", "-pk"))
