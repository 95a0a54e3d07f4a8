"""What is known of the dates of projects, as the code lists' rules take it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.plans.models import Declaration
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts
from ballast.projects.selectors import facts as facts_of

if TYPE_CHECKING:
    from ballast.projects.models import Project


def dates(projects: Collection["Project"], *, year: int, on: date) -> dict[int, Facts]:
    """The register's facts by project id; where it plans no start or finish, as declared."""
    lifecycle = codelists.lifecycle(on=on)
    declared = {
        row.project_id: row
        for row in Declaration.objects.filter(year=year, project__in=projects).order_by("pk")
    }
    found = facts_of(projects, on, year)
    for project in projects:
        if row := declared.get(project.pk):
            finish = lifecycle.templates[project.template].finish
            said = {"ground_breaking": row.starts_on, finish: row.finishes_on}
            known = found[project.pk]
            planned = {mark: day for mark, day in said.items() if day} | dict(known.planned)
            found[project.pk] = replace(known, planned=planned)
    return found
