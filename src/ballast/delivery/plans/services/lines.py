"""The lines of a plan that is not yet issued: from a workbook, or from what was selected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.rules import PlanClass
from ballast.platform.audit.services import Change
from ballast.platform.sheets.rules import Origin, tell

from .years import hold_months, insist_draft, take, take_draft

TABLE = "plans_planline"
_TOLD = ("plan_class", "planned_yuan", "monthly_yuan", "goal", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a plan says of a project; a blank says nothing. Money in yuan.

    ``monthly_yuan`` are twelve amounts that make ``planned_yuan``, or none.
    """

    project_id: int
    plan_class: PlanClass | None = None
    planned_yuan: Decimal | None = None
    monthly_yuan: Sequence[Decimal] = ()
    goal: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def said(self) -> dict[str, object]:
        plan_class = self.plan_class.value if self.plan_class else ""
        return {
            "plan_class": plan_class,
            "planned_yuan": self.planned_yuan,
            "monthly_yuan": list(self.monthly_yuan) or None,
            "goal": self.goal,
        }


def put(*, year: int, lines: Sequence[Line]) -> dict[int, Change]:
    """Write lines, new or changed, as part of a larger use case, which journals the changes.

    The changes by project id; none for a line that says nothing new. Raises ``PlanIsIssued`` and
    ``PeriodClosed``, both only when there is something to write.
    """
    taken = take(year)
    known = {
        line.project_id: line
        for line in PlanLine.objects.filter(
            year=year,
            valid_until__isnull=True,
            project__in=[line.project_id for line in lines],
        )
    }
    written: list[PlanLine] = []
    told = []
    for line in lines:
        row = known.get(line.project_id)
        first = {} if row else {"year": (None, year)}
        row = row or PlanLine(project_id=line.project_id, year=year, valid_from=date(year, 1, 1))
        changed = first | tell(row, line.said(), line.origins)
        if changed:
            written.append(row)
            told.append(changed)
    if not written:
        return {}
    insist_draft(taken)
    hold_months(year, since=date(year, 1, 1))
    rows = PlanLine.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["project", "year", "valid_from"],
        update_fields=["plan_class", "planned_yuan", "monthly_yuan", "goal", "provenance"],
    )
    return {
        row.project_id: Change(TABLE, row.pk, fields)
        for row, fields in zip(rows, told, strict=True)
    }


def take_out(*, year: int, project_ids: Iterable[int]) -> list[Change]:
    """Delete draft lines, as part of a larger use case. Raises as ``put`` does."""
    take_draft(year)
    rows = list(PlanLine.objects.filter(year=year, project__in=project_ids).order_by("pk"))
    if rows:
        hold_months(year, since=date(year, 1, 1))
        PlanLine.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [Change(TABLE, row.pk, gone(row)) for row in rows]


def told(row: PlanLine) -> dict[str, tuple[Any, Any]]:
    """A new line as the journal tells it."""
    return {"year": (None, row.year)} | {name: (None, getattr(row, name)) for name in _TOLD}


def gone(row: PlanLine) -> dict[str, tuple[Any, Any]]:
    """A deleted line as the journal tells it."""
    return {name: (old, None) for name, (_, old) in told(row).items()}
