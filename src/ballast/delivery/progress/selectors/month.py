"""The month before a person: what they are to file, how far each has come, and by when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, QuerySet

from ballast.delivery.progress.models import Filing, Review, Window
from ballast.delivery.progress.rules import Standing, State, Verdict
from ballast.delivery.progress.rules.chain import turn
from ballast.kernel.periods import Period
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State as Lock
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from ballast.platform.identity.models import User
    from ballast.platform.periods.models import PeriodLock

# What is still to be done by who files.
TO_DO = (Standing.NOT_REPORTED, Standing.DRAFT, Standing.RETURNED)
HANDED_IN = (Standing.SUBMITTED, Standing.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Opened:
    """A period that was opened, its state and its window; ``days_left`` until it shuts."""

    period: Period
    lock: Lock
    opens_on: date
    cut_off_on: date
    shuts_on: date
    days_left: int

    @property
    def is_open(self) -> bool:
        return self.lock is Lock.OPEN

    @property
    def is_current(self) -> bool:
        return self.lock is not Lock.CLOSED

    @property
    def is_late(self) -> bool:
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of a period's duties are asked for; what is empty asks for all."""

    period: str
    standings: tuple[Standing, ...] = ()
    unit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One duty with the filing last made for it."""

    duty: Any
    filing: Filing | None

    @property
    def standing(self) -> Standing:
        return Standing(self.duty.standing)

    @property
    def waiting_for(self) -> list[Review]:
        """The steps whose turn it is."""
        if self.filing is None or self.filing.state != State.SUBMITTED:
            return []
        return turn(list(self.filing.reviews.all()))

    @property
    def reason(self) -> str:
        """Why it was returned; empty when it was not."""
        if self.filing is None or self.filing.state != State.RETURNED:
            return ""
        said = [one.reason for one in self.filing.reviews.all() if one.verdict == Verdict.RETURNED]
        return said[0] if said else ""


def opened(on: date) -> list[Opened]:
    """Every period that was opened, the earliest that is still open first, then the past ones."""
    windows = {one.period_id: one for one in Window.objects.all()}
    found = [
        _opened(lock, windows[lock.code], on) for lock in periods.periods() if lock.code in windows
    ]
    current = [one for one in reversed(found) if one.is_current]
    return current + [one for one in found if not one.is_current]


def one_opened(code: str, on: date) -> Opened | None:
    """A period and its window; None when it was never opened."""
    window = Window.objects.select_related("period").filter(pk=code).first()
    return _opened(window.period, window, on) if window else None


def _opened(lock: "PeriodLock", window: Window, on: date) -> Opened:
    return Opened(
        Period.from_code(lock.code),
        Lock(lock.state),
        window.opens_on,
        window.cut_off_on,
        window.shuts_on,
        (window.shuts_on - on).days,
    )


def counts(listed: QuerySet[Any]) -> Mapping[Standing, int]:
    """How many duties stand where."""
    rows = listed.order_by().values_list("standing").annotate(Count("pk"))
    return {Standing(standing): count for standing, count in rows}


def chosen(listed: QuerySet[Any], choice: Choice) -> QuerySet[Any]:
    """Those of a period that fit a choice, in the order of names."""
    if choice.standings:
        listed = listed.filter(standing__in=choice.standings)
    if choice.unit:
        listed = listed.filter(unit__code=choice.unit)
    if choice.text:
        listed = listed.filter(project__in=projects.meant(choice.text))
    return listed.select_related("project", "unit").order_by("project__sort_key", "project_id")


def units_of(listed: QuerySet[Any]) -> list[tuple[str, str]]:
    """The units that answer for these duties: code and name."""
    rows = listed.filter(unit__isnull=False).order_by("unit__code").distinct()
    return list(rows.values_list("unit__code", "unit__short_name"))


def lines(listed: Collection[Any]) -> list[Line]:
    """These duties with the filings last made for them and their reviews, in three queries."""
    known = filings([duty.filing_id for duty in listed if duty.filing_id])
    return [Line(duty, known.get(duty.filing_id)) for duty in listed]


def filings(ids: Collection[int]) -> dict[int, Filing]:
    """Filings with their reviews in the chain's order."""
    reviews = Review.objects.select_related("unit").order_by("order", "pk")
    found = Filing.objects.filter(pk__in=ids).order_by("pk")
    return {one.pk: one for one in found.prefetch_related(Prefetch("reviews", queryset=reviews))}


def drafts(viewer: "User", on: date, period: str, ids: Collection[int]) -> list[Filing]:
    """Those of these filings that are drafts of a period within a person's reach."""
    found = Filing.objects.filter(
        pk__in=ids,
        period=period,
        state=State.DRAFT,
        project__in=projects.visible_to(viewer, on),
    )
    rows = found.select_related("project").prefetch_related("corrections")
    return list(rows.order_by("project__sort_key", "project_id"))
