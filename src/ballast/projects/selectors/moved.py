"""Whose places on lists may have changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from ballast.platform.codelists import selectors as codelists
from ballast.projects.models import Project, StateChange, StepRecord

from .among import among

_TOLD_IN: tuple[type[Model], ...] = (StepRecord, StateChange)


def concerned(told: Mapping[str, Sequence[tuple[int, Mapping[str, Any]]]]) -> set[int]:
    """The projects of which an entry told what lists go by: its rows and their fields by table.

    A row that is gone named its project when it went.
    """
    found = {pk for pk, _ in told.get(Project._meta.db_table, ())}
    for model in _TOLD_IN:
        rows = told.get(model._meta.db_table, ())
        found |= {pk for _, fields in rows for pk in fields.get("project_id", ()) if pk}
        if ids := [pk for pk, _ in rows]:
            still = model._default_manager.filter(pk__in=among(ids))
            found.update(still.values_list("project_id", flat=True))
    return found


def these_in_pieces(ids: Collection[int], *, size: int = 2_000) -> Iterator[list[Project]]:
    """These projects and no others, so many at a time."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), size):
        yield list(Project.objects.filter(pk__in=among(wanted[start : start + size])))


def in_pieces(
    ids: Collection[int] | None, on: date, *, size: int = 2_000
) -> Iterator[list[Project]]:
    """Projects and every whole, for a whole stands by its parts; all projects for None.

    In the order of their ids, so many at a time that memory does not grow with the register.
    """
    projects = Project.objects.order_by("pk")
    if ids is not None:
        templates = codelists.lifecycle(on=on).templates.values()
        wholes = [one.code for one in templates if one.from_children]
        whole = Project.objects.filter(template__in=wholes).values_list("pk", flat=True)
        projects = projects.filter(pk__in=among({*ids, *whole}))
    last = 0
    while piece := list(projects.filter(pk__gt=last)[:size]):
        yield piece
        last = piece[-1].pk
