"""Whether what is said of a project can stand in the register."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from ballast.kernel.identifiers import is_credit_code

from .attributes import ATTRIBUTES, Attribute, Kind, is_blank
from .faults import Fault
from .secrecy import secret_mark

# A rectangle around China with its islands, in degrees; the coordinate systems differ by less
# than a kilometre, which no rectangle sees.
_LONGITUDES = (Decimal("73.4"), Decimal("135.2"))
_LATITUDES = (Decimal("3.4"), Decimal("53.7"))
_DEGREES = Decimal(180)  # beyond it are metres of a projection, not degrees
_READ_FOR_SECRETS = ("name", "content", "address", "precinct", "chain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The codes that are known on the day of entering, as far as they are asked for."""

    on: date
    regions: Collection[str]
    industries: Collection[str]
    templates: Collection[str]


_BY_NAME = {one.name: one for one in ATTRIBUTES}


def check(
    said: Mapping[str, object], tables: Tables, present: Mapping[str, object] | None = None
) -> tuple[Fault, ...]:
    """Every fault in ``said``, its place left open; ``present`` are the values it is put beside.

    What stands in the register and is not spoken of is not judged again.
    """
    whole = {**(present or {}), **said}
    found = [
        fault
        for name, value in said.items()
        if not is_blank(value) and name in _BY_NAME
        for fault in _of_one(_BY_NAME[name], value, tables)
    ]
    if "name" in said and is_blank(said["name"]):
        found.append(Fault("name_missing", "", {}, "name"))
    for names, rule in _TOGETHER.items():
        if not names.isdisjoint(said):
            found += rule(whole, tables)
    return tuple(found)


def _of_one(one: Attribute, value: Any, tables: Tables) -> Iterator[Fault]:
    """The faults of one attribute by itself."""
    if one.longest and len(value) > one.longest:
        yield Fault("text_too_long", "", {"most": one.longest}, one.name)
    if one.codes:
        given = value if one.kind is Kind.CODES else [value]
        for text in given:
            if text not in _values(one.codes):
                yield Fault("code_unknown", "", {"text": text}, one.name)
    if one.kind in (Kind.MONEY, Kind.COUNT) and value < 0:
        yield Fault("amount_negative", "", {}, one.name)
    if one.name in _READ_FOR_SECRETS and (mark := secret_mark(value)):
        yield Fault("secret_project", "", {"mark": mark}, one.name)
    if (rule := _ALONE.get(one.name)) and (code := rule(value, tables)):
        yield Fault(code, "", {"text": value}, one.name)


@cache
def _values(codes: type[StrEnum]) -> frozenset[str]:
    return frozenset(code.value for code in codes)


def _credit_code(text: str, _: Tables) -> str:
    return "" if is_credit_code(text) else "credit_code_wrong"


def _region(code: str, tables: Tables) -> str:
    return "" if code in tables.regions else "region_unknown"


def _industry(code: str, tables: Tables) -> str:
    return "" if code in tables.industries else "industry_unknown"


def _template(code: str, tables: Tables) -> str:
    return "" if code in tables.templates else "template_unknown"


def _sector(path: str, _: Tables) -> str:
    """Known to the city or free, but a path: no part of it is empty."""
    return "" if all(path.split("/")) else "sector_broken"


def _entry_day(day: date, tables: Tables) -> str:
    return "entry_day_to_come" if day > tables.on else ""


def _position(whole: Mapping[str, Any], _: Tables) -> list[Fault]:
    """A position is two numbers and a system, and lies in China."""
    east, north, crs = whole.get("longitude"), whole.get("latitude"), whole.get("crs")
    if east is None and north is None:
        return []
    if east is None or north is None:
        return [Fault("position_incomplete", "", {}, "longitude" if east is None else "latitude")]
    faults = [] if crs else [Fault("position_without_crs", "", {}, "crs")]
    if _in_china(east, north):
        return faults
    if max(abs(east), abs(north)) > _DEGREES:
        code = "position_projected"
    else:
        code = "position_swapped" if _in_china(north, east) else "position_outside"
    return [*faults, Fault(code, "", {}, "longitude")]


def _in_china(east: Decimal, north: Decimal) -> bool:
    return _LONGITUDES[0] <= east <= _LONGITUDES[1] and _LATITUDES[0] <= north <= _LATITUDES[1]


def _equipment(whole: Mapping[str, Any], _: Tables) -> list[Fault]:
    total, equipment = whole.get("total_investment_yuan"), whole.get("equipment_investment_yuan")
    if total is None or equipment is None or equipment <= total:
        return []
    return [Fault("part_over_total", "", {}, "equipment_investment_yuan")]


def _entry(whole: Mapping[str, Any], _: Tables) -> list[Fault]:
    """A day of entry says that it was entered."""
    if whole.get("statistics_entry_on") is None or whole.get("is_in_statistics"):
        return []
    return [Fault("entry_day_without_entry", "", {}, "is_in_statistics")]


_ALONE: Mapping[str, Callable[[Any, Tables], str]] = {
    "owner_credit_code": _credit_code,
    "region_code": _region,
    "industry_code": _industry,
    "template": _template,
    "sector": _sector,
    "statistics_entry_on": _entry_day,
}

_TOGETHER: Mapping[frozenset[str], Callable[[Mapping[str, Any], Tables], list[Fault]]] = {
    frozenset(("longitude", "latitude", "crs")): _position,
    frozenset(("total_investment_yuan", "equipment_investment_yuan")): _equipment,
    frozenset(("statistics_entry_on", "is_in_statistics")): _entry,
}
