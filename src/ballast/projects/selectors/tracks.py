"""How far many projects have come by a day, node by node, and under which codes they stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import standing
from ballast.platform.codelists.selectors import in_force
from ballast.projects.models import NationalCode, Project
from ballast.projects.rules import Stop, track

from .facts import facts, step_dates


def tracks(projects: Collection[Project], on: date) -> Mapping[int, Sequence[Stop]]:
    """The thirteen nodes of each project as they stood at the end of a day, by the project's id."""
    lifecycle = codelists.lifecycle(on=on)
    records = step_dates([project.pk for project in projects])
    known = facts(projects, on, on.year, records)
    return {
        pk: track(lifecycle, standing(lifecycle, its), records.get(pk, {}), today=on)
        for pk, its in known.items()
    }


def codes_of(projects: Collection[Project], on: date) -> Mapping[int, Sequence[str]]:
    """The national codes in force on a day, by the project's id; one query."""
    found: dict[int, list[str]] = {}
    rows = NationalCode.objects.filter(in_force(on), project__in=projects).order_by("code")
    for pk, code in rows.values_list("project_id", "code"):
        found.setdefault(pk, []).append(code)
    return found
