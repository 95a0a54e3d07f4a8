"""Keep the unit tree: open, move, rename and close units, each from a stated day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists.selectors import not_over
from ballast.platform.identity import rules
from ballast.platform.identity.models import Assignment, Unit, UnitKind, UnitName, UnitTie
from ballast.platform.jobs import services as jobs

# The tree is changed by one transaction at a time: two moves, each harmless, can close a ring.
_TREE = "identity.units"


class UnitCodeTaken(Refused):
    """Another unit already bears the code."""

    code = "unit_code_taken"


class UnitUnknown(Refused):
    """No unit bears the code, or it is not in force on the day."""

    code = "unit_unknown"


class UnitRing(Refused):
    """The unit would stand under itself on some day."""

    code = "unit_ring"


class UnitMovedLater(Refused):
    """A later move or name is already recorded; the past is changed from the end backwards."""

    code = "unit_moved_later"


class UnitNotEmpty(Refused):
    """Other units still stand under it on that day."""

    code = "unit_not_empty"


class UnitOfAdministrators(Refused):
    """Administrators hold their power in it; without them nobody could give one again."""

    code = "unit_of_administrators"


class NotYet(Refused):
    """A name or a closing is entered when it has come, so that screens show what is so."""

    code = "unit_not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsOpened(Event):
    code: ClassVar[str] = "identity.units_opened"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsMoved(Event):
    code: ClassVar[str] = "identity.units_moved"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsRenamed(Event):
    code: ClassVar[str] = "identity.units_renamed"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsClosed(Event):
    code: ClassVar[str] = "identity.units_closed"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """A unit to be opened; ``under`` is the code of the unit it stands under, if any."""

    code: str
    name: str
    kind: UnitKind
    valid_from: date
    short_name: str = ""
    under: str = ""
    region_code: str = ""
    credit_code: str = ""
    is_accounting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From a day on the unit stands under another, or under none when ``under`` is empty."""

    code: str
    under: str
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """From a day on the unit is called so."""

    code: str
    name: str
    short_name: str
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """From a day on the unit no longer is."""

    code: str
    valid_until: date


@transaction.atomic
def open_units(*, by: Actor, at: datetime, drafts: Sequence[UnitDraft]) -> list[Unit]:
    """Open units, upper ones and lower ones in any order.

    Raises ``UnitCodeTaken``, ``UnitUnknown`` for a unit to stand under, ``UnitRing``.
    """
    jobs.take_turn(_TREE)
    codes = [draft.code for draft in drafts]
    taken = set(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
    taken |= {code for code in codes if codes.count(code) > 1}
    if taken:
        raise UnitCodeTaken(codes="、".join(sorted(taken)))
    units = Unit.objects.bulk_create(
        Unit(
            code=draft.code,
            name=draft.name,
            short_name=draft.short_name or draft.name,
            kind=draft.kind,
            region_code=draft.region_code,
            credit_code=draft.credit_code,
            is_accounting=draft.is_accounting,
            valid_from=draft.valid_from,
        )
        for draft in drafts
    )
    UnitName.objects.bulk_create(
        UnitName(unit=u, name=u.name, short_name=u.short_name, valid_from=u.valid_from)
        for u in units
    )
    changes = [
        Change("identity_unit", unit.pk, {"code": (None, unit.code), "name": (None, unit.name)})
        for unit in units
    ]
    changes += _tie([Move(code=d.code, under=d.under, valid_from=d.valid_from) for d in drafts])
    audit.record(UnitsOpened(subject=codes[0], codes=tuple(codes)), by=by, at=at, changes=changes)
    return units


@transaction.atomic
def move_units(*, by: Actor, at: datetime, moves: Sequence[Move]) -> None:
    """Put units under others from a day on; what was so before that day stays so.

    Raises ``UnitUnknown``, ``UnitRing``, ``UnitMovedLater``.
    """
    jobs.take_turn(_TREE)
    codes = tuple(move.code for move in moves)
    changes = _tie(moves)
    audit.record(UnitsMoved(subject=codes[0], codes=codes), by=by, at=at, changes=changes)


@transaction.atomic
def rename_units(*, by: Actor, at: datetime, renamings: Sequence[Renaming]) -> None:
    """Give units new names from a day that has come; the old names stay with their days.

    Raises ``UnitUnknown``, ``NotYet``, ``UnitMovedLater``.
    """
    _refuse_future((r.valid_from for r in renamings), at)
    units = _found((r.code, r.valid_from) for r in renamings)
    present = {
        name.unit_id: name
        for name in UnitName.objects.select_for_update().filter(
            unit__in=units.values(), valid_until__isnull=True
        )
    }
    changes, names = [], []
    for renaming in renamings:
        unit = units[renaming.code]
        old = present[unit.pk]
        if old.valid_from >= renaming.valid_from:
            raise UnitMovedLater(code=unit.code)
        old.valid_until = renaming.valid_from
        names.append(
            UnitName(
                unit=unit,
                name=renaming.name,
                short_name=renaming.short_name or renaming.name,
                valid_from=renaming.valid_from,
            )
        )
        changes.append(Change("identity_unit", unit.pk, {"name": (unit.name, renaming.name)}))
        unit.name, unit.short_name = names[-1].name, names[-1].short_name
    UnitName.objects.bulk_update(present.values(), ["valid_until"])
    UnitName.objects.bulk_create(names)
    Unit.objects.bulk_update(units.values(), ["name", "short_name"])
    codes = tuple(units)
    audit.record(UnitsRenamed(subject=codes[0], codes=codes), by=by, at=at, changes=changes)


@transaction.atomic
def close_units(*, by: Actor, at: datetime, closings: Sequence[Closing]) -> None:
    """End units on a day that has come, with their ties and the roles held in them.

    Raises ``UnitUnknown``, ``NotYet``, ``UnitNotEmpty`` when others stand under one, and
    ``UnitOfAdministrators``.
    """
    _refuse_future((closing.valid_until for closing in closings), at)
    jobs.take_turn(_TREE)
    units = _found((c.code, c.valid_until) for c in closings)
    changes = []
    for closing in closings:
        unit, day = units[closing.code], closing.valid_until
        below = UnitTie.objects.filter(not_over(day), parent=unit).exclude(unit__in=units.values())
        if below.exists():
            raise UnitNotEmpty(code=unit.code)
        held = Assignment.objects.filter(not_over(day), unit=unit)
        if held.filter(role__in=rules.ADMINISTRATORS).exists():
            raise UnitOfAdministrators(code=unit.code)
        changes += [
            Change("identity_assignment", row.pk, {"valid_until": (row.valid_until, day)})
            for row in held.order_by("pk")
        ]
        for rows in (UnitTie.objects.filter(not_over(day), unit=unit), held):
            rows.filter(valid_from__gte=day).delete()
            rows.update(valid_until=day)
        changes.append(Change("identity_unit", unit.pk, {"valid_until": (unit.valid_until, day)}))
        unit.valid_until = day
    Unit.objects.bulk_update(units.values(), ["valid_until"])
    codes = tuple(units)
    audit.record(UnitsClosed(subject=codes[0], codes=codes), by=by, at=at, changes=changes)


def _refuse_future(days: Iterable[date], at: datetime) -> None:
    if any(day > timezone.localdate(at) for day in days):
        raise NotYet


def _found(asked: Iterable[tuple[str, date]]) -> dict[str, Unit]:
    """The units asked for by code, each in force on its day; locked."""
    wanted = set(asked)
    rows = Unit.objects.select_for_update().filter(code__in={code for code, _ in wanted})
    units = {unit.code: unit for unit in rows.order_by("pk")}
    for code, day in sorted(wanted):
        unit = units.get(code)
        if not unit or unit.valid_from > day or (unit.valid_until and unit.valid_until <= day):
            raise UnitUnknown(code=code)
    return units


def _tie(moves: Sequence[Move]) -> list[Change]:
    """End the present ties of the units moved, make the new ones, refuse a ring."""
    units = _found(
        (code, move.valid_from) for move in moves for code in (move.code, move.under) if code
    )
    first = min(move.valid_from for move in moves)
    rows: dict[int, list[UnitTie]] = defaultdict(list)
    for row in UnitTie.objects.filter(not_over(first)).order_by("valid_from"):
        rows[row.unit_id].append(row)
    ended, made, changes = [], [], []
    for move in moves:
        unit, above = units[move.code], units.get(move.under)
        present = _ended(rows[unit.pk], move)
        if present:
            ended.append(present)
        if above:
            made.append(UnitTie(unit=unit, parent=above, valid_from=move.valid_from))
            rows[unit.pk].append(made[-1])
        pair = (present.parent_id if present else None, above.pk if above else None)
        if pair[0] != pair[1]:
            changes.append(Change("identity_unit", unit.pk, {"parent": pair}))
    _refuse_rings(rows, made)
    UnitTie.objects.bulk_update(ended, ["valid_until"])
    UnitTie.objects.bulk_create(made)
    return changes


def _ended(ties: Sequence[UnitTie], move: Move) -> UnitTie | None:
    """The tie in force on the day of the move, ended by it. Raises ``UnitMovedLater``."""
    if not ties:
        return None
    last = ties[-1]
    if last.valid_from >= move.valid_from:
        raise UnitMovedLater(code=move.code)
    last.valid_until = move.valid_from
    return last


def _refuse_rings(rows: Mapping[int, Sequence[UnitTie]], made: Sequence[UnitTie]) -> None:
    tree = {
        unit: [rules.Tie(tie.parent_id, tie.valid_from, tie.valid_until) for tie in ties]
        for unit, ties in rows.items()
    }
    for tie in made:
        if rules.stands_under(tree, tie.parent_id, tie.unit_id, tie.valid_from):
            raise UnitRing(code=tie.unit.code)
