"""Places on named lists, each by a paper: 省重点 第二批, 市标杆项目."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.projects.models import ListPlace
from ballast.projects.rules import Fault, refuse

from .journal import Concerning, born, note
from .reach import reached


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedOnLists(Concerning):
    code: ClassVar[str] = "projects.placed_on_lists"
    list_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOffLists(Concerning):
    code: ClassVar[str] = "projects.taken_off_lists"
    list_names: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A project's place on a list from a day."""

    project_id: int
    list_name: str
    valid_from: date
    batch: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """The end of a place: the first day it is over."""

    project_id: int
    list_name: str
    valid_until: date


@transaction.atomic
def place_on_lists(*, by: Actor, at: datetime, places: Sequence[Placing]) -> None:
    """Put projects on named lists. Raises ``NotAllowed``, ``OutOfReach``, ``RegisterRefused``."""
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids={one.project_id for one in places})
    standing, found, rows = set(_standing(projects)), [], []
    for one in places:
        place = projects[one.project_id].number
        name = one.list_name.strip()
        if not name:
            found.append(Fault("list_missing", place, {}, "list_name"))
        if (one.project_id, name) in standing:
            found.append(Fault("on_list_already", place, {"text": name}, "list_name"))
        standing.add((one.project_id, name))
        rows.append(
            ListPlace(
                project=projects[one.project_id],
                list_name=name,
                batch=one.batch.strip(),
                paper=one.paper.strip(),
                valid_from=one.valid_from,
            )
        )
    refuse(found)
    ListPlace.objects.bulk_create(rows)
    lists = tuple(sorted({row.list_name for row in rows}))
    changes = list(map(born, rows))
    note(PlacedOnLists, projects.values(), by=by, at=at, changes=changes, list_names=lists)


@transaction.atomic
def take_off_lists(*, by: Actor, at: datetime, takings: Sequence[Taking], reason: str) -> None:
    """End places on lists. Raises ``NotAllowed``, ``OutOfReach``, ``RegisterRefused``."""
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids={one.project_id for one in takings})
    standing = _standing(projects)
    found = [] if reason.strip() else [Fault("reason_missing", "", {}, "reason")]
    ended, changes = [], []
    for one in takings:
        place = projects[one.project_id].number
        row = standing.get((one.project_id, one.list_name.strip()))
        if row is None or one.valid_until < row.valid_from:
            found.append(Fault("not_on_list", place, {"text": one.list_name}, "list_name"))
            continue
        row.valid_until = one.valid_until
        ended.append(row)
        fields = {"valid_until": (None, one.valid_until)}
        changes.append(Change(row._meta.db_table, row.pk, fields))
    refuse(found)
    ListPlace.objects.bulk_update(ended, ["valid_until"])
    lists = tuple(sorted({row.list_name for row in ended}))
    said = {"list_names": lists, "reason": reason}
    note(TakenOffLists, projects.values(), by=by, at=at, changes=changes, **said)


def _standing(projects: Collection[int]) -> dict[tuple[int, str], ListPlace]:
    """The places that have not ended, by project and list."""
    rows = ListPlace.objects.filter(project__in=projects, valid_until__isnull=True)
    return {(row.project_id, row.list_name): row for row in rows}
