"""A period's list of projects with their figures, and what any part of it comes to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import JSONObject, NullIf

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import Kind
from ballast.dispatch.alerts.rules import Colour, Row
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Figures, Mark
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# Projects with the figures that `lines` puts on them.
Lines: TypeAlias = "QuerySet[Any]"

_NOUGHT = Value(Decimal(0), DecimalField(max_digits=18, decimal_places=2))
_TOLD = JSONObject(by="filed_by", at="submitted_at", late="is_late", behalf="is_on_behalf")
_RATED = (Colour.RED, Colour.YELLOW, Colour.GREEN)


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


def lines(viewer: "User", on: date, period: Period) -> Lines:
    """The projects of the plan at a period's end that ``viewer`` may see, each with its figures.

    ``original_yuan``, ``planned_yuan``, ``plan_class``, ``standing`` · ``completed_yuan``,
    year-to-date, which counts, ``filed_for``, the period whose filing it is of, and its ``kind`` ·
    ``month_yuan``, ``since_start_yuan`` · ``reported_yuan``, as completed, where it was filed for
    this period · ``handed_in``, who filed last for it: by, at, late, behalf · ``colour``, ``row``,
    ``values`` of the lamp, None where it was not decided · ``rate``, only of lamps that judge one.
    """
    handed_in = progress.handed_in(period.code).filter(project=OuterRef("pk"))
    return (
        projects.visible_to(viewer, on)
        .annotate(
            figure=FilteredRelation(
                "month_figures", condition=Q(month_figures__period=period.code)
            ),
            lamp=FilteredRelation(
                "lamps", condition=Q(lamps__period=period.code, lamps__family="progress")
            ),
        )
        .filter(figure__period=period.code)
        .alias(is_late=Exists(handed_in.filter(is_late=True)))
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
            handed_in=Subquery(handed_in.order_by("-attempt").values(told=_TOLD)[:1]),
            colour=F("lamp__colour"),
            row=F("lamp__row"),
            values=F("lamp__values"),
        )
        .annotate(
            reported_yuan=Case(When(filed_for=period.code, then=F("completed_yuan"))),
            visible_progress=Case(
                When(filed_for=period.code, then=F("figure__filing__visible_progress"))
            ),
            rate=Case(When(colour__in=_RATED, then=F("figure__rate"))),
        )
    )


_MARKED = {
    Mark.CARRIED.value: Q(completed_yuan__isnull=False, reported_yuan__isnull=True),
    Mark.ESTIMATE.value: Q(kind=Kind.ESTIMATE.value),
    Mark.LATE.value: Q(is_late=True),
}


def chosen(listed: Lines, choice: Choice) -> Lines:
    """The lines of the part asked for; text is found as the register finds it."""
    if choice.text:
        listed = projects.search(listed, choice.text)
    if choice.unit:
        listed = listed.filter(responsible_unit__code=choice.unit)
    for name in ("plan_class", "tier", "investor_kind", "state"):
        if wanted := getattr(choice, name):
            listed = listed.filter(**{name: wanted})
    if choice.sector:
        below = Q(sector__startswith=f"{choice.sector}/")
        listed = listed.filter(Q(sector=choice.sector) | below)
    if choice.standing:
        listed = listed.filter(_MARKED.get(choice.standing, Q(standing=choice.standing)))
    if choice.colours:
        undecided = Q(colour__isnull=True) if Colour.DASH in choice.colours else Q()
        listed = listed.filter(Q(colour__in=choice.colours) | undecided)
    return listed


def figures(listed: Lines, period: Period) -> dict[Row | None, Figures]:
    """What the lines come to, for each row of the lamp rule, in one query; see ``together``."""
    carried = Sum("completed_yuan", filter=Q(reported_yuan__isnull=True), default=_NOUGHT)
    estimate = _MARKED[Mark.ESTIMATE.value]
    groups = (
        listed.order_by()
        .values("row")
        .annotate(
            number=Count("pk"),
            total=Sum("total_investment_yuan", default=_NOUGHT),
            planned=Sum("planned_yuan", default=_NOUGHT),
            completed=Sum("completed_yuan", default=_NOUGHT),
            carried=carried,
            original=Sum("original_yuan", default=_NOUGHT),
            month=Sum("month_yuan", default=_NOUGHT),
            since_start=Sum("since_start_yuan", default=_NOUGHT),
            estimated=Sum("completed_yuan", filter=estimate, default=_NOUGHT),
            estimates=Count("pk", filter=estimate),
        )
    )
    return {
        (row := Row(group["row"]) if group["row"] else None): Figures(
            count=group["number"],
            planned_yuan=group["planned"],
            completed_yuan=group["completed"],
            time_progress=period.time_progress,
            rows={row: group["number"]},
            total_investment_yuan=group["total"],
            carried_yuan=group["carried"],
            original_yuan=group["original"],
            month_yuan=group["month"],
            since_start_yuan=group["since_start"],
            estimated_yuan=group["estimated"],
            estimates=group["estimates"],
        )
        for group in groups
    }


@dataclass(frozen=True, slots=True)
class Offered:
    """What narrows a list: code and short name of units, sectors at their first level."""

    units: list[tuple[str, str]]
    sectors: list[str]


def offered(listed: Lines) -> Offered:
    """The units that answer for these lines, and the lines' sectors, read in one pass."""
    rows = (
        listed.order_by("sector", "responsible_unit__code")
        .values_list("sector", "responsible_unit__code", "responsible_unit__short_name")
        .distinct()
    )
    sectors = dict.fromkeys(path.partition("/")[0] for path, _, _ in rows if path)
    return Offered(sorted({(code, name) for _, code, name in rows if code}), list(sectors))
