"""What is known of the dates of projects, as the code lists' rules take it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.plans.models import Declaration
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts

if TYPE_CHECKING:
    from ballast.projects.models import Project


def dates(projects: Sequence["Project"], *, year: int, on: date) -> dict[int, Facts]:
    """Marks reached and planned by project id; where the register plans none, as declared."""
    lifecycle = codelists.lifecycle(on=on)
    declared = {
        row.project_id: row
        for row in Declaration.objects.filter(year=year, project__in=projects).order_by("pk")
    }
    found = {}
    for project in projects:
        finish = lifecycle.templates[project.template].finish
        row = declared.get(project.pk)
        said = {"ground_breaking": row.starts_on, finish: row.finishes_on} if row else {}
        found[project.pk] = Facts(
            on=on,
            plan_year=year,
            planned={mark: day for mark, day in said.items() if day},
            template=project.template,
            investor=project.is_investor_project,
            tags=frozenset(project.tags),
            exited=project.state == "EXITED",
        )
    return found
