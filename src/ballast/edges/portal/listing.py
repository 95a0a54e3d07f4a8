"""What of the project list an address asks for, and the address of something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import QueryDict

from ballast.dispatch.alerts.rules import Colour
from ballast.oversight.reporting.selectors import Choice

CHUNK = 100  # rows at a time
MOST_CHUNKS = 20  # an address that asks for more rows than this shows only the last chunk
LONGEST_PAGE = 4  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: the whole list at once, to be printed

# What can be sorted by, and the field that holds it. Furthest behind first is the usual order.
SORTS: Mapping[str, str] = {
    "name": "sort_key",
    "number": "number",
    "total": "total_investment_yuan",
    "planned": "planned_yuan",
    "completed": "completed_yuan",
    "rate": "rate",
}
USUAL = "rate"


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the list. ``period`` is a code of those with lamps, ``page`` from 1.

    ``is_whole``: every row at once, whatever the page.
    """

    period: str
    text: str = ""
    unit: str = ""
    colours: tuple[Colour, ...] = ()
    sort: str = USUAL
    page: int = 1
    is_whole: bool = False

    @classmethod
    def read(cls, query: QueryDict, periods: Sequence[str]) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        period, sort, page = query.get("period", ""), query.get("sort", ""), query.get("page", "")
        return cls(
            period=period if period in periods else periods[0],
            text=query.get("q", "").strip()[:100],
            unit=query.get("unit", "")[:32],
            colours=tuple(colour for colour in Colour if colour in query.getlist("lamp")),
            sort=sort if sort.removeprefix("-") in SORTS else USUAL,
            page=max(1, int(page)) if page.isdecimal() and len(page) <= LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.text, self.unit, frozenset(self.colours))

    @property
    def choice_of_any_lamp(self) -> Choice:
        """The same without its lamps: so that each lamp can say how many it would show."""
        return replace(self.choice, colours=frozenset())

    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("period", self.period),
            ("q", self.text),
            ("unit", self.unit),
            *(("lamp", colour.value) for colour in self.colours),
            ("sort", "" if self.sort == USUAL else self.sort),
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

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

    def ordered(self, listed: "QuerySet[Any]") -> "QuerySet[Any]":
        """All rows in the order of this address.

        Rows without the figure sorted by come last whichever way; who did not report before
        what is not rated.
        """
        field = F(SORTS[self.sort.removeprefix("-")])
        direction = field.desc if self.sort.startswith("-") else field.asc
        shown = listed.select_related("responsible_unit").defer("content", "initials", "provenance")
        return shown.order_by(
            direction(nulls_last=True), F("colour").desc(nulls_last=True), "number"
        )

    def cut(self, listed: "QuerySet[Any]", *, alone: bool) -> "QuerySet[Any]":
        """The rows of this address in its order; ``alone``: without those of the pages before."""
        ordered = self.ordered(listed)
        if self.is_whole:
            return ordered
        last = self.page * CHUNK
        only_one = alone or self.page > MOST_CHUNKS
        # First which rows, then all of each: the database sorts numbers, not whole projects.
        chunk = ordered.values_list("pk", flat=True)[last - CHUNK if only_one else 0 : last]
        return ordered.filter(pk__in=list(chunk))
