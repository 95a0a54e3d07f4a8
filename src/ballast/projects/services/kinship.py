"""Several works listed as one, and later phases of a project: a parent and its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction

from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.projects.models import Project
from ballast.projects.rules import Draft, Fault, Kinship, is_blank, is_living, refuse

from .entering import enter, present
from .journal import PROJECTS, Concerning, note
from .reach import reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled(Concerning):
    """Projects became parts of another, as ``kinship`` says."""

    code: ClassVar[str] = "projects.bundled"
    parent: str
    kinship: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbundled(Concerning):
    """Projects are no longer parts of another."""

    code: ClassVar[str] = "projects.unbundled"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasesAdded(Concerning):
    """Later phases of a project were entered as projects of their own."""

    code: ClassVar[str] = "projects.phases_added"
    parent: str


@transaction.atomic
def bundle(
    *, by: Actor, at: datetime, parent_id: int, part_ids: Sequence[int], kinship: Kinship
) -> None:
    """Make projects the parts of another: works listed as one, or its phases.

    There is one level: what has parts is no part. Raises ``NotAllowed``, ``OutOfReach`` and
    ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids=[parent_id, *part_ids])
    parent = projects[parent_id]
    parts = [projects[pk] for pk in dict.fromkeys(part_ids)]
    refuse([*_parent_faults(parent), *_part_faults(parent, parts)])
    changes = _tie(parent, parts, kinship)
    said = {"parent": parent.number, "kinship": kinship.value}
    note(Bundled, parts, by=by, at=at, changes=changes, **said)


@transaction.atomic
def unbundle(*, by: Actor, at: datetime, part_ids: Sequence[int], reason: str) -> None:
    """Let parts stand alone again. Raises ``NotAllowed``, ``OutOfReach``, ``RegisterRefused``."""
    identity.insist(by, "register.edit", at=at)
    parts = list(reached(by=by, at=at, project_ids=part_ids).values())
    found = [
        Fault("no_part", part.number, {"number": part.number}, "parts")
        for part in parts
        if part.parent_id is None
    ]
    refuse(found if reason.strip() else [*found, Fault("reason_missing", "", {}, "reason")])
    changes = [
        Change(
            PROJECTS,
            part.pk,
            {"parent_id": (part.parent_id, None), "kinship": (part.kinship, "")},
        )
        for part in parts
    ]
    Project.objects.filter(pk__in=part_ids).update(parent=None, kinship="")
    note(Unbundled, parts, by=by, at=at, changes=changes, reason=reason)


@transaction.atomic
def add_phases(
    *, by: Actor, at: datetime, parent_id: int, phases: Sequence[Draft]
) -> list[Project]:
    """Enter later phases of a project; what a draft leaves blank is as the project has it.

    Amounts are never taken over. Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    parent = reached(by=by, at=at, project_ids=[parent_id])[parent_id]
    refuse(_parent_faults(parent))
    born, changes = enter(at=at, drafts=[like(parent, phase) for phase in phases])
    changes += _tie(parent, born, Kinship.PHASE)
    note(PhasesAdded, born, by=by, at=at, changes=changes, parent=parent.number)
    return born


# Of one project alone: amounts, its place in the books, and what has a history of its own.
_OWN = {
    "name",
    "total_investment_yuan",
    "equipment_investment_yuan",
    "expected_output_yuan",
    "expected_tax_yuan",
    "expected_jobs",
    "last_five_years_yuan",
    "five_year_planned_yuan",
    "five_year_goal",
    "is_in_statistics",
    "statistics_entry_on",
}


def like(project: Project, draft: Draft) -> Draft:
    """The draft, with what it leaves blank as another project has it; amounts stay its own."""
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in present(project).items()
        if name not in _OWN and is_blank(getattr(draft, name))
    }
    return replace(draft, **said)


def _parent_faults(parent: Project) -> Iterator[Fault]:
    if parent.parent_id is not None:
        yield Fault("parent_is_part", parent.number, {"number": parent.number}, "parent")
    if not is_living(parent.state):
        yield Fault("parent_gone", parent.number, {"number": parent.number}, "parent")


def _part_faults(parent: Project, parts: Sequence[Project]) -> Iterator[Fault]:
    with_parts = set(
        Project.objects.filter(parent__in=parts).values_list("parent_id", flat=True).distinct()
    )
    for part in parts:
        params = {"number": part.number}
        if part == parent:
            yield Fault("part_of_itself", part.number, params, "parts")
        elif part.parent_id is not None:
            yield Fault("part_already", part.number, params, "parts")
        elif part.pk in with_parts:
            yield Fault("part_has_parts", part.number, params, "parts")


def _tie(parent: Project, parts: Sequence[Project], kinship: Kinship) -> list[Change]:
    Project.objects.filter(pk__in=[part.pk for part in parts]).update(
        parent=parent, kinship=kinship.value
    )
    return [
        Change(PROJECTS, part.pk, {"parent_id": (None, parent.pk), "kinship": ("", kinship.value)})
        for part in parts
    ]
