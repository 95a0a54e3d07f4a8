"""What of the desk an address asks for, and the address of something else."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.platform.documents.messages import STATES
from ballast.platform.documents.selectors import Choice, Tab

CHUNK = 100  # rows at a time
_LONGEST_PAGE = 4  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: everything at once, to be printed


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the desk: a tab, and which of its papers."""

    tab: Tab
    text: str = ""
    kind: str = ""
    period: str = ""
    state: str = ""
    page: int = 1
    is_whole: bool = False

    @classmethod
    def read(
        cls, query: QueryDict, tabs: Collection[Tab], kinds: Collection[str], usual: Tab
    ) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        names = ("tab", "kind", "period", "state", "page")
        tab, kind, period, state, page = (query.get(name, "") for name in names)
        return cls(
            tab=Tab(tab) if tab in tabs else usual,
            text=query.get("q", "").strip()[:100],
            kind=kind if kind in kinds else "",
            period=period[:10],
            state=state if state in STATES else "",
            page=max(1, int(page)) if page.isdecimal() and len(page) <= _LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.text, self.kind, self.period, self.state)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.kind or self.period or self.state)

    @property
    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("tab", self.tab.value),
            ("q", self.text),
            ("kind", self.kind),
            ("period", self.period),
            ("state", self.state),
            ("page", "" if self.page == 1 else str(self.page)),
            ("rows", EVERY_ROW if self.is_whole else ""),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

    @property
    def plain(self) -> str:
        """The same whatever was shown of it: to come back to."""
        return replace(self, page=1, is_whole=False).query

    def at(self, tab: Tab) -> str:
        """The same part of another tab; a state belongs to its own."""
        return replace(self, tab=tab, state="", page=1, is_whole=False).query

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query

    def shown(self, count: int) -> int:
        """How many of ``count`` rows lie before the end of this address."""
        return count if self.is_whole else min(self.page * CHUNK, count)
