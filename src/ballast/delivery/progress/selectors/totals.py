"""What each unit's totals sheet of a period says now, and whether the one it signed still holds."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.progress.models import Duty, Filing, MonthFigure, TotalsSheet
from ballast.delivery.progress.rules import State
from ballast.delivery.progress.rules.totals import Row, Totals, digest, totals
from ballast.platform.identity import selectors as identity

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

    @property
    def totals(self) -> Totals:
        return totals(self.rows)

    @property
    def digest(self) -> str:
        return digest(self.rows)

    @property
    def is_stale(self) -> bool:
        """Whether the figures have changed since the sheet was made."""
        return self.made is not None and self.made.digest != self.digest

    def holds(self, revision: int) -> bool:
        """Whether the sheet last made is of this revision of its period, and of these figures."""
        return self.made is not None and self.made.revision == revision and not self.is_stale

    @property
    def is_signed(self) -> bool:
        return self.made is not None and self.made.uploaded_at is not None


def reach_of(viewer: "User", on: date) -> frozenset[int] | None:
    """The units whose sheets a person may open; None for all of them."""
    return None if seat_taken(viewer, on).is_office else answers_for(viewer, on)


def sheets(period: str, on: date, reach: frozenset[int] | None, unit: str = "") -> list[Sheet]:
    """The sheets of these units, in order of their codes; only that of one unit if named.

    A project counts under the accounting unit (归口单位) of the unit that answers for it,
    or under that unit itself where it has none.
    """
    counted_under = identity.accounting_units(on)
    duties = Duty.objects.filter(period=period, unit__isnull=False)
    under: dict[int, list[int]] = defaultdict(list)
    for project, one in duties.order_by("pk").values_list("project_id", "unit_id"):
        under[counted_under.get(one, one)].append(project)
    units = [
        one
        for one in identity.units(on)
        if one.pk in under and (reach is None or one.pk in reach) and unit in {"", one.code}
    ]
    rows = _rows(period, [project for one in units for project in under[one.pk]])
    made = {
        one.unit_id: one
        for one in TotalsSheet.objects.filter(period=period, unit__in=units).order_by("version")
    }
    return [
        Sheet(one, tuple(rows[project] for project in under[one.pk]), made.get(one.pk))
        for one in units
    ]


def sees_sheet(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the scan of a totals sheet: of their own units, or of all."""
    reach = reach_of(viewer, on)
    unit = TotalsSheet.objects.filter(pk=key).values_list("unit_id", flat=True).first()
    return unit is not None and (reach is None or unit in reach)


def _rows(period: str, projects: Collection[int]) -> dict[int, Row]:
    """What was last reported of each project, whether it is accepted yet or not."""
    filed = {
        one.project_id: one
        for one in Filing.objects.filter(
            period=period, project__in=projects, state__in=_REPORTED
        ).order_by("attempt")
    }
    figures = MonthFigure.objects.filter(period=period, project__in=projects)
    planned = {one.project_id: one for one in figures.order_by("pk")}
    duties = Duty.objects.filter(period=period, project__in=projects)
    named = duties.order_by("pk").values_list("project_id", "project__number", "project__name")
    return {pk: _row(number, name, planned.get(pk), filed.get(pk)) for pk, number, name in named}


def _row(number: str, name: str, plan: MonthFigure | None, filing: Filing | None) -> Row:
    original, planned = (plan.original_yuan, plan.planned_yuan) if plan else (None, None)
    if filing is None:
        return Row(number, name, original, planned)
    return Row(
        *(number, name, original, planned, filing.attempt, filing.is_late),
        *(filing.month_yuan, filing.completed_yuan),
    )
