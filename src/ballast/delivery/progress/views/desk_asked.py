"""What of the review desk an address asks for, and the address of something else."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.delivery.progress.selectors.desk import MARKS, Choice, Pile

CHUNK = 100  # rows at a time
LONGEST_PAGE = 4  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: the whole pile at once, to be printed


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the desk: a period's code, a pile of it, and which of its filings."""

    period: str
    pile: Pile = Pile.MINE
    unit: str = ""
    text: str = ""
    marks: tuple[str, ...] = ()
    page: int = 1
    is_whole: bool = False

    @classmethod
    def read(cls, query: QueryDict, periods: list[str], usual: str) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        period, pile, page = (query.get(name, "") for name in ("period", "pile", "page"))
        return cls(
            period=period if period in periods else usual,
            pile=Pile(pile) if pile in set(Pile) else Pile.MINE,
            unit=query.get("unit", "")[:32],
            text=query.get("q", "").strip()[:100],
            marks=tuple(mark for mark in MARKS if mark in query.getlist("mark")),
            page=max(1, int(page)) if page.isdecimal() and len(page) <= LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.pile, self.unit, self.text, frozenset(self.marks))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.unit or self.text or self.marks)

    @property
    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("period", self.period),
            ("pile", "" if self.pile is Pile.MINE else self.pile.value),
            ("unit", self.unit),
            ("q", self.text),
            *(("mark", mark) for mark in self.marks),
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

    @property
    def plain(self) -> str:
        """The same whatever was shown of it: to come back to."""
        return replace(self, page=1, is_whole=False).query

    def on_pile(self, pile: Pile) -> str:
        return Asked(period=self.period, pile=pile).query

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query

    def shown(self, count: int) -> int:
        """How many of ``count`` rows lie before the end of this address."""
        return count if self.is_whole else min(self.page * CHUNK, count)


def seen(filings: Collection[int]) -> str:
    """What was looked at before a decision, told from anything else."""
    return hashlib.sha256(" ".join(map(str, sorted(filings))).encode()).hexdigest()[:16]
