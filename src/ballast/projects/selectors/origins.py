"""In which records the days stand by which lists and lamps judge how far a project has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ballast.platform.codelists import selectors as codelists
from ballast.projects.models import Project, StepRecord
from ballast.projects.rules import STATISTICS_ENTRY

# A mark's planned and reached day, by the facts that hold them; finish is the template's own.
MARKS: Mapping[str, tuple[str, str]] = {
    "ground_breaking": ("planned_start_on", "started_on"),
    "commissioning": ("planned_commission_on", "commissioned_on"),
    "full_capacity": ("planned_capacity_on", "full_capacity_on"),
}
FINISH = ("planned_finish_on", "finished_on")
_TABLE = "projects_steprecord"
_PLANNED = ("planned_on", "forecast_on", "actual_on")


@dataclass(frozen=True, slots=True)
class Held:
    """A field of a record that a day may be taken from, and what it holds now."""

    table: str
    row: int
    project_id: int
    step: str
    name: str
    day: date | None


def days_held(project: Project, on: date) -> dict[str, list[Held]]:
    """For each day among the facts the fields that may give it, the mark's own before its steps'.

    A whole's days may be those of its parts. Two queries, one more where there are parts.
    """
    template = codelists.lifecycle(on=on).templates[project.template]
    of = Q(project=project)
    if template.from_children:
        of |= Q(project__parent=project)
    records: dict[str, list[StepRecord]] = {}
    for record in StepRecord.objects.filter(of).order_by("pk"):
        records.setdefault(record.code, []).append(record)
    found = {}
    for mark, (planned, reached) in [*MARKS.items(), (template.finish, FINISH)]:
        node = template.node_of_mark.get(mark)
        codes = dict.fromkeys((mark, *(node.marks[mark] if node else ())))
        rows = [record for code in codes for record in records.get(code, ())]
        found[planned] = [_held(row, name) for name in _PLANNED for row in rows]
        found[reached] = [_held(row, "actual_on") for row in rows]
    entered = project.statistics_entry_on
    found["entered_on"] = [
        *(_held(row, "actual_on") for row in records.get(STATISTICS_ENTRY, ())),
        Held(
            "projects_project",
            project.pk,
            project.pk,
            STATISTICS_ENTRY,
            "statistics_entry_on",
            entered,
        ),
    ]
    return found


def _held(row: StepRecord, name: str) -> Held:
    return Held(_TABLE, row.pk, row.project_id, row.code, name, getattr(row, name))
