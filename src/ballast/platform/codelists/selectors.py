"""Reads the code tables as they stood on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from ballast.kernel.pinyin import initials_pattern
from ballast.kernel.workdays import Calendar

from . import catalogue
from .models import Industry, Region, RegionChange, Sector, Workday
from .rules import Lifecycle, Move, Scheme, Successor, successors


def lifecycle(*, on: date) -> Lifecycle:
    """The stages, nodes and templates in force."""
    return max(
        (one for one in catalogue.lifecycles() if one.valid_from <= on),
        key=lambda one: one.valid_from,
    )


def schemes(*, on: date) -> tuple[Scheme, ...]:
    """Every scheme, in the version in force."""
    in_force = [one for one in catalogue.schemes() if one[0].valid_from <= on]
    return in_force[-1]


def scheme(code: str, *, on: date) -> Scheme:
    """One scheme in the version in force. Raises ``LookupError`` when there is none."""
    for one in schemes(on=on):
        if one.code == code:
            return one
    raise LookupError(code)


def not_over(on: date) -> Q:
    """The rows of any table with dates of effect that have not ended by a day, begun or not."""
    return Q(valid_until__isnull=True) | Q(valid_until__gt=on)


def in_force(on: date) -> Q:
    """The rows of any table with dates of effect that are in force on a day."""
    return Q(valid_from__lte=on) & not_over(on)


def region(code: str, *, on: date) -> Region:
    """The region that has this code on a day. Raises ``Region.DoesNotExist``."""
    return Region.objects.filter(in_force(on)).get(code=code)


def children(code: str, *, on: date, statistical: bool = False) -> QuerySet[Region]:
    """The divisions right below a region (below the country for ""), in the order of codes.

    With ``statistical`` also the functional areas that only statistics has a code for.
    """
    found = Region.objects.filter(in_force(on), parent_code=code).order_by("code")
    return found if statistical else found.filter(kind=Region.Kind.DIVISION)


def region_path(code: str, *, on: date) -> tuple[Region, ...]:
    """The region and all above it, from the province down: 广西壮族自治区, 桂林市, 临桂区."""
    above = {code, code[:4] + "00", code[:2] + "0000"}
    return tuple(Region.objects.filter(in_force(on), code__in=above).order_by("code"))


def find_regions(typed: str, *, on: date) -> QuerySet[Region]:
    """Regions by a part of the name, the beginning of the code, or the first letters."""
    found = Q(name_zh__contains=typed) | Q(code__startswith=typed)
    if pattern := initials_pattern(typed):
        found |= Q(initials__regex=pattern)
    return Region.objects.filter(in_force(on)).filter(found).order_by("code")


def current_codes(codes: Collection[str], *, on: date) -> dict[str, tuple[Successor, ...]]:
    """For each code of any age, the codes that stand for it on a day; none for an unknown one."""
    changes = RegionChange.objects.filter(changed_on__lte=on)
    rows = changes.values_list("old_code", "new_code", "changed_on", "whole")
    moves = [Move(*row) for row in rows]
    reachable = set(codes) | {move.new for move in moves}
    known = Region.objects.filter(in_force(on), code__in=reachable)
    present = set(known.values_list("code", flat=True))
    return {code: successors(code, moves, present) for code in codes}


def industry(code: str) -> Industry:
    """An industry by its code, with or without the letter of its section: 4811 or E4811.

    Raises ``Industry.DoesNotExist``.
    """
    return Industry.objects.get(code=code[1:] if code[:1].isalpha() and code[1:] else code)


def known_regions(codes: Collection[str], *, on: date) -> frozenset[str]:
    """Those of the codes that a region has on a day."""
    found = Region.objects.filter(in_force(on), code__in=codes)
    return frozenset(found.values_list("code", flat=True))


def region_names(codes: Collection[str], *, on: date) -> dict[str, str]:
    """What the codes are called on a day; a code that no region has is called by itself."""
    found = Region.objects.filter(in_force(on), code__in=codes)
    return {code: code for code in codes} | dict(found.values_list("code", "name_zh"))


def all_region_names(*, on: date) -> dict[str, str]:
    """Code and name of every region of a day."""
    return dict(Region.objects.filter(in_force(on)).values_list("code", "name_zh"))


def regions_ever(codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that a region has, or once had."""
    rows = Region.objects.filter(code__in=codes).values_list("code", flat=True)
    gone = RegionChange.objects.filter(old_code__in=codes).values_list("old_code", flat=True)
    return frozenset(rows) | frozenset(gone)


def known_industries(codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that GB/T 4754 has."""
    return frozenset(Industry.objects.filter(code__in=codes).values_list("code", flat=True))


def sectors(*, on: date) -> QuerySet[Sector]:
    """The city's sectors in force, each below its parent, in the city's order."""
    return Sector.objects.filter(in_force(on)).order_by("position")


def calendar() -> Calendar:
    """The working days as the table has them; provisional after its last published year."""
    rows = Workday.objects.values_list("day", "is_workday", "provisional")
    published = [day.year for day, _, provisional in rows if not provisional]
    table = {day: is_workday for day, is_workday, _ in rows}
    return Calendar(table, last_official_year=max(published, default=0))
