"""What of the desk of warnings an address asks for, and the address of something else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.dispatch.alerts.rules import CALLING, Family, WarningState
from ballast.dispatch.alerts.selectors.desk import Choice

CHUNK = 100  # rows at a time
LONGEST_PAGE = 4  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: everything at once, to be printed


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the desk: a period's code, and which of its warnings."""

    period: str
    text: str = ""
    unit: str = ""
    family: str = ""
    colour: str = ""
    states: tuple[str, ...] = ()
    page: int = 1
    is_whole: bool = False

    @classmethod
    def read(cls, query: QueryDict, periods: Sequence[str], usual: str) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        names = ("period", "family", "lamp", "page")
        period, family, colour, page = (query.get(name, "") for name in names)
        return cls(
            period=period if period in periods else usual,
            text=query.get("q", "").strip()[:100],
            unit=query.get("unit", "")[:32],
            family=family if family in set(Family) else "",
            colour=colour if colour in CALLING else "",
            states=tuple(one for one in WarningState if one in query.getlist("state")),
            page=max(1, int(page)) if page.isdecimal() and len(page) <= LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.text, self.unit, self.family, self.colour, frozenset(self.states))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.unit or self.family or self.colour or self.states)

    @property
    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("period", self.period),
            ("q", self.text),
            ("unit", self.unit),
            ("family", self.family),
            ("lamp", self.colour),
            *(("state", one) for one in self.states),
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

    @property
    def plain(self) -> str:
        """The same whatever was shown of it: to come back to."""
        return replace(self, page=1, is_whole=False).query

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query

    def shown(self, count: int) -> int:
        """How many of ``count`` rows lie before the end of this address."""
        return count if self.is_whole else min(self.page * CHUNK, count)
