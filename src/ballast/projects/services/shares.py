"""投资分劈: for whom a cross-district project counts, and with what part."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as units
from ballast.platform.identity import services as identity
from ballast.projects.models import ShareSplit
from ballast.projects.rules import Fault, make_a_whole, refuse

from .reach import reached

_TABLE = "projects_sharesplit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesSplit(Event):
    """Projects were divided among units; the subject is the first one's number."""

    code: ClassVar[str] = "projects.shares_split"
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """From a day a project counts for accounting units by these shares; for none, undivided."""

    project_id: int
    since: date
    shares: Mapping[int, Decimal]


@transaction.atomic
def split_shares(*, by: Actor, at: datetime, splits: Sequence[Split]) -> None:
    """Divide projects anew. A division made on its own first day once more replaces itself.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``: shares that are not exactly
    one together, a unit under which nothing is counted, a day to come or before the last change.
    """
    identity.insist(by, "register.edit", at=at)
    today = localdate(at)
    projects = reached(by=by, at=at, project_ids=[one.project_id for one in splits])
    counting = set(units.units(today).filter(is_accounting=True).values_list("pk", flat=True))
    present: dict[int, list[ShareSplit]] = {}
    open_rows = ShareSplit.objects.filter(project__in=projects, valid_until__isnull=True)
    for row in open_rows.order_by("pk"):
        present.setdefault(row.project_id, []).append(row)
    faults = []
    for one in splits:
        last = max((row.valid_from for row in present.get(one.project_id, ())), default=date.min)
        place = projects[one.project_id].number
        faults += _faults(one, place, counting, last=last, today=today)
    refuse(faults)
    changes = _write(splits, present)
    numbers = tuple(project.number for project in projects.values())
    if changes:
        event = SharesSplit(subject=numbers[0], numbers=numbers)
        audit.record(event, by=by, at=at, changes=changes)


def _faults(
    one: Split, place: str, counting: Collection[int], *, last: date, today: date
) -> list[Fault]:
    found = {
        "since_future": one.since > today,
        "before_last_split": one.since < last,
        "shares_not_whole": bool(one.shares) and not make_a_whole(one.shares.values()),
        "unit_not_accounting": not one.shares.keys() <= set(counting),
    }
    params = {"sum": str(sum(one.shares.values())), "since": last.isoformat()}
    return [Fault(code, place, params) for code, wrong in found.items() if wrong]


def _write(splits: Sequence[Split], present: Mapping[int, Sequence[ShareSplit]]) -> list[Change]:
    made, over, undone, changes = [], [], [], []
    for one in splits:
        for row in present.get(one.project_id, ()):
            if row.valid_from == one.since:
                undone.append(row)
                changes.append(Change(_TABLE, row.pk, {"share": (row.share, None)}))
            else:
                row.valid_until = one.since
                over.append(row)
                changes.append(Change(_TABLE, row.pk, {"valid_until": (None, one.since)}))
        made += [
            ShareSplit(project_id=one.project_id, unit_id=unit, share=share, valid_from=one.since)
            for unit, share in one.shares.items()
        ]
    ShareSplit.objects.filter(pk__in=[row.pk for row in undone]).delete()
    ShareSplit.objects.bulk_update(over, ["valid_until"])
    ShareSplit.objects.bulk_create(made)
    return changes + [_told(row) for row in made]


def _told(row: ShareSplit) -> Change:
    said = {
        "project_id": row.project_id,
        "unit_id": row.unit_id,
        "share": row.share,
        "valid_from": row.valid_from,
    }
    return Change(_TABLE, row.pk, {name: (None, value) for name, value in said.items()})
