"""How large projects are: total investment by document, and capacity."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.sheets.rules import put
from ballast.projects.models import Capacity, Investment, Project
from ballast.projects.rules import Amount, Fault, amount_fault, last_of, refuse
from ballast.projects.selectors import amount_of

from .entering import overwrite
from .journal import PROJECTS, Concerning, born, note
from .reach import reached

_FIELD_OF = {
    "code_unknown": "stage",
    "adjustment_without_paper": "paper",
    "decided_to_come": "decided_on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentsSet(Concerning):
    code: ClassVar[str] = "projects.investments_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitiesSet(Concerning):
    code: ClassVar[str] = "projects.capacities_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One capacity: 道路长度 60 km."""

    item: str
    amount: Decimal
    measure: str


@transaction.atomic
def set_investments(
    *, by: Actor, at: datetime, amounts: Sequence[tuple[int, Amount]]
) -> list[Project]:
    """Add total investments by project id, each as one document says it.

    What the last document says becomes the project's total, and its equipment with it where the
    document says that. Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids={pk for pk, _ in amounts})
    on = localdate(at)
    refuse(
        Fault(code, projects[pk].number, {"text": amount.stage}, _FIELD_OF.get(code, "total_yuan"))
        for pk, amount in amounts
        if (code := amount_fault(amount, on))
    )
    rows = Investment.objects.bulk_create(
        Investment(project=projects[pk], **asdict(amount)) for pk, amount in amounts
    )
    changes = list(map(born, rows))
    changed = []
    for pk, last in _last(projects).items():
        said: dict[str, object] = {"total_investment_yuan": last.total_yuan}
        if last.equipment_yuan is not None:
            said["equipment_investment_yuan"] = last.equipment_yuan
        if fields := put(projects[pk], said, {}):
            changes.append(Change(PROJECTS, pk, fields))
            changed.append(projects[pk])
    overwrite(changed)
    note(InvestmentsSet, projects.values(), by=by, at=at, changes=changes)
    return changed


def _last(projects: Mapping[int, Project]) -> dict[int, Amount]:
    """The amount that holds for each project, from all its documents."""
    known: dict[int, list[Amount]] = defaultdict(list)
    for row in Investment.objects.filter(project__in=projects).order_by("pk"):
        known[row.project_id].append(amount_of(row))
    return {pk: last for pk, rows in known.items() if (last := last_of(rows))}


@transaction.atomic
def set_capacities(*, by: Actor, at: datetime, sizes: Mapping[int, Sequence[Size]]) -> None:
    """Say all capacities of projects, by project id; what is not said again is gone.

    Raises ``NotAllowed``, ``OutOfReach`` and ``RegisterRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    projects = reached(by=by, at=at, project_ids=sizes)
    refuse(fault for pk, said in sizes.items() for fault in _size_faults(said, projects[pk].number))
    old = list(Capacity.objects.filter(project__in=projects).order_by("pk"))
    changes = [
        Change(row._meta.db_table, row.pk, {name: (getattr(row, name), None) for name in _SIZE})
        for row in old
    ]
    Capacity.objects.filter(pk__in=[row.pk for row in old]).delete()
    rows = Capacity.objects.bulk_create(
        Capacity(project=projects[pk], **asdict(one)) for pk, said in sizes.items() for one in said
    )
    changes += map(born, rows)
    note(CapacitiesSet, projects.values(), by=by, at=at, changes=changes)


_SIZE = ("item", "amount", "measure")


def _size_faults(said: Sequence[Size], place: str) -> list[Fault]:
    items = [one.item for one in said]
    found = []
    for at, one in enumerate(said):
        if not one.item or not one.measure:
            found.append(Fault("capacity_incomplete", place, {}, "item"))
        if one.amount <= 0:
            found.append(Fault("amount_negative", place, {}, "amount"))
        if one.item in items[:at]:
            found.append(Fault("capacity_twice", place, {"text": one.item}, "item"))
    return found
