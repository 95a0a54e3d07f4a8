"""Fill the code tables from what is shipped, and keep the working days right."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models, transaction

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change

from . import shipped
from .models import Dataset, Industry, Region, RegionChange, Sector, Workday

SYSTEM = Actor("system", None, "codelists")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeListsLoaded(Event):
    """Shipped tables were brought in; ``subject`` names those whose rows changed."""

    code: ClassVar[str] = "code_lists_loaded"
    added: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkdaysDeclared(Event):
    """Days were declared worked or free; ``subject`` is the first and the last of them."""

    code: ClassVar[str] = "codelists.workdays_declared"
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredDay:
    """What an office says of a date, on the strength of a notice or beforehand."""

    day: date
    is_workday: bool
    name_zh: str
    name_en: str = ""
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows came in and how many were brought up to date."""

    added: int = 0
    changed: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.added + other.added, self.changed + other.changed)


@transaction.atomic
def load(*, at: datetime, by: Actor = SYSTEM) -> Loaded:
    """Bring the code tables to the state shipped with this version.

    Run again, it does nothing. Rows an office has made or changed for itself stay: sectors once
    there are any, working days whose source is not the shipped calendar.
    """
    known = dict(Dataset.objects.select_for_update().values_list("name", "digest"))
    touched, total = [], Loaded()
    for name, read in shipped.TABLES.items():
        rows = read()
        digest = hashlib.sha256(repr(rows).encode()).hexdigest()
        if known.get(name) == digest:
            continue
        loaded = _load(name, rows)
        Dataset.objects.update_or_create(name=name, defaults={"digest": digest, "loaded_at": at})
        if loaded != Loaded():
            touched.append(name)
            total += loaded
    if touched:
        event = CodeListsLoaded(subject=" ".join(touched), added=total.added, changed=total.changed)
        audit.record(event, by=by, at=at)
    return total


@transaction.atomic
def declare_workdays(*, by: Actor, at: datetime, days: Sequence[DeclaredDay]) -> None:
    """Say of dates whether they are worked, instead of what the table says so far."""
    rows = [{f: getattr(one, f) for f in DeclaredDay.__slots__} for one in days]
    old = {row.day: row for row in Workday.objects.filter(day__in=[one.day for one in days])}
    _sync(Workday, ("day",), rows)
    changes = [
        Change("codelists_workday", one.day.toordinal(), {"is_workday": (was, one.is_workday)})
        for one in days
        if (was := old[one.day].is_workday if one.day in old else None) != one.is_workday
    ]
    declared = tuple(sorted(one.day for one in days))
    event = WorkdaysDeclared(subject=f"{declared[0]}/{declared[-1]}", days=declared)
    audit.record(event, by=by, at=at, changes=changes)


def _load(name: str, rows: shipped.Rows) -> Loaded:
    match name:
        case "regions":
            return _sync(Region, ("code", "valid_from"), rows)
        case "region_changes":
            return _sync(RegionChange, ("old_code", "new_code", "changed_on"), rows)
        case "industries":
            return _sync(Industry, ("code",), rows)
        case "sectors":
            return Loaded() if Sector.objects.exists() else _sync(Sector, ("path",), rows)
        case "workdays":
            own = set(
                Workday.objects.exclude(source__startswith="chinesecalendar").values_list(
                    "day", flat=True
                )
            )
            return _sync(Workday, ("day",), [row for row in rows if row["day"] not in own])
        case _:
            raise ValueError(name)


def _sync(
    model: type[models.Model], key: tuple[str, ...], rows: Iterable[Mapping[str, Any]]
) -> Loaded:
    """Make ``rows`` present and equal, in three statements; rows not among them stay."""
    present = {tuple(getattr(row, f) for f in key): row for row in model._default_manager.all()}
    new, changed, fields = [], [], set[str]()
    for row in rows:
        there = present.get(tuple(row[f] for f in key))
        if there is None:
            new.append(model(**row))
        elif different := [f for f, value in row.items() if getattr(there, f) != value]:
            for f in different:
                setattr(there, f, row[f])
            changed.append(there)
            fields.update(different)
    model._default_manager.bulk_create(new, batch_size=2000)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=1000)
    return Loaded(len(new), len(changed))
