"""Writing what units file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import State
from ballast.platform.audit.services import Actor, Change
from ballast.platform.sheets.rules import Origin, tell

_TABLE = "progress_filing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is filed of a project; a blank says nothing. Money in yuan, from 1 January on."""

    project_id: int
    completed_yuan: Decimal | None = None
    visible_progress: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def said(self) -> dict[str, object]:
        return {"completed_yuan": self.completed_yuan, "visible_progress": self.visible_progress}


@dataclass(frozen=True, slots=True)
class Put:
    """How many filings are new, and what changed in all that were written."""

    new: int
    changes: Sequence[Change]


def put(*, by: Actor, at: datetime, period: str, reports: Sequence[Report]) -> Put:
    """Write filings, new or changed, as part of a larger use case, which journals the changes."""
    known = {
        filing.project_id: filing
        for filing in Filing.objects.filter(
            period=period,
            attempt=1,
            project__in=[report.project_id for report in reports],
        )
    }
    written: list[Filing] = []
    told = []
    for report in reports:
        row = known.get(report.project_id)
        first = {} if row else {"period": (None, period)}
        row = row or Filing(project_id=report.project_id, period=period, state=State.ACCEPTED.value)
        changed = first | tell(row, report.said(), report.origins)
        if changed:
            row.filed_by, row.filed_at = by.label, at
            written.append(row)
            told.append(changed)
    rows = Filing.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["project", "period", "attempt"],
        update_fields=["completed_yuan", "visible_progress", "filed_by", "filed_at", "provenance"],
    )
    changes = [Change(_TABLE, row.pk, fields) for row, fields in zip(rows, told, strict=True)]
    return Put(sum("period" in fields for fields in told), changes)
