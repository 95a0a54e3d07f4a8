"""What lies on a reviewer's desk: whose turn a filing is, what changed since last month."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from ballast.delivery.progress.models import Filing, MonthFigure, Review
from ballast.delivery.progress.rules import Answer, Level, State, Verdict
from ballast.delivery.progress.rules.chain import Seat, turn
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects

from .reviewers import seat_taken

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.platform.identity.models import User

_UNREAD = (State.DRAFT, State.TAKEN_BACK)  # not handed in, or taken back again
_TO_ANSWER = Q(is_on_behalf=True, state=State.ACCEPTED) & ~Q(answer=Answer.CONFIRMED)


class Pile(StrEnum):
    """The piles on a desk; a filing may lie on several."""

    MINE = "mine"  # my turn
    UNDER_WAY = "under_way"  # somebody's turn
    ACCEPTED = "accepted"
    RETURNED = "returned"  # and not yet filed anew
    ON_BEHALF = "on_behalf"  # entered by the office; the unit has not confirmed it


@dataclass(frozen=True, slots=True)
class Choice:
    """Which filings of a pile are asked for; what is empty asks for all."""

    pile: Pile = Pile.MINE
    unit: str = ""
    text: str = ""
    marks: frozenset[str] = frozenset()  # of MARKS


MARKS: Mapping[str, Q] = {
    "doubts": ~Q(doubts=[]),
    "late": Q(is_late=True),
    "estimate": Q(kind="ESTIMATE"),
    "disputed": Q(answer=Answer.DISPUTED),
}
_PILES: Mapping[Pile, Q] = {
    Pile.MINE: Q(is_mine=True),
    Pile.UNDER_WAY: Q(state=State.SUBMITTED),
    Pile.ACCEPTED: Q(state=State.ACCEPTED),
    Pile.RETURNED: Q(state=State.RETURNED),
    Pile.ON_BEHALF: _TO_ANSWER,
}


@dataclass(frozen=True, slots=True)
class Holder:
    """How many filings wait at one step of one unit, and since when the longest does."""

    level: Level
    unit: str
    count: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Before:
    """What counted for the project in the period before, within the year."""

    period: str
    month_yuan: Decimal | None
    completed_yuan: Decimal | None
    percent: Decimal | None
    words: str


NOTHING = Before("", None, None, None, "")


@dataclass(frozen=True, slots=True)
class Line:
    """One filing on the desk, with its steps and how it differs from the period before."""

    filing: Filing
    steps: Sequence[Review]
    planned_yuan: Decimal | None = None
    before: Before = NOTHING
    seat: Seat = field(default_factory=Seat)

    @property
    def turn(self) -> list[Review]:
        return turn(self.steps) if self.filing.state == State.SUBMITTED and self.steps else []

    @property
    def is_mine(self) -> bool:
        return any(self.seat.decides(step) for step in self.turn)

    @property
    def returned(self) -> Review | None:
        """The step that returned it, with its reason."""
        return next((one for one in self.steps if one.verdict == Verdict.RETURNED), None)

    @property
    def rate(self) -> Decimal | None:
        """Completed since January of the year's plan in force."""
        completed = self.filing.completed_yuan
        if completed is None or not self.planned_yuan:
            return None
        return completed / self.planned_yuan

    @property
    def month_change(self) -> Decimal | None:
        """The month's investment less that of the period before."""
        return _less(self.filing.month_yuan, self.before.month_yuan)

    @property
    def completed_change(self) -> Decimal | None:
        """Since January, less what counted then."""
        return _less(self.filing.completed_yuan, self.before.completed_yuan)

    @property
    def percent_change(self) -> Decimal | None:
        """Visible progress in points, less what counted then."""
        return _less(self.filing.visible_percent, self.before.percent)

    @property
    def has_old_words(self) -> bool:
        """Whether the visible progress is told in last month's very words."""
        words = self.filing.visible_progress.strip()
        return bool(words) and words == self.before.words.strip()


def within_reach(viewer: "User", on: date, period: str, seat: Seat) -> QuerySet[Filing]:
    """The filings a reviewer may read, drafts apart, each project's last; ``is_mine``: my turn.

    Theirs are those of the projects they see and those that pass through their steps.
    """
    later = Filing.objects.filter(
        project=OuterRef("project"), period=OuterRef("period"), attempt__gt=OuterRef("attempt")
    ).exclude(state__in=_UNREAD)
    step = Review.objects.filter(filing=OuterRef("pk"))
    mine = at_turn().filter(of_seat(seat), filing=OuterRef("pk"))
    return (
        Filing.objects.filter(period=period)
        .exclude(state__in=_UNREAD)
        .filter(
            Q(project__in=projects.visible_to(viewer, on)) | Exists(step.filter(of_seat(seat))),
            ~Exists(later),
        )
        .annotate(is_mine=Exists(mine))
    )


def of_actor(by: "Actor", on: date, period: str) -> QuerySet[Filing]:
    """The same for who acts: nothing for who is not a person."""
    viewer = identity.person(by)
    return (
        within_reach(viewer, on, period, seat_taken(viewer, on))
        if viewer
        else Filing.objects.none()
    )


def at_turn() -> QuerySet[Review]:
    """The open steps whose turn it is."""
    earlier = Review.objects.filter(
        filing=OuterRef("filing"), verdict=Verdict.PENDING, order__lt=OuterRef("order")
    )
    return Review.objects.filter(
        ~Exists(earlier), verdict=Verdict.PENDING, filing__state=State.SUBMITTED
    )


def waits_in(seat: Seat) -> frozenset[str]:
    """The periods in which something waits for those who sit here."""
    return frozenset(at_turn().filter(of_seat(seat)).values_list("period", flat=True).distinct())


def piles(reached: QuerySet[Filing]) -> dict[Pile, int]:
    """How much lies on each pile."""
    counts = {pile.value: Count("pk", filter=fits) for pile, fits in _PILES.items()}
    found = reached.aggregate(**counts)
    return {pile: found[pile.value] for pile in Pile}


def chosen(reached: QuerySet[Filing], choice: Choice) -> QuerySet[Filing]:
    """Those that fit a choice: a unit's together, by name."""
    found = reached.filter(_PILES[choice.pile])
    for mark in choice.marks:
        found = found.filter(MARKS[mark])
    if choice.unit:
        found = found.filter(unit__code=choice.unit)
    if choice.text:
        found = found.filter(project__in=projects.meant(choice.text))
    return found.order_by("unit__code", "project__sort_key", "pk")


def following(reached: QuerySet[Any]) -> int | None:
    """The next filing that waits for its reader."""
    rows = chosen(reached, Choice(Pile.MINE))
    return rows.values_list("pk", flat=True).first()


def units_of(reached: QuerySet[Filing]) -> list[tuple[str, str]]:
    """The units these filings are for: code and short name."""
    rows = reached.filter(unit__isnull=False).order_by("unit__code").distinct()
    return list(rows.values_list("unit__code", "unit__short_name"))


def holders(reached: QuerySet[Filing]) -> list[Holder]:
    """Who holds how many, in the chain's order, the fullest desk first."""
    rows = (
        at_turn()
        .filter(filing__in=reached.values("pk"))
        .values("order", "level", "unit__short_name")
        .annotate(number=Count("pk"), since=Min("filing__submitted_at"))
        .order_by("order", "level", "-number", "unit__short_name")
    )
    return [
        Holder(Level(row["level"]), row["unit__short_name"] or "", row["number"], row["since"])
        for row in rows
    ]


def lines(filings: Iterable[Filing], seat: Seat, period: str) -> list[Line]:
    """These filings with their steps and last month's figures, in three queries."""
    rows = list(filings)
    steps = steps_of([row.pk for row in rows])
    figures = MonthFigure.objects.filter(
        project__in=[row.project_id for row in rows],
        period__startswith=f"{period[:4]}-",
        period__lte=period,
    )
    planned = {one.project_id: one.planned_yuan for one in figures.filter(period=period)}
    before = {
        one.project_id: _before(one)
        for one in figures.filter(period__lt=period)
        .select_related("filing")
        .order_by("project", "-period")
        .distinct("project")
    }
    return [
        Line(
            row,
            steps[row.pk],
            planned.get(row.project_id),
            before.get(row.project_id, NOTHING),
            seat,
        )
        for row in rows
    ]


def steps_of(filings: Collection[int]) -> dict[int, list[Review]]:
    """The steps of each filing, in the chain's order."""
    found: dict[int, list[Review]] = {pk: [] for pk in filings}
    rows = Review.objects.filter(filing__in=filings).select_related("unit")
    for step in rows.order_by("order", "level"):
        found[step.filing_id].append(step)
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submitted filing that is not decided: its project, and the levels that hold it."""

    number: str
    name: str
    levels: tuple[Level, ...]
    units: tuple[str, ...]


def waiting(period: str) -> list[Waiting]:
    """What a close would leave out, whoever asks, in the order of names."""
    rows = Filing.objects.filter(period=period, state=State.SUBMITTED).select_related("project")
    filings = list(rows.order_by("project__sort_key", "pk"))
    steps = steps_of([filing.pk for filing in filings])
    found = []
    for filing in filings:
        now = turn(steps[filing.pk]) if steps[filing.pk] else []
        found.append(
            Waiting(
                filing.project.number,
                filing.project.name,
                tuple(Level(step.level) for step in now),
                tuple(step.unit.short_name for step in now if step.unit),
            )
        )
    return found


def of_seat(seat: Seat) -> Q:
    """The steps that a seat decides."""
    parts = [Q(level=level, unit__in=units) for level, units in seat.units.items() if units]
    if seat.is_office:
        parts.append(Q(level=Level.OFFICE))
    return reduce(or_, parts, Q(pk__in=[]))


def _before(figure: MonthFigure) -> Before:
    filing = figure.filing
    return Before(
        figure.period,
        figure.month_yuan,
        figure.completed_yuan,
        filing.visible_percent if filing else None,
        filing.visible_progress if filing else "",
    )


def _less(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    return None if now is None or then is None else now - then
