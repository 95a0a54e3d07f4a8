"""What of the project list an address asks for, and the address of something else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Value
from django.http import QueryDict

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.progress.messages import STANDING_NAMES
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.pinyin import sort_key
from ballast.oversight.reporting.rules import Mark
from ballast.oversight.reporting.selectors import NOWHERE, Choice, Order
from ballast.projects.messages import INVESTOR_KINDS, STATES, TIERS

from .columns import COLUMNS, FITTING, placed

CHUNK = 100  # rows at a time
MOST_CHUNKS = 20  # an address that asks for more rows than this shows only the last chunk
LONGEST_PAGE = 4  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: the whole list at once, to be printed
USUAL_COLUMNS = "usual"  # instead of columns: no longer one's own choice

# What can be sorted by, and the field that holds it. Furthest behind first is the usual order.
SORTS: Mapping[str, str] = {
    "name": "sort_key",
    **{column.code: column.sort for column in COLUMNS if column.sort},
}
USUAL = "rate"

# The filters that are codes: their name in the address, what may be said, the field of a choice.
_CODED: Mapping[str, tuple[Collection[str], str]] = {
    "class": (PLAN_CLASSES, "plan_class"),
    "standing": ({*STANDING_NAMES, *Mark}, "standing"),
    "tier": (TIERS, "tier"),
    "investor": (INVESTOR_KINDS, "investor_kind"),
    "state": (STATES, "state"),
    "position": ((NOWHERE,), "position"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the list. ``period`` is the code of one offered, ``page`` from 1.

    ``is_whole``: every row at once, whatever the page. ``columns`` as shown, ``own`` those of an
    address that names none.
    """

    period: str
    text: str = ""
    unit: str = ""
    colours: tuple[Colour, ...] = ()
    sort: str = USUAL
    page: int = 1
    is_whole: bool = False
    plan_class: str = ""
    standing: str = ""
    tier: str = ""
    investor_kind: str = ""
    state: str = ""
    position: str = ""
    place: str = ""
    sector: str = ""
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
        period, sort, page = query.get("period", ""), query.get("sort", ""), query.get("page", "")
        return cls(
            period=period if period in periods else periods[0],
            text=query.get("q", "").strip()[:100],
            unit=query.get("unit", "")[:32],
            colours=tuple(colour for colour in Colour if colour in query.getlist("lamp")),
            sort=sort if sort.removeprefix("-") in SORTS else USUAL,
            page=max(1, int(page)) if page.isdecimal() and len(page) <= LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
            sector=query.get("sector", "")[:60],
            place=query.get("place", "")[:32],
            columns=placed(said.split(",")) if said else own,
            own=own,
            **coded,
        )

    @property
    def choice(self) -> Choice:
        return Choice(
            self.text,
            self.unit,
            frozenset(self.colours),
            sector=self.sector,
            place=self.place,
            **{field: getattr(self, field) for _, field in _CODED.values()},
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the unit narrows the list."""
        return replace(self.choice, unit="") != Choice()

    @property
    def is_told_more(self) -> bool:
        """Whether one of the filters narrows it that a page need not show at once."""
        return bool(self.tier or self.investor_kind or self.state or self.position)

    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("period", self.period),
            ("q", self.text),
            ("unit", self.unit),
            ("sector", self.sector),
            ("place", self.place),
            *((name, getattr(self, field)) for name, (_, field) in _CODED.items()),
            *(("lamp", colour.value) for colour in self.colours),
            ("sort", "" if self.sort == USUAL else self.sort),
            ("cols", self.said_columns),
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

    @property
    def said_columns(self) -> str:
        """The columns as an address says them; empty where one that is silent means the same."""
        is_usual = self.columns == self.own == FITTING
        return "" if is_usual else ",".join(self.columns)

    def pairs(self) -> list[tuple[str, str]]:
        """What a form beside the filters hands on: everything but the columns and the page."""
        said = replace(self, page=1, is_whole=False, columns=FITTING, own=FITTING)
        return parse_qsl(said.query()[1:])

    def sorted_by(self, sort: str) -> str:
        """The address of the same list sorted otherwise; once more turns it round."""
        turned = f"-{sort}" if self.sort == sort else sort
        return replace(self, sort=turned, page=1).query()

    def order(self, sort: str) -> str:
        """How the list stands in this respect, in the words of ``aria-sort``."""
        return {sort: "ascending", f"-{sort}": "descending"}.get(self.sort, "")

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query()

    def shown(self, count: int) -> int:
        """How many of ``count`` rows lie before the end of this address."""
        return count if self.is_whole else min(self.page * CHUNK, count)

    @property
    def is_by_unit(self) -> bool:
        return self.sort.removeprefix("-") == "unit"

    def part(self, units: Mapping[int, str], *, alone: bool) -> Order:
        """The lines of this address in its order; ``alone``: without those of the pages before.

        ``units``: names by id, needed where they are sorted by.
        """
        key = _in_turn(units) if self.is_by_unit else F(SORTS[self.sort.removeprefix("-")])
        way = self.sort.startswith("-")
        if self.is_whole:
            return Order(key, way)
        last = self.page * CHUNK
        start = last - CHUNK if alone or self.page > MOST_CHUNKS else 0
        return Order(key, way, start, last - start)


def _in_turn(units: Mapping[int, str]) -> Func:
    """The place of a line's unit among these in the order of their pinyin."""
    turn = sorted(units, key=lambda unit: (sort_key(units[unit]), unit))
    places = Value(turn, ArrayField(BigIntegerField()))
    return Func(places, "responsible_unit", function="array_position", output_field=IntegerField())
