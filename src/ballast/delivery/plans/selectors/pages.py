"""What the plan desk shows of a year, always within the projects the viewer may see."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from ballast.delivery.plans.models import (
    Adjustment,
    AdjustmentItem,
    AdjustmentWindow,
    Application,
    Declaration,
    OutsideFigure,
    OutsideLine,
    PlanLine,
    PlanYear,
    Threshold,
)
from ballast.delivery.plans.rules import Declared, PlanClass
from ballast.delivery.plans.rules.sums import NOUGHT, Moved, Part, moves, together
from ballast.projects.rules import Kinship

if TYPE_CHECKING:
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class Outside:
    """系统外项目: what the office adds so that totals can be reconciled."""

    count: int
    planned_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Overview:
    """A year's plan in figures: its classes, all of them together, what stands outside."""

    parts: list[Part]
    whole: Part
    outside: Outside
    declared: dict[str, int]  # rules.Declared → how many


def plan_year(year: int) -> PlanYear:
    """The year's plan as a whole; one that nobody has written yet is not issued."""
    return PlanYear.objects.filter(year=year).first() or PlanYear(year=year)


def years() -> list[int]:
    """The years of which a plan knows anything, latest first."""
    found = PlanYear.objects.values_list("year").union(
        Declaration.objects.values_list("year"), PlanLine.objects.values_list("year")
    )
    return sorted((year for (year,) in found), reverse=True)


def overview(
    year: int, projects: "QuerySet[Project]", units: Collection[int] | None = None
) -> Overview:
    """The figures of a year over the given projects (``visible_to``); money in yuan.

    What stands outside is that of ``units``; without them that of the whole city.

    A project whose parent stands in the plan is a part of it, and not counted on its own.
    """
    known = PlanLine.objects.filter(year=year)
    listed = projects.exclude(parent__in=known.values("project"))
    lines = known.filter(project__in=listed)
    original = _by_class(lines.filter(adjustment=None), projects)
    current = _by_class(lines.filter(valid_until=None), projects)
    moved = moves(
        Moved(*item)
        for item in AdjustmentItem.objects.filter(
            adjustment__year=year, project__in=listed
        ).values_list("kind", "old_class", "new_class")
    )
    parts = [
        Part(
            plan_class=code,
            original=original.get(code, _NOTHING).count,
            original_yuan=original.get(code, _NOTHING).planned_yuan,
            current=current.get(code, _NOTHING).count,
            split=current.get(code, _NOTHING).split,
            current_yuan=current.get(code, _NOTHING).planned_yuan,
            total_yuan=current.get(code, _NOTHING).total_yuan,
            **moved.get(code, {}),
        )
        for code in [*PlanClass, ""]
        if code or code in original | current | moved
    ]
    outer = outside(year, units=units)
    return Overview(parts, together(parts), outer, declared(year, projects))


def declared(year: int, projects: "QuerySet[Project]") -> dict[str, int]:
    """How many declarations of a year stand where."""
    rows = Declaration.objects.filter(year=year, project__in=projects)
    counted = Counter(dict(rows.values_list("state").annotate(Count("pk"))))
    return {state.value: counted[state] for state in Declared}


@dataclass(frozen=True, slots=True)
class _Sums:
    count: int = 0
    split: int = 0
    planned_yuan: Decimal = NOUGHT
    total_yuan: Decimal = NOUGHT


_NOTHING = _Sums()


def _by_class(lines: QuerySet[PlanLine], projects: "QuerySet[Project]") -> dict[str, _Sums]:
    works = (
        projects.model.objects.filter(parent=OuterRef("project"), kinship=Kinship.BUNDLE)
        .order_by()
        .values("parent")
        .annotate(works=Count("pk"))
    )
    zero = Value(NOUGHT)
    rows = (
        lines.annotate(split=Greatest(Value(1), Coalesce(Subquery(works.values("works")), 1)))
        .values("plan_class")
        .annotate(
            lines=Count("pk"),
            works=Sum("split"),
            planned=Coalesce(Sum("planned_yuan"), zero),
            total=Coalesce(Sum("project__total_investment_yuan"), zero),
        )
    )
    return {
        row["plan_class"]: _Sums(row["lines"], row["works"], row["planned"], row["total"])
        for row in rows
    }


def outside(year: int, *, unit: str = "", units: Collection[int] | None = None) -> Outside:
    """What stands outside the system in a year: all of it, one unit's, or that of some."""
    lines = OutsideLine.objects.filter(year=year)
    if units is not None:
        lines = lines.filter(unit__in=units)
    sums = (lines.filter(unit__code=unit) if unit else lines).aggregate(
        count=Coalesce(Sum("count"), 0), planned_yuan=Coalesce(Sum("planned_yuan"), Value(NOUGHT))
    )
    return Outside(**sums)


def last_lines(year: int, projects: "QuerySet[Project]") -> QuerySet[PlanLine]:
    """Each project's last line of the year, in force or over, for it left the plan."""
    later = PlanLine.objects.filter(
        year=year, project=OuterRef("project"), valid_from__gt=OuterRef("valid_from")
    )
    rows = PlanLine.objects.filter(~Exists(later), year=year, project__in=projects)
    return rows.select_related("project__responsible_unit", "adjustment")


def first_lines(year: int, project_ids: Iterable[int]) -> dict[int, PlanLine]:
    """The lines as issued, by project; none for a project that was added later."""
    rows = PlanLine.objects.filter(year=year, adjustment=None, project__in=project_ids)
    return {row.project_id: row for row in rows}


def declarations(year: int, projects: "QuerySet[Project]") -> QuerySet[Declaration]:
    """What was put up for a year, of the given projects (``visible_to``)."""
    rows = Declaration.objects.filter(year=year, project__in=projects)
    return rows.select_related("project__responsible_unit", "declared_by")


def undecided(years: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Of each year how many projects were put up and neither chosen nor left out, since when."""
    rows = Declaration.objects.filter(year__in=years, state=Declared.DECLARED)
    found = rows.order_by("year").values_list("year")
    return {
        year: (count, since)
        for year, count, since in found.annotate(count=Count("pk"), since=Min("declared_at"))
    }


def units_of(rows: "QuerySet[Any]") -> list[tuple[str, str]]:
    """The units that answer for the projects of lines or declarations: code and short name."""
    unit = "project__responsible_unit"
    known = rows.filter(**{f"{unit}__isnull": False}).order_by(f"{unit}__code")
    return list(known.values_list(f"{unit}__code", f"{unit}__short_name").distinct())


def windows(year: int) -> QuerySet[AdjustmentWindow]:
    """The windows of a year's plan, in the order of their days."""
    return AdjustmentWindow.objects.filter(year=year).order_by("first_day", "name")


def thresholds() -> QuerySet[Threshold]:
    """Every threshold that was ever set, by sector, the latest first."""
    return Threshold.objects.order_by("sector", "-valid_from")


@dataclass(frozen=True, slots=True)
class Paper:
    """An adjustment with its items, as far as one may see them."""

    adjustment: Adjustment
    items: Sequence[AdjustmentItem]
    is_last: bool  # the one that could be undone


def adjustments(year: int, projects: "QuerySet[Project]") -> list[Paper]:
    """The adjustments of a year, latest first; without an item that one may see, not shown."""
    items: dict[int, list[AdjustmentItem]] = {}
    seen = AdjustmentItem.objects.filter(adjustment__year=year, project__in=projects)
    for item in seen.select_related("project__responsible_unit").order_by(
        "kind", "project__sort_key", "project__number"
    ):
        items.setdefault(item.adjustment_id, []).append(item)
    rows = list(Adjustment.objects.filter(year=year).order_by("-number"))
    return [Paper(row, items[row.pk], is_last=row is rows[0]) for row in rows if row.pk in items]


@dataclass(frozen=True, slots=True)
class ProjectYear:
    """What one year's plan says of a project: as issued, now, and what led from one to the other.

    ``last`` is over where the project left the plan; ``first`` is none where it was added.
    """

    year: int
    first: PlanLine | None
    last: PlanLine | None
    items: Sequence[AdjustmentItem]
    declaration: Declaration | None


def history(project: "Project") -> list[ProjectYear]:
    """The years in which a project was put up or stood in a plan, latest first."""
    lines = list(project.plan_lines.order_by("year", "valid_from"))
    items = list(
        AdjustmentItem.objects.filter(project=project)
        .select_related("adjustment")
        .order_by("adjustment__year", "adjustment__number")
    )
    declarations = {row.year: row for row in project.declarations.order_by("year")}
    known = {line.year for line in lines} | declarations.keys()
    return [
        ProjectYear(
            year=year,
            first=next((one for one in lines if one.year == year and not one.adjustment_id), None),
            last=next((one for one in reversed(lines) if one.year == year), None),
            items=[one for one in items if one.adjustment.year == year],
            declaration=declarations.get(year),
        )
        for year in sorted(known, reverse=True)
    ]


def applications(year: int, projects: "QuerySet[Project]") -> QuerySet[Application]:
    """What was put up for higher lists in a year, in the order of the lists."""
    rows = Application.objects.filter(year=year, project__in=projects)
    return rows.select_related("project__responsible_unit").order_by(
        "level", "list_name", "batch", "project__sort_key", "project__number"
    )


def outside_figures(year: int) -> QuerySet[OutsideFigure]:
    """What others published of a year, by series, latest period first."""
    rows = OutsideFigure.objects.filter(period__startswith=str(year))
    return rows.order_by("series", "-period", "area")


def outside_lines(year: int) -> QuerySet[OutsideLine]:
    """What stands outside the system in a year, by unit."""
    return OutsideLine.objects.filter(year=year).select_related("unit").order_by("unit__code")
