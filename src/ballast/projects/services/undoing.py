"""Taking back what an import said of projects, while nothing rests on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import CASCADE, Field, Model

from ballast.platform.audit.services import Change
from ballast.projects.models import (
    NationalCode,
    Project,
    ProjectName,
    Responsibility,
    StepRecord,
)
from ballast.projects.rules import Party

from .entering import keyed, overwrite
from .holding import COLUMNS
from .journal import PROJECTS
from .reach import hold

Fields = Mapping[str, Sequence[Any]]
Told = Mapping[str, Sequence[tuple[int, Fields]]]

# The rows of a project beside its own, with the field that only a new one is told with.
_BESIDE: Mapping[str, tuple[type[Model], str]] = {
    "projects_responsibility": (Responsibility, "party"),
    "projects_nationalcode": (NationalCode, "project_id"),
    "projects_steprecord": (StepRecord, "project_id"),
}
# What follows from other facts, or goes with the project.
_FOLLOWS = frozenset(
    {
        *("projects_projectname", "progress_duty", "progress_monthfigure"),
        "ledgers_importrow",  # which says what came in, whatever became of it
    }
)


def entered(told: Told) -> list[int]:
    """The projects that were entered by what the journal ``told``."""
    return [pk for pk, fields in told.get(PROJECTS, ()) if "number" in fields]


def spoken_of(told: Told) -> set[int]:
    """Of the projects that were entered, those of which anything else speaks by now.

    What the same import wrote, what only follows from facts, and what a row's own app lets go
    of with the project do not count.
    """
    new = entered(told)
    own = {table: {pk for pk, _ in rows} for table, rows in told.items()}
    found: set[int] = set()
    for relation in Project._meta.related_objects:
        model = relation.related_model
        table = model._meta.db_table
        if table in _FOLLOWS or relation.on_delete is CASCADE:
            continue
        name = relation.field.attname
        rows = model._default_manager.filter(**{f"{name}__in": new}).values_list("pk", name)
        found |= {project for pk, project in rows if pk not in own.get(table, ())}
    return found


def take_back(*, told: Told, provenance: Mapping[int, Mapping[str, Any]]) -> list[Change]:
    """Undo what the journal ``told`` of the register, as part of a larger use case.

    Projects that were entered are gone, and their numbers are never given again; of others each
    field says what it said before, from where it was said (``provenance`` by project). The
    caller has made sure that nothing later touched them.
    """
    new = set(entered(told))
    hold(new | {pk for pk, _ in told.get(PROJECTS, ())})
    changes = []
    for table, (model, born_with) in _BESIDE.items():
        changes += _put_rows_back(model, born_with, told.get(table, ()))
    changes += _put_projects_back(told.get(PROJECTS, ()), new, provenance)
    _trace_parties([pk for pk, _ in told.get("projects_responsibility", ())])
    ProjectName.objects.filter(project__in=new).delete()
    gone = Project.objects.filter(pk__in=new)
    changes += [Change(PROJECTS, one.pk, {"number": (one.number, None)}) for one in gone]
    gone.delete()
    return changes


def _put_rows_back(
    model: type[Model], born_with: str, told: Iterable[tuple[int, Fields]]
) -> list[Change]:
    """Rows that were begun are gone, others are as they were; ends are lifted last."""
    rows = list(told)
    made = [(pk, fields) for pk, fields in rows if born_with in fields]
    kept = {pk: fields for pk, fields in rows if born_with not in fields}
    table = model._meta.db_table
    model._default_manager.filter(pk__in=[pk for pk, _ in made]).delete()
    changes = [Change(table, pk, {n: (new, None) for n, (_, new) in f.items()}) for pk, f in made]
    found = list(model._default_manager.filter(pk__in=kept))
    names: set[str] = set()
    for row in found:
        changes.append(_set_back(row, kept[row.pk]))
        names |= kept[row.pk].keys()
    if names:
        model._default_manager.bulk_update(found, [_field(model, name).name for name in names])
    return changes


def _put_projects_back(
    told: Iterable[tuple[int, Fields]],
    new: Collection[int],
    provenance: Mapping[int, Mapping[str, Any]],
) -> list[Change]:
    kept: dict[int, dict[str, Sequence[Any]]] = {}
    for pk, fields in told:
        if pk not in new:
            kept.setdefault(pk, {})
            kept[pk] = {**fields, **kept[pk]}  # what was told first holds what was before
    projects = list(Project.objects.filter(pk__in=kept))
    changes = []
    renamed = []
    for project in projects:
        changes.append(_set_back(project, kept[project.pk]))
        project.provenance = dict(provenance.get(project.pk, project.provenance))
        if "name" in kept[project.pk]:
            renamed.append(keyed(project))
    overwrite(projects)
    _name_again(renamed)
    return changes


def _trace_parties(responsibility_ids: Collection[int]) -> None:
    """A holder's name comes from the cell that its project's column comes from."""
    rows = Responsibility.objects.filter(pk__in=responsibility_ids).select_related("project")
    for row in rows:
        cell = row.project.provenance.get(COLUMNS.get(Party(row.party), ""))
        row.provenance = {"body": cell} if cell else {}
    Responsibility.objects.bulk_update(rows, ["provenance"])


def _name_again(projects: Collection[Project]) -> None:
    """The names that began are gone, and those before them are in force again."""
    begun = {
        row.project_id: row
        for row in ProjectName.objects.filter(project__in=projects, valid_until__isnull=True)
    }
    ended = ProjectName.objects.filter(project__in=projects, valid_until__isnull=False)
    last = {row.project_id: row for row in ended.order_by("valid_from", "pk")}
    ProjectName.objects.filter(pk__in=[row.pk for row in begun.values()]).delete()
    for row in last.values():
        row.valid_until = None
    ProjectName.objects.bulk_update(last.values(), ["valid_until"])


def _set_back(row: Model, fields: Fields) -> Change:
    """Put the old values on a row; what the journal is told."""
    changed = {}
    for name, (old, _) in fields.items():
        field = _field(type(row), name)
        empty = field.get_default() if old is None and not field.null else old
        value = field.to_python(empty) if not isinstance(empty, list) else empty
        changed[name] = (getattr(row, name), value)
        setattr(row, name, value)
    return Change(row._meta.db_table, row.pk, changed)


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    """The field of a column: ``unit`` of ``unit_id``."""
    return next(one for one in model._meta.concrete_fields if one.attname == name)
