"""A period's list of projects with their figures, and any part of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject, NullIf

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import Kind
from ballast.dispatch.alerts.rules import PROJECT, Colour, decimal
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Mark
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Scope
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from ballast.delivery.progress.models import Filing
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project

# Projects with the figures that `lines` puts on them.
Lines: TypeAlias = "QuerySet[Any]"

NOWHERE = "none"
_RATE_PLACES = 8  # of the rate that is stored
_LISTED = Actor("system", None, "list")
_TOLD_OF = (
    *("pk", "number", "name", "sector", "tier", "investor_kind", "owner_name", "state"),
    "total_investment_yuan",
)
_FIGURES = (
    *("original_yuan", "planned_yuan", "plan_class", "standing", "completed_yuan", "month_yuan"),
    *("since_start_yuan", "kind", "filed_for", "colour", "row", "rate"),
)
_TOLD = JSONObject(by="filed_by", at="submitted_at", late="is_late", behalf="is_on_behalf")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a list is asked for; what is empty narrows nothing."""

    text: str = ""
    unit: str = ""  # its code
    colours: frozenset[Colour] = frozenset()
    plan_class: str = ""
    tier: str = ""
    sector: str = ""  # the first part of its path
    investor_kind: str = ""
    standing: str = ""  # of the filing, or a Mark
    state: str = ""  # of the project
    place: str = ""  # where it lies: the code of a region, or of a functional area
    position: str = ""  # NOWHERE: of which no position is known
    also: Q = field(default_factory=Q)  # of the project or of its line, by who asks


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose list of which period, on which day; equal ones are asked for by the same statement."""

    viewer: "User"
    scope: Scope
    on: date
    period: Period
    with_lamps: bool

    @property
    def lines(self) -> Lines:
        return lines(self.viewer, self.on, self.period, with_lamps=self.with_lamps)

    @property
    def first_lines(self) -> Lines:
        """The same, for who reads only the first in an order that an index keeps."""
        found = projects.visible_to(self.viewer, self.on, projects.Read.FIRST)
        return _with_figures(found, self.period, with_lamps=self.with_lamps)


def seen(viewer: "User", on: date, period: Period, *, with_lamps: bool) -> Seen:
    return Seen(viewer, identity.scope_of(viewer, on), on, period, with_lamps)


def lines(viewer: "User", on: date, period: Period, *, with_lamps: bool) -> Lines:
    """The projects of the plan at a period's end that ``viewer`` may see, each with its figures.

    ``original_yuan``, ``planned_yuan``, ``plan_class``, ``standing`` · ``completed_yuan``,
    year-to-date, which counts, ``filed_for``, the period whose filing it is of, and its ``kind`` ·
    ``month_yuan``, ``since_start_yuan`` · ``reported_yuan``, as completed, where it was filed for
    this period · ``colour`` of its lamp and ``row``, the family it is taken from, None where it was
    not decided, and without ``with_lamps``, where the viewer does not see them yet · ``rate``, only
    where its progress is rated.
    """
    seen = projects.visible_to(viewer, on, projects.Read.WHOLE)
    return _with_figures(seen, period, with_lamps=with_lamps)


def these(project_ids: Sequence[int], period: Period, *, with_lamps: bool) -> list[Any]:
    """The lines of these projects, in this order, with all that is shown of each.

    Beside what ``lines`` puts on them and what ``_TOLD_OF`` names: ``unit``, its short name ·
    ``handed_in``, who filed last for the period: by, at, late, behalf · ``visible_progress``.
    Plain rows: a page makes a hundred of them. Who asks has the ids from ``lines``: they came
    through the door a moment ago.
    """
    rows = _rows(period, with_lamps=with_lamps).filter(pk__in=projects.among(project_ids))
    listed = {row.pk: row for row in rows}
    return [listed[pk] for pk in project_ids if pk in listed]  # a recount may have come between


@lru_cache(maxsize=64)
def _rows(period: Period, *, with_lamps: bool) -> Lines:
    """The query of ``these``: to put it together takes longer than to ask it."""
    found = projects.within_reach(_LISTED, period.last_day)
    told: Lines = (
        _with_figures(found, period, with_lamps=with_lamps)
        .annotate(
            unit=F("responsible_unit__short_name"),
            handed_in=Subquery(_handed_in(period).order_by("-attempt").values(told=_TOLD)[:1]),
            visible_progress=Case(
                When(filed_for=period.code, then=F("figure__filing__visible_progress"))
            ),
        )
        .values_list(*_TOLD_OF, *_FIGURES, "unit", "handed_in", "visible_progress", named=True)
    )
    return told


def _handed_in(period: Period) -> "QuerySet[Filing]":
    """What was filed for the period of the line's project."""
    return progress.handed_in(period.code).filter(project=OuterRef("pk"))


def _with_figures(found: "QuerySet[Project]", period: Period, *, with_lamps: bool) -> Lines:
    """Only what lists are chosen by, sorted by and added up; most of it lies in indexes."""
    unseen = Value(None, CharField())
    return (
        found.annotate(
            figure=FilteredRelation(
                "month_figures", condition=Q(month_figures__period=period.code)
            ),
            lamp=FilteredRelation(
                "lamps", condition=Q(lamps__period=period.code, lamps__family=PROJECT)
            ),
        )
        .filter(figure__period=period.code)
        .alias(is_late=Exists(_handed_in(period).filter(is_late=True)))
        .annotate(
            original_yuan=F("figure__original_yuan"),
            planned_yuan=F("figure__planned_yuan"),
            plan_class=F("figure__plan_class"),
            standing=F("figure__state"),
            completed_yuan=F("figure__completed_yuan"),
            month_yuan=F("figure__month_yuan"),
            since_start_yuan=F("figure__since_start_yuan"),
            kind=F("figure__kind"),
            filed_for=NullIf("figure__filed_for", Value("")),
            colour=F("lamp__colour") if with_lamps else unseen,
            row=F("lamp__row") if with_lamps else unseen,
        )
        .annotate(
            reported_yuan=Case(When(filed_for=period.code, then=F("completed_yuan"))),
            rate=Case(When(lamp__shows_rate=True, then=F("figure__rate"))),
        )
    )


CARRIED = Q(completed_yuan__isnull=False, reported_yuan__isnull=True)
ESTIMATE = Q(kind=Kind.ESTIMATE.value)
_MARKED = {
    Mark.CARRIED.value: CARRIED,
    Mark.ESTIMATE.value: ESTIMATE,
    Mark.LATE.value: Q(is_late=True),
}


def green_behind(period: Period) -> Q:
    """True of lines that are green though their progress is below time progress."""
    time_progress = money.half_up(decimal(period.time_progress), _RATE_PLACES)
    return Q(colour=Colour.GREEN, rate__lt=time_progress)


def chosen(listed: Lines, choice: Choice) -> Lines:
    """The lines of the part asked for."""
    return listed.filter(condition(choice))


def condition(choice: Choice) -> Q:
    """What is true of the lines of the part asked for; text is found as the register finds it."""
    found = choice.also
    if choice.text:
        found &= Q(pk__in=projects.meant(choice.text))
    if choice.unit:
        found &= Q(responsible_unit__code=choice.unit)
    coded = ("plan_class", "tier", "investor_kind", "state")
    found &= Q(**{name: wanted for name in coded if (wanted := getattr(choice, name))})
    if choice.sector:
        found &= Q(sector=choice.sector) | Q(sector__startswith=f"{choice.sector}/")
    found &= _placed(choice)
    if choice.standing:
        found &= _MARKED.get(choice.standing, Q(standing=choice.standing))
    if choice.colours:
        undecided = Q(colour__isnull=True) if Colour.DASH in choice.colours else Q()
        found &= Q(colour__in=choice.colours) | undecided
    return found


def _placed(choice: Choice) -> Q:
    found = projects.lies_in(choice.place) if choice.place else Q()
    return found & projects.NO_POSITION if choice.position == NOWHERE else found
