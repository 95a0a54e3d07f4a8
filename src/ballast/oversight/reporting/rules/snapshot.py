"""What a closed revision was judged and measured on, its seal, and how two tellings differ.

``docs/rules/replay.md`` says what is kept and what each cause means.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from json import JSONEncoder
from typing import Any

from ballast.kernel.errors import Refused
from ballast.platform.analytics.schema import DIVIDED, FACTS, Type

Fields = Mapping[str, Any]
CURRENT, ORIGINAL = PLANS = ("current", "original")  # the plan in force, and as issued
ALL = "all"  # the grouping of the whole city, and its one key

HEAD = ("schema", "indicators", "rulebook", "rulebook_text", "city", "given")
FACT = ("number", "unit", "facts", "grounds")
LAMP = ("number", "family", "colour", "row", "values", "running", "shows_rate")
PLACES, MEASURED = "lists", "measured"  # among the grounds, since they are kept
VALUE = ("plan", "grouping", "key", "series", "code", "value", "numerator", "denominator")


def text(value: Decimal) -> str:
    """A decimal in the one way in which it is sealed: no exponent, no nought behind the point."""
    told = f"{value:f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return "0" if told == "-0" else told


def plain(value: object) -> object:
    """A fact as JSON holds it: amounts as text, days by ISO."""
    if isinstance(value, Decimal):
        return text(value)
    return value.isoformat() if isinstance(value, date) else value


_CANONICAL = JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a closed revision keeps besides its figures; see the models of the same names."""

    period: str
    revision: int
    schema: int
    indicators: Mapping[str, int]
    rulebook: str
    rulebook_text: str
    city: Mapping[str, bool]
    given: Mapping[str, Mapping[str, str]]
    facts: Collection[Fields]
    lamps: Collection[Fields]
    values: Collection[Fields]

    @property
    def head(self) -> dict[str, Any]:
        """What it was judged and measured by."""
        return {name: getattr(self, name) for name in HEAD}

    @property
    def digest(self) -> str:
        """A SHA-256 over its lines in the order of their characters, whoever sorted the rows.

        A line is the name of its kind and the row as canonical JSON: keys sorted, no blanks,
        decimals as plain text. Before them stand the period and its revision.
        """
        lines = [f"head {_CANONICAL(self.head)}"]
        for kind in ("facts", "lamps", "values"):
            lines += [f"{kind} {_CANONICAL(row)}" for row in getattr(self, kind)]
        whole = "\n".join([f"{self.period} {self.revision}", *sorted(lines)])
        return sha256(whole.encode()).hexdigest()


def kept(row: Fields) -> dict[str, object]:
    """The columns of a fact that are known, as they are stored."""
    return {name: plain(row[name]) for name in FACTS if row[name] is not None}


def read(stored: Fields) -> dict[str, Any]:
    """The fact that ``kept`` stored; what was not known, or not yet asked for, is None."""
    return {name: _read(kind, stored.get(name)) for name, kind in FACTS.items()}


def _read(kind: Type, told: Any) -> object:
    if told is None:
        return None
    if kind is Type.MONEY:
        return Decimal(told)
    return date.fromisoformat(told) if kind is Type.DAY else told


def kept_places(
    places: Mapping[str, Sequence[str]], amounts: Mapping[str, Decimal]
) -> dict[str, dict[str, str]]:
    """A project's places on the lists, and what they measure of it, as grounds are stored."""
    return {
        PLACES: {scheme: ",".join(members) for scheme, members in places.items()},
        MEASURED: {code: text(yuan) for code, yuan in amounts.items()},
    }


def read_places(
    grounds: Mapping[str, Any],
) -> tuple[dict[str, tuple[str, ...]], dict[str, Decimal]]:
    """What ``kept_places`` stored."""
    places = {scheme: tuple(told.split(",")) for scheme, told in grounds[PLACES].items()}
    return places, {code: Decimal(told) for code, told in grounds[MEASURED].items()}


def undivided(parts: Iterable[Fields]) -> list[dict[str, Any]]:
    """Each project once and for no unit, from its parts: their amounts add up to its own."""
    found: dict[int, dict[str, Any]] = {}
    for part in parts:
        whole = found.get(part["project_id"])
        if whole is None:
            found[part["project_id"]] = {**part, "is_first": True, "unit": "", "series": ""}
            continue
        for name in DIVIDED:
            if part[name] is not None:
                whole[name] = (whole[name] or 0) + part[name]
    return list(found.values())


class NotClosed(Refused):
    """The period was not closed as this revision: nothing was frozen of it."""

    code = "not_closed"


class NoSnapshot(Refused):
    """The revision was closed before snapshots were kept."""

    code = "no_snapshot"


class Cause(StrEnum):
    """Why two tellings of a closed revision differ: first what must not be, then what may."""

    SEAL = "seal"  # what is stored is not what the journal's digest was made over
    LAMP = "lamp"  # a stored lamp is not what the stored facts give
    VALUE = "value"  # a stored value is not what the stored facts give
    SHOWN = "shown"  # the screens show another lamp than the one stored
    FACT = "fact"  # register, plan, filings or exemptions tell a fact otherwise today
    GIVEN = "given"  # a target or published figure is another today
    RULEBOOK = "rulebook"  # the rulebook of that day is another today
    INDICATOR = "indicator"  # today's version of an indicator gives another value


@dataclass(frozen=True, slots=True)
class Departure:
    """One thing told differently. ``place``: a project's number, a group, or nothing."""

    cause: Cause
    place: str
    what: str  # a field, a lamp's family and field, an indicator's code and part
    stored: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Replay:
    """A closed revision told again: ``differences`` from what was stored, and what moved since."""

    period: str
    revision: int
    rulebook: str
    differences: tuple[Departure, ...]
    since: tuple[Departure, ...]

    @property
    def is_identical(self) -> bool:
        return not self.differences


Told = Mapping[tuple[str, str], Any]  # by place and what


def departures(cause: Cause, stored: Told, now: Told) -> Iterator[Departure]:
    """Where two tellings differ, in order of place; what only one tells is None in the other."""
    unlike = {key for key in stored.keys() | now.keys() if stored.get(key) != now.get(key)}
    for key in sorted(unlike):
        yield Departure(cause, *key, stored.get(key), now.get(key))


def told_facts(rows: Iterable[Fields]) -> Told:
    """Every fact by project; where it counts for several units, the amounts of each."""
    parts: dict[str, list[Fields]] = {}
    for row in rows:
        parts.setdefault(row["number"], []).append(row)
    return {
        (number, what): value
        for number, of in parts.items()
        for what, value in _told_parts(of)
        if value not in {None, ""}
    }


def _told_parts(parts: Sequence[Fields]) -> Iterator[tuple[str, Any]]:
    of_part = _AMOUNTS if len(parts) > 1 else frozenset()
    for part in parts:
        for name, value in part["facts"].items():
            if name in of_part:
                yield f"{name} {part['unit']}", value
            elif name not in _WHOSE:
                yield name, value
        for name, of in part["grounds"].items():
            if name in _FOLLOWS:
                continue
            for family, value in of.items():
                yield f"{name} {family}", _CANONICAL(value)
    yield "unit", "、".join(sorted(part["unit"] for part in parts))


_AMOUNTS = frozenset(DIVIDED)
_FOLLOWS = frozenset({PLACES, MEASURED})  # from days and filings, which are compared themselves
_WHOSE = frozenset({"is_first", "unit", "series"})


def told_lamps(rows: Iterable[Fields]) -> Told:
    """Every lamp by project."""
    return {
        (row["number"], f"{row['family']} {name}"): row[name] for row in rows for name in LAMP[2:]
    }


def _group(row: Fields) -> str:
    return ALL if row["grouping"] == ALL else f"{row['grouping']} {row['key']}"


def told_values(rows: Iterable[Fields], codes: Collection[str] | None = None) -> Told:
    """Every value by group; with ``codes`` of these alone."""
    return {
        (_group(row), f"{row['code']} {row['plan']} {name}"): plain(row[name])
        for row in rows
        if codes is None or row["code"] in codes
        for name in VALUE[5:]
    }
