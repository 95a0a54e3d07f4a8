"""What of the project list an address asks for, and the address of something else."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Value
from django.http import QueryDict

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.progress.messages import STANDING_NAMES
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.pinyin import sort_key
from ballast.oversight.reporting.rules import Mark
from ballast.oversight.reporting.selectors import NOWHERE, Choice, Order
from ballast.platform.ui.addresses import CHUNK, Address
from ballast.projects.messages import INVESTOR_KINDS, STATES, TIERS

from .columns import COLUMNS, FITTING, placed
from .narrowing import DUE, WHO

MOST_PICKED = 250  # rows that an address can name one by one
OPEN = "open"  # the filters that are seldom needed
USUAL_COLUMNS = "usual"  # instead of columns: no longer one's own choice

# What can be sorted by, and the field that holds it. Furthest behind first is the usual order.
SORTS: Mapping[str, str] = {
    "name": "sort_key",
    **{column.code: column.sort for column in COLUMNS if column.sort},
}
USUAL = "rate"

# The filters that are codes: their name in the address, what may be said, and the field.
_CODED: Mapping[str, tuple[Collection[str], str]] = {
    "class": (PLAN_CLASSES, "plan_class"),
    "standing": ({*STANDING_NAMES, *Mark}, "standing"),
    "tier": (TIERS, "tier"),
    "investor": (INVESTOR_KINDS, "investor_kind"),
    "state": (STATES, "state"),
    "position": ((NOWHERE,), "position"),
    "due": (DUE, "due"),
    "who": (WHO, "who"),
}
# Those that are names or codes of what a city has: how long they may be, and the field.
_NAMED: Mapping[str, tuple[int, str]] = {
    "unit": (32, "unit"),
    "sector": (60, "sector"),
    "gap": (40, "gap"),
    "node": (40, "node"),
    "sponsor": (40, "sponsor"),
    "owner": (100, "owner"),
    "list": (60, "on_list"),
    "place": (32, "place"),
    "counts": (32, "counts_for"),
    "stood": (80, "stood"),
}
FIELDS: Mapping[str, str] = {
    name: field for filters in (_NAMED, _CODED) for name, (_, field) in filters.items()
}
# Of these a choice of the report's own knows; the rest is put together by ``narrowing``.
_CHOSEN = (
    *("unit", "plan_class", "sector", "standing", "tier", "investor_kind", "state"),
    *("place", "position"),
)
MORE = (
    *("tier", "investor", "state", "place", "position", "due", "who", "gap", "node"),
    *("sponsor", "owner", "list", "counts", "stood"),
)
_NUMBER = re.compile(r"[0-9A-Z-]{1,12}")


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of the list. ``period`` is the code of one offered.

    ``columns`` as shown, ``own`` those of an address that names none. ``is_open``: the filters of
    ``MORE`` stand there to be chosen from.
    """

    period: str
    text: str = ""
    unit: str = ""
    colours: tuple[Colour, ...] = ()
    sort: str = USUAL
    plan_class: str = ""
    standing: str = ""
    tier: str = ""
    investor_kind: str = ""
    state: str = ""
    position: str = ""
    place: str = ""
    sector: str = ""
    due: str = ""
    who: str = ""
    gap: str = ""
    node: str = ""
    sponsor: str = ""
    owner: str = ""
    on_list: str = ""
    counts_for: str = ""
    stood: str = ""
    only: tuple[str, ...] = ()
    is_open: bool = False
    columns: tuple[str, ...] = FITTING
    own: tuple[str, ...] = FITTING

    @classmethod
    def read(
        cls, query: QueryDict, periods: Sequence[str], own: tuple[str, ...] = FITTING
    ) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        said = query.get("cols", "")
        coded = {
            field: value
            for name, (codes, field) in _CODED.items()
            if (value := query.get(name, "")) in codes
        }
        named = {
            field: query.get(name, "").strip()[:longest]
            for name, (longest, field) in _NAMED.items()
        }
        period, sort = query.get("period", ""), query.get("sort", "")
        return cls(
            period=period if period in periods else periods[0],
            text=query.get("q", "").strip()[:100],
            colours=tuple(colour for colour in Colour if colour in query.getlist("lamp")),
            sort=sort if sort.removeprefix("-") in SORTS else USUAL,
            only=_numbers(query.get("only", "").split(",")),
            is_open=query.get("more") == OPEN,
            columns=placed(said.split(",")) if said else own,
            own=own,
            **coded,
            **named,
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        """What of it the report itself narrows by; see ``Listing.choice`` for all of it."""
        known = {field: getattr(self, field) for field in _CHOSEN}
        return Choice(self.text, colours=frozenset(self.colours), **known)

    @property
    def narrowing(self) -> "Asked":
        """The same part of the list, however it is sorted, paged and shown."""
        plain = replace(self.from_the_top(), is_open=False)
        return replace(plain, sort=USUAL, columns=FITTING, own=FITTING)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the unit narrows the list."""
        return replace(self.narrowing, unit="") != Asked(self.period)

    @property
    def told_more(self) -> int:
        """How many of the filters narrow it that a page need not show at once."""
        return sum(bool(getattr(self, FIELDS[name])) for name in MORE)

    def without(self, **fields: Any) -> str:
        """The address of the list with these filters as told, from its first row."""
        return replace(self, **fields).plain

    def picked(self, numbers: Sequence[str]) -> "Asked":
        """The list of these projects alone, sorted and shown as this one."""
        plain = Asked(self.period, sort=self.sort, columns=self.columns, own=self.own)
        return replace(plain, only=tuple(numbers))

    @property
    def cleared(self) -> str:
        """The address of the whole list of the period, sorted and shown as this one."""
        whole = Asked(self.period, sort=self.sort, columns=self.columns, own=self.own)
        return whole.query

    def said(self) -> list[tuple[str, str]]:
        """What is usual is not said."""
        return [
            ("period", self.period),
            ("q", self.text),
            *((name, getattr(self, field)) for name, field in FIELDS.items()),
            ("only", ",".join(self.only)),
            *(("lamp", colour.value) for colour in self.colours),
            ("sort", "" if self.sort == USUAL else self.sort),
            ("cols", self.said_columns),
            ("more", OPEN if self.is_open else ""),
        ]

    @property
    def said_columns(self) -> str:
        """The columns as an address says them; empty where one that is silent means the same."""
        is_usual = self.columns == self.own == FITTING
        return "" if is_usual else ",".join(self.columns)

    def pairs(self) -> list[tuple[str, str]]:
        """What a form beside the filters hands on: everything but the columns and the page."""
        return parse_qsl(replace(self, columns=FITTING, own=FITTING).plain[1:])

    def kept(self) -> list[tuple[str, str]]:
        """What the form of the filters hands on beside what can be chosen in it."""
        names = {"sort", "cols", "only", *(() if self.is_open else MORE)}
        return [(name, value) for name, value in parse_qsl(self.query[1:]) if name in names]

    def sorted_by(self, sort: str) -> str:
        """The address of the same list sorted otherwise; once more turns it round."""
        turned = f"-{sort}" if self.sort == sort else sort
        return replace(self, sort=turned, page=1).query

    def order(self, sort: str) -> str:
        """How the list stands in this respect, in the words of ``aria-sort``."""
        return {sort: "ascending", f"-{sort}": "descending"}.get(self.sort, "")

    def at(self, page: int) -> str:
        """The address of one chunk."""
        return replace(self, page=page, is_whole=False).query

    @property
    def is_by_unit(self) -> bool:
        return self.sort.removeprefix("-") == "unit"

    def part(self, units: Mapping[int, str]) -> Order:
        """The lines of this address in its order: one chunk, or all of them.

        ``units``: names by id, needed where they are sorted by.
        """
        key = _in_turn(units) if self.is_by_unit else F(SORTS[self.sort.removeprefix("-")])
        way = self.sort.startswith("-")
        if self.is_whole:
            return Order(key, way)
        return Order(key, way, (self.page - 1) * CHUNK, CHUNK)


def _numbers(said: Iterable[str]) -> tuple[str, ...]:
    """Ballast numbers, each once, in their order."""
    found = dict.fromkeys(one for one in said if _NUMBER.fullmatch(one))
    return tuple(found)[:MOST_PICKED]


def _in_turn(units: Mapping[int, str]) -> Func:
    """The place of a line's unit among these in the order of their pinyin."""
    turn = sorted(units, key=lambda unit: (sort_key(units[unit]), unit))
    places = Value(turn, ArrayField(BigIntegerField()))
    return Func(places, "responsible_unit", function="array_position", output_field=IntegerField())
