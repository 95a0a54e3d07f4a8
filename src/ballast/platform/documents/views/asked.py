"""What of the desk an address asks for, and the address of something else."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.http import QueryDict

from ballast.platform.documents.messages import STATES
from ballast.platform.documents.selectors import Choice, Tab
from ballast.platform.ui.addresses import Address


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of the desk: a tab, and which of its papers."""

    tab: Tab
    text: str = ""
    kind: str = ""
    period: str = ""
    state: str = ""

    @classmethod
    def read(
        cls, query: QueryDict, tabs: Collection[Tab], kinds: Collection[str], usual: Tab
    ) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        names = ("tab", "kind", "period", "state")
        tab, kind, period, state = (query.get(name, "") for name in names)
        return cls(
            tab=Tab(tab) if tab in tabs else usual,
            text=query.get("q", "").strip()[:100],
            kind=kind if kind in kinds else "",
            period=period[:10],
            state=state if state in STATES else "",
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.text, self.kind, self.period, self.state)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.kind or self.period or self.state)

    def said(self) -> list[tuple[str, str]]:
        return [
            ("tab", self.tab.value),
            ("q", self.text),
            ("kind", self.kind),
            ("period", self.period),
            ("state", self.state),
        ]

    def at(self, tab: Tab) -> str:
        """The same part of another tab; a state belongs to its own."""
        return replace(self, tab=tab, state="", page=1, is_whole=False).query
