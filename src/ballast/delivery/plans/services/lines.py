"""Plan lines as the importer writes them, before the plan is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.rules import PlanClass
from ballast.platform.audit.services import Change
from ballast.platform.sheets.rules import Origin, tell

_TABLE = "plans_planline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a plan says of a project; a blank says nothing. Money in yuan."""

    project_id: int
    plan_class: PlanClass | None = None
    planned_yuan: Decimal | None = None
    goal: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def said(self) -> dict[str, object]:
        plan_class = self.plan_class.value if self.plan_class else ""
        return {"plan_class": plan_class, "planned_yuan": self.planned_yuan, "goal": self.goal}


def put(*, year: int, lines: Sequence[Line]) -> dict[int, Change]:
    """Write lines, new or changed, as part of a larger use case, which journals the changes.

    The changes by project id; none for a line that says nothing new.
    """
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
    rows = PlanLine.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["project", "year", "valid_from"],
        update_fields=["plan_class", "planned_yuan", "goal", "provenance"],
    )
    return {
        row.project_id: Change(_TABLE, row.pk, fields)
        for row, fields in zip(rows, told, strict=True)
    }
