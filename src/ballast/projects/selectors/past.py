"""项目履历: what the journal tells of one project, whichever app wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import JSONField, QuerySet, Value
from django.db.models.fields import CharField

from ballast.platform.audit import selectors as audit
from ballast.projects.models import Project

_MOST = 300  # changed records that are looked at


@dataclass(frozen=True, slots=True)
class Told:
    """One field as it changed; ``cell`` of the workbook that brought it, where one did."""

    table: str
    row: int
    name: str
    old: Any
    new: Any
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the journal, as far as it concerns this project."""

    at: Any
    code: str
    who: str
    on_behalf_of: str
    cause: str
    filename: str
    is_automatic: bool = False
    told: list[Told] = field(default_factory=list)


def past(project: Project) -> list[Happening]:
    """What happened to a project and to every record that points at it, the newest first.

    Two queries: which records there are, and what the journal says of them.
    """
    provenance = {(table, pk): cells for table, pk, cells in _rows(project)}
    found: dict[int, Happening] = {}
    brought: set[tuple[str, int, str]] = set()
    for row in audit.about(provenance, most=_MOST):
        entry = row.entry
        happening = found.setdefault(
            entry.pk,
            Happening(
                at=entry.at,
                code=entry.code,
                who=entry.actor_label,
                on_behalf_of=entry.on_behalf_of,
                cause=entry.cause,
                filename=str(entry.payload.get("filename", "")),
                is_automatic=entry.actor_kind == "job",
            ),
        )
        for name, (old, new) in row.fields.items():
            # An origin stays with the value it brought: it belongs to the last change.
            key = (row.table, row.row_id, name)
            cells = {} if key in brought else provenance[row.table, row.row_id]
            brought.add(key)
            told = Told(row.table, row.row_id, name, old, new, _cell(cells, name))
            happening.told.append(told)
    return list(found.values())


def steps_recorded(project: Project) -> dict[int, str]:
    """The steps and marks recorded of a project: record id → code."""
    return dict(project.step_records.values_list("pk", "code"))


def _cell(provenance: Mapping[str, Sequence[Any]], name: str) -> str:
    origin = provenance.get(name)
    return str(origin[1]) if origin else ""


def _rows(project: Project) -> "QuerySet[Any, tuple[str, int, dict[str, Any]]]":
    """The project and each record of any table that points at it: table, id, origins."""
    nothing = Value({}, output_field=JSONField())
    own = Project.objects.filter(pk=project.pk).values_list(
        Value("projects_project", output_field=CharField()), "pk", "provenance"
    )
    others = []
    for relation in Project._meta.related_objects:
        model = relation.related_model
        # What only names a project, as a leader's instruction does, is its addressees' alone.
        if model is Project or relation.many_to_many:
            continue
        names = {one.name for one in model._meta.get_fields()}
        rows = model._default_manager.filter(**{relation.field.name: project})
        table = Value(model._meta.db_table, output_field=CharField())
        others.append(
            rows.values_list(table, "pk", "provenance" if "provenance" in names else nothing)
        )
    return own.union(*others, all=True)
