"""An address of a list: what of it is asked for, and the address of something else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self, TypedDict, TypeVar, cast
from urllib.parse import urlencode

from django.http import QueryDict

CHUNK = 100  # rows at a time
EVERY_ROW = "all"  # instead of a page: the whole list at once, to be printed
_LONGEST_PAGE = 7  # digits of a page's number; what is longer is none

Slices = TypeVar("Slices", bound=Any)  # what can be sliced: a list, a query


class Reach(TypedDict):
    page: int
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How much of a list an address asks for; a desk adds which part of it, and its ``said``.

    ``page`` from 1: that many times ``CHUNK`` rows. ``is_whole``: every row, whatever the page.
    """

    page: int = 1
    is_whole: bool = False

    @staticmethod
    def reach(query: QueryDict) -> Reach:
        """As asked; what it cannot mean is left out, as if it had not been said."""
        page = query.get("page", "")
        is_number = page.isdecimal() and len(page) <= _LONGEST_PAGE
        return {
            "page": max(1, int(page)) if is_number else 1,
            "is_whole": query.get("rows") == EVERY_ROW,
        }

    def said(self) -> Iterable[tuple[str, str]]:
        """Names and values of the part that is asked for; what is empty is not said."""
        return ()

    @property
    def query(self) -> str:
        """The address after its question mark."""
        reach = [
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in (*self.said(), *reach) if value])

    @property
    def plain(self) -> str:
        """The same whatever was shown of it: to come back to."""
        return self.from_the_top().query

    def from_the_top(self) -> Self:
        return replace(self, page=1, is_whole=False)

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query

    def cut(self, rows: "Slices", *, alone: bool) -> "Slices":
        """The rows before the end of this address; ``alone``: those of its last page."""
        last = self.page * CHUNK
        cut = rows if self.is_whole else rows[last - CHUNK if alone else 0 : last]
        return cast("Slices", cut)

    def shown(self, count: int) -> int:
        """How many of ``count`` rows lie before the end of this address."""
        return count if self.is_whole else min(self.page * CHUNK, count)

    def reached(self, count: int) -> dict[str, Any]:
        """What a list of ``count`` rows says of how many of them are shown, and of the next."""
        shown = self.shown(count)
        more = self.next_page() if shown < count else ""
        return {"asked": self, "count": count, "shown": shown, "more": more}
