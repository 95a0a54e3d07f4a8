"""The lines of a plan that is not yet issued: from a workbook, or from what was selected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ballast.delivery.plans import selectors
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.rules import PlanClass
from ballast.platform.audit.services import Change
from ballast.platform.sheets.rules import Origin, tell
from ballast.platform.sheets.rules import put as put_on
from ballast.projects.services import write_new

from .refusals import PlanIsIssued
from .years import hold_months, take, take_draft

TABLE = "plans_planline"
_FIELDS = {field.attname: field for field in PlanLine._meta.concrete_fields}
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

    The changes by project id; none for a line that says nothing new. Raises ``PlanIsIssued``
    when an issued plan says otherwise, and ``PeriodClosed`` when there is something to write.
    """
    taken = take(year)
    if taken.issued_on:
        if contradictions(year=year, lines=lines):
            raise PlanIsIssued(year=year)
        return {}
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
        if "planned_yuan" in changed and not line.monthly_yuan and row.monthly_yuan:
            changed |= put_on(row, {"monthly_yuan": []}, {})  # a split is of one amount
        if changed:
            written.append(row)
            told.append(changed)
    if not written:
        return {}
    hold_months(year, since=date(year, 1, 1))
    PlanLine.objects.bulk_create(
        [row for row in written if not row._state.adding],
        update_conflicts=True,
        unique_fields=["project", "year", "valid_from"],
        update_fields=["plan_class", "planned_yuan", "monthly_yuan", "goal", "provenance"],
    )
    write_new([row for row in written if row._state.adding])
    return {
        row.project_id: Change(TABLE, row.pk, fields)
        for row, fields in zip(written, told, strict=True)
    }


def contradictions(*, year: int, lines: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    """By project id, the fields in which lines say otherwise than an issued plan.

    What was issued, and what holds now, may both be said again; of a project that never stood
    in the plan every field is new. Nothing contradicts a draft.
    """
    if not selectors.is_issued(year):
        return {}
    known: dict[int, list[PlanLine]] = {}
    of_year = PlanLine.objects.filter(year=year, project__in=[line.project_id for line in lines])
    for row in of_year.order_by("pk"):
        if row.adjustment_id is None or row.valid_until is None:
            known.setdefault(row.project_id, []).append(row)
    found = {}
    for line in lines:
        allowed = known.get(line.project_id, [])
        fields = tuple(
            name
            for name, value in line.said().items()
            if value not in (None, "") and not any(value in _values(row, name) for row in allowed)
        )
        if fields or not allowed:
            found[line.project_id] = fields
    return found


def _values(row: PlanLine, name: str) -> tuple[object, ...]:
    """What a row says of a field; of the class also what it was before its issue."""
    own = getattr(row, name)
    return (own, row.said_class) if name == "plan_class" else (own,)


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


def put_back(
    *,
    year: int,
    told: Mapping[int, Mapping[str, tuple[Any, Any]]],
    provenance: Mapping[int, Mapping[str, Any]],
) -> list[Change]:
    """Undo what ``put`` did, as part of a larger use case: ``told`` are its changes by line.

    ``provenance`` by project, as it was before. A line that it made is gone. Raises
    ``PlanIsIssued`` and ``PeriodClosed``.
    """
    if not told:
        return []
    take_draft(year)
    hold_months(year, since=date(year, 1, 1))
    rows = list(PlanLine.objects.filter(pk__in=told).order_by("pk"))
    made = [row for row in rows if "year" in told[row.pk]]
    kept = [row for row in rows if "year" not in told[row.pk]]
    changes = [Change(TABLE, row.pk, gone(row)) for row in made]
    PlanLine.objects.filter(pk__in=[row.pk for row in made]).delete()
    for row in kept:
        old = {name: pair[0] for name, pair in told[row.pk].items()}
        back = {n: _FIELDS[n].to_python(_blank(n, v)) for n, v in old.items()}
        changes.append(Change(TABLE, row.pk, {n: (getattr(row, n), v) for n, v in back.items()}))
        vars(row).update(back)
        row.provenance = dict(provenance.get(row.project_id, {}))
    PlanLine.objects.bulk_update(kept, [*_TOLD[:4], "provenance"])
    return changes


def _blank(name: str, value: object) -> object:
    """The journal knows no text that is not there."""
    return "" if value is None and name in ("plan_class", "goal") else value
