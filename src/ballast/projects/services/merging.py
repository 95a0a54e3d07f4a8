"""Several projects become one, or one several; every number stays and leads on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.projects.models import Project, StateChange
from ballast.projects.rules import Change as Befallen
from ballast.projects.rules import Draft, Fault, is_living, refuse

from .entering import enter, faults
from .journal import Concerning, note
from .kinship import like
from .reach import reached
from .states import Happening, befallen, history, state_faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Concerning):
    """Projects became one; ``into`` names it."""

    code: ClassVar[str] = "projects.merged"
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DividedUp(Concerning):
    """One project became several; ``parts`` names them."""

    code: ClassVar[str] = "projects.split"
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """The works a project is divided into.

    ``difference`` says why their total investments do not add up to its own, where they do not.
    """

    parts: Sequence[Draft]
    difference: str = ""


@transaction.atomic
def merge(*, by: Actor, at: datetime, into_id: int, happenings: Sequence[Happening]) -> None:
    """Let projects go on as one of them: the others keep their numbers and lead to it.

    Nothing of their amounts is added to the one that stays; that needs a document of its own.
    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    asked = {one.project_id: one for one in happenings}
    projects = reached(by=by, at=at, project_ids=[*asked, into_id])
    into = projects.pop(into_id)
    past = history(projects | {into_id: into})
    found = [
        fault
        for one in happenings
        for fault in state_faults(Befallen.MERGED, one, past[one.project_id], localdate(at))
    ]
    if into_id in asked:
        found.append(Fault("merged_into_itself", into.number, {"number": into.number}, "into"))
    if not is_living(into.state):
        found.append(Fault("merged_into_gone", into.number, {"number": into.number}, "into"))
    refuse(found)
    rows = [_row(Befallen.MERGED, projects[pk], into, one, at) for pk, one in asked.items()]
    changes = befallen(rows, projects, past)
    note(Merged, projects.values(), by=by, at=at, changes=changes, into=into.number)


@transaction.atomic
def split(
    *, by: Actor, at: datetime, happenings: Sequence[tuple[Happening, Division]]
) -> dict[int, list[Project]]:
    """Divide projects into new ones, which say of themselves what the old one said of itself.

    The new projects by the old one's id. Raises ``NotAllowed``, ``OutOfReach`` and
    ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    asked = {one.project_id: (one, works) for one, works in happenings}
    projects = reached(by=by, at=at, project_ids=asked)
    past, on = history(projects), localdate(at)
    drafts = {
        pk: [like(projects[pk], part) for part in works.parts] for pk, (_, works) in asked.items()
    }
    refuse(
        fault
        for pk, (one, works) in asked.items()
        for fault in (
            *state_faults(Befallen.SPLIT, one, past[pk], on),
            *_sum_faults(projects[pk], works),
            *faults(drafts=drafts[pk], on=on),
        )
    )
    born, changes = enter(at=at, drafts=[part for parts in drafts.values() for part in parts])
    fresh = iter(born)
    parts = {pk: [next(fresh) for _ in rows] for pk, rows in drafts.items()}
    rows = [
        _row(Befallen.SPLIT, projects[pk], part, asked[pk][0], at, asked[pk][1].difference)
        for pk, made in parts.items()
        for part in made
    ]
    changes += befallen(rows, projects, past)
    numbers = tuple(part.number for part in born)
    note(DividedUp, projects.values(), by=by, at=at, changes=changes, parts=numbers)
    return parts


def _sum_faults(project: Project, works: Division) -> Iterator[Fault]:
    if len(works.parts) < 2:
        yield Fault("split_into_one", project.number, {}, "parts")
    total = project.total_investment_yuan
    amounts = [part.total_investment_yuan for part in works.parts]
    known = [amount for amount in amounts if amount is not None]
    if total is None or works.difference.strip():
        return
    if len(known) < len(amounts) or sum(known, Decimal(0)) != total:
        params = {"total": total, "sum": sum(known, Decimal(0))}
        yield Fault("split_does_not_add_up", project.number, params, "difference")


def _row(
    change: Befallen, project: Project, other: Project, one: Happening, at: datetime, more: str = ""
) -> StateChange:
    return StateChange(
        project=project,
        change=change,
        happened_on=one.happened_on,
        reason="\n".join(filter(None, [one.reason, more])),
        paper=one.paper,
        other=other,
        recorded_at=at,
    )
