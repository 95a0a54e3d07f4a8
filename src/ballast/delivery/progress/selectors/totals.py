"""What each unit's totals sheet of a period says now, and whether the one it signed still holds."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from ballast.delivery.progress.models import Duty, Filing, MonthFigure, TotalsSheet
from ballast.delivery.progress.rules import Standing, State
from ballast.delivery.progress.rules.totals import Row, Totals, digest, totals
from ballast.kernel.periods import Period
from ballast.platform.identity import selectors as identity
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as projects
from ballast.projects.rules import Counting

from .reviewers import answers_for, seat_taken

if TYPE_CHECKING:
    from ballast.platform.identity.models import Unit, User

_REPORTED = [State.SUBMITTED, State.ACCEPTED]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's totals of a period as they are now, and the sheet last made of them."""

    unit: "Unit"
    rows: tuple[Row, ...]
    made: TotalsSheet | None = None
    revision: int | None = None  # of that sheet's period, as it stands now

    @property
    def totals(self) -> Totals:
        return totals(self.rows)

    @property
    def digest(self) -> str:
        return digest(self.rows)

    @property
    def is_changed(self) -> bool:
        """Whether the figures have changed since the sheet was made."""
        return self.made is not None and self.made.digest != self.digest

    @property
    def is_former(self) -> bool:
        """Whether the sheet was made for an earlier revision of its period."""
        return self.made is not None and self.made.revision != self.revision

    @property
    def is_stale(self) -> bool:
        """Whether the sheet last made does not hold any more; nobody may sign it then."""
        return self.is_changed or self.is_former

    @property
    def holds(self) -> bool:
        return self.made is not None and not self.is_stale

    @property
    def is_signed(self) -> bool:
        return self.made is not None and self.made.uploaded_at is not None


def reach_of(viewer: "User", on: date) -> frozenset[int] | None:
    """The units whose sheets a person may open; None for all of them."""
    return None if seat_taken(viewer, on).is_office else answers_for(viewer, on)


def sheets(period: str, on: date, reach: frozenset[int] | None, unit: str = "") -> list[Sheet]:
    """The sheets of these units, in order of their codes; only that of one unit if named.

    A project counts for the accounting unit (归口单位) of the unit that answers for it, its money
    by the shares of the period's end; a part is not counted beside its whole.
    """
    duties = Duty.objects.filter(period=period, unit__isnull=False)
    due = dict(duties.order_by("pk").values_list("project_id", "unit_id"))
    counting = projects.counting(due, min(on, Period.from_code(period).last_day))
    under: dict[int, list[int]] = defaultdict(list)
    for project, its in counting.items():
        for one in its.units:
            under[one].append(project)
    units = [
        one
        for one in identity.units(on)
        if one.pk in under and (reach is None or one.pk in reach) and unit in {"", one.code}
    ]
    rows = _rows(period, [project for one in units for project in under[one.pk]])
    now = periods.periods().filter(pk=OuterRef("period")).values("revision")
    kept = TotalsSheet.objects.filter(period=period, unit__in=units).annotate(now=Subquery(now))
    made = {one.unit_id: (one, one.now) for one in kept.order_by("version")}
    return [
        Sheet(
            one,
            tuple(_of_unit(rows[pk], counting[pk], one.pk) for pk in under[one.pk]),
            *made.get(one.pk, ()),
        )
        for one in units
    ]


def sees_sheet(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the scan of a totals sheet: of their own units, or of all."""
    reach = reach_of(viewer, on)
    unit = TotalsSheet.objects.filter(pk=key).values_list("unit_id", flat=True).first()
    return unit is not None and (reach is None or unit in reach)


def _of_unit(row: Row, its: Counting[int], unit: int) -> Row:
    """What of a project's row a unit signs for."""
    if its.shares == {unit: 1}:
        return row
    return replace(
        row,
        share=its.shares.get(unit, Decimal(0)),
        is_own=its.unit == unit,
        original_yuan=its.part(unit, row.original_yuan),
        planned_yuan=its.part(unit, row.planned_yuan),
        month_yuan=its.part(unit, row.month_yuan),
        completed_yuan=its.part(unit, row.completed_yuan),
    )


def _rows(period: str, listed: Collection[int]) -> dict[int, Row]:
    """What was last reported of each project, whether it is accepted yet or not."""
    filed = {
        one.project_id: one
        for one in Filing.objects.filter(
            period=period, project__in=listed, state__in=_REPORTED
        ).order_by("attempt")
    }
    figures = MonthFigure.objects.filter(period=period, project__in=listed)
    planned = {one.project_id: one for one in figures.order_by("pk")}
    duties = Duty.objects.filter(period=period)
    inside = set(
        duties.filter(project__parent__in=duties.values("project")).values_list(
            "project", flat=True
        )
    )
    named = duties.filter(project__in=listed).order_by("pk")
    return {
        pk: replace(_row(number, name, planned.get(pk), filed.get(pk)), is_inside=pk in inside)
        for pk, number, name in named.values_list("project_id", "project__number", "project__name")
    }


def _row(number: str, name: str, plan: MonthFigure | None, filing: Filing | None) -> Row:
    row = Row(
        number,
        name,
        plan.original_yuan if plan else None,
        plan.planned_yuan if plan else None,
        is_returned=plan is not None and plan.state == Standing.RETURNED.value,
    )
    if filing is None:
        return row
    return replace(
        row,
        attempt=filing.attempt,
        is_late=filing.is_late,
        month_yuan=filing.month_yuan,
        completed_yuan=filing.completed_yuan,
    )
