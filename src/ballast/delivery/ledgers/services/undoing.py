"""Taking an import back: as long as nothing later touched what it wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db import transaction

from ballast.delivery.ledgers.models import Import, ImportRow
from ballast.delivery.ledgers.rules import PLAN, State
from ballast.delivery.plans import services as plans
from ballast.delivery.progress import services as progress
from ballast.kernel import garbage
from ballast.kernel.events import Event
from ballast.platform.audit import selectors as journal
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.sheets.reading import Fault
from ballast.projects import services as register

from .committing import insist
from .intake import one_at_a_time
from .looking import taken
from .refusals import UndoRefused

_LINES, _FILINGS, _PROJECTS = "plans_planline", "progress_filing", "projects_project"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(Event):
    """What a workbook brought in was taken back; the subject is its year or period."""

    code: ClassVar[str] = "ledgers.import_undone"
    filename: str
    digest: str
    undone: int  # the entry of what was brought in


@garbage.kept()
def undo(*, by: Actor, at: datetime, import_id: int) -> Import:
    """Take back what an import wrote: one transaction, one journal entry.

    Filings only while their period is open and nobody reviewed or answered them. Raises
    ``NotAllowed``, ``ImportUnknown``, ``ImportDecided``, ``PlanIsIssued``, ``PeriodClosed``, and
    ``UndoRefused`` with the names of the projects that later work rests on.
    """
    with transaction.atomic():
        one_at_a_time()
        imported = taken(by, at, import_id, (State.COMMITTED, State.UNDOING))
        insist(by, imported.kind, accept=imported.accepted, at=at)
        if imported.entry:
            _take_back(imported, by=by, at=at)
        imported.state = State.UNDONE.value
        imported.undone_at, imported.undone_by = at, by.label
        imported.save()
    return imported


def _take_back(imported: Import, *, by: Actor, at: datetime) -> None:
    told = journal.changed_by(imported.entry or 0)
    if faults := list(_obstacles(imported, told)):
        raise UndoRefused(faults)
    changes: list[Change] = progress.take_back(at=at, told=_by_row(told.get(_FILINGS, ())))
    if imported.kind == PLAN:
        changes += _take_plan_back(imported, told, by=by, at=at)
    else:
        changes += register.take_back(told=told, provenance={})  # the steps it said were done
    event = ImportUndone(
        subject=imported.subject,
        filename=imported.filename,
        digest=imported.source.digest,
        undone=imported.entry or 0,
    )
    imported.undone_entry = audit.record(event, by=by, at=at, changes=changes)


def _take_plan_back(
    imported: Import, told: register.Told, *, by: Actor, at: datetime
) -> list[Change]:
    rows = imported.rows.exclude(before={}).values_list("project", "before")
    before = {project: kept for project, kept in rows if project}
    changes = plans.put_back(
        year=int(imported.subject),
        told=_by_row(told.get(_LINES, ())),
        provenance={pk: kept.get("plan", {}) for pk, kept in before.items()},
    )
    progress.follow(by=by, at=at, year=int(imported.subject))
    ImportRow.objects.filter(project__in=register.entered(told)).update(project=None)
    return changes + register.take_back(
        told=told,
        provenance={pk: kept["project"] for pk, kept in before.items() if "project" in kept},
    )


def _by_row(rows: Any) -> dict[int, dict[str, Any]]:
    """One row's changes together; what was told first holds what was before."""
    found: dict[int, dict[str, Any]] = {}
    for pk, fields in rows:
        found[pk] = {**fields, **found.get(pk, {})}
    return found


def _obstacles(imported: Import, told: register.Told) -> Iterator[Fault]:
    """What keeps the import from being undone, each with its project's number and name."""
    why: dict[int, str] = {}
    behind = _projects_behind(journal.changed_since(imported.entry or 0, but=_undone()))
    why |= dict.fromkeys(behind, "touched_later")
    why |= dict.fromkeys(register.spoken_of(told), "referred_to")
    why |= progress.relied_upon([pk for pk, _ in told.get(_FILINGS, ())])
    rows = imported.rows.filter(project__in=why).select_related("project").order_by("place")
    for row in rows:
        if project := row.project:
            cell = row.cells.get("name", "")
            params = {"number": project.number, "name": project.name}
            yield Fault(why[project.pk], cell, params)


def _undone() -> list[int]:
    """The entries of imports that were undone, and of their undoing: together they are nothing."""
    pairs = Import.objects.filter(undone_entry__isnull=False).values_list("entry", "undone_entry")
    return [entry for pair in pairs for entry in pair if entry]


def _projects_behind(touched: Mapping[str, set[int]]) -> set[int]:
    """The projects that rows of several tables are about."""
    found = set(touched.get(_PROJECTS, ()))
    models = {model._meta.db_table: model for model in apps.get_models()}
    for table, ids in touched.items():
        if table != _PROJECTS:
            rows = models[table]._default_manager.filter(pk__in=ids)
            found |= set(rows.values_list("project", flat=True))
    return found
