"""Month nodes: those of a month, which are reached, which are in danger."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.schedule.models import MonthNode
from ballast.platform.codelists import selectors as codelists
from ballast.projects import selectors as projects
from ballast.projects.rules import Progress

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.codelists.rules import Node
    from ballast.projects.models import Project
    from ballast.projects.rules import Stop

NEAR = 7  # calendar days before a node is due


def nodes_of_month(day: date) -> "QuerySet[MonthNode]":
    """Those of the month in which a day lies, whoever may see them."""
    rows = MonthNode.objects.filter(month=day.replace(day=1), withdrawn_at=None)
    told = rows.select_related("project", "unit")
    return told.order_by("due_on", "unit__code", "project__number", "pk")


def main_nodes(project: "Project", on: date) -> "Sequence[Node]":
    """The main nodes a project has, under its own names."""
    return codelists.lifecycle(on=on).templates[project.template].nodes


def reached_by(nodes: Iterable[MonthNode], on: date) -> dict[int, date]:
    """When each was reached, as told here or in the register, if by a day; by id."""
    rows = list(nodes)
    coded = {row.project_id: row.project for row in rows if row.code and not row.reached_on}
    tracks = projects.tracks(coded.values(), on) if coded else {}
    found = {}
    for row in rows:
        day = row.reached_on or _reached(tracks.get(row.project_id, ()), row.code)
        if day and day <= on:
            found[row.pk] = day
    return found


def nodes_in_danger(nodes: Iterable[MonthNode], on: date) -> list[tuple[MonthNode, int]]:
    """Not reached though due within a week or before, each with its calendar days left.

    The days are fewer than nought where the day has passed; the furthest behind first.
    """
    rows = list(nodes)
    reached = reached_by(rows, on)
    left = [(row, (row.due_on - on).days) for row in rows if row.pk not in reached]
    return sorted(
        ((row, days) for row, days in left if days <= NEAR),
        key=lambda one: (one[1], one[0].project.number),
    )


def _reached(stops: "Sequence[Stop]", code: str) -> date | None:
    done = (stop for stop in stops if stop.progress is Progress.DONE and stop.node.code == code)
    return next((stop.actual_on for stop in done), None)
