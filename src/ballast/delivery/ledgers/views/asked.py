"""What of an import's rows an address asks for, and the address of something else."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.delivery.ledgers.rules import Standing
from ballast.delivery.ledgers.selectors import DOUBTS

CHUNK = 100  # rows at a time
LONGEST_PAGE = 5  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: the whole pile at once, to be printed

# In the order in which a clerk deals with them.
PILES = (
    Standing.FAULTY.value,
    Standing.NEAR.value,
    Standing.NEW.value,
    Standing.CHANGED.value,
    Standing.UNCHANGED.value,
    Standing.MISSING.value,
    Standing.FOREIGN.value,
    DOUBTS,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of an import: a pile of its rows, which of them, and how many."""

    pile: str
    text: str = ""
    page: int = 1
    is_whole: bool = False

    @classmethod
    def read(cls, query: QueryDict, usual: str) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        pile, page = query.get("pile", "").upper(), query.get("page", "")
        return cls(
            pile=pile if pile in PILES else usual,
            text=query.get("q", "").strip()[:100],
            page=max(1, int(page)) if page.isdecimal() and len(page) <= LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
        )

    @property
    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("pile", self.pile.lower()),
            ("q", self.text),
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

    @property
    def plain(self) -> str:
        """The same whatever was shown of it: to come back to."""
        return replace(self, page=1, is_whole=False).query

    def on_pile(self, pile: str) -> str:
        return Asked(pile).query

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query

    def shown(self, count: int) -> int:
        """How many of ``count`` rows lie before the end of this address."""
        return count if self.is_whole else min(self.page * CHUNK, count)
