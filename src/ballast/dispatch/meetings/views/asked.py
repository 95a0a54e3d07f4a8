"""What of the list of meetings an address asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.http import QueryDict

from ballast.dispatch.meetings.rules import COMING, PAST, Kind, State
from ballast.dispatch.meetings.selectors import Choice
from ballast.platform.ui.addresses import Address


class Tab(StrEnum):
    """Which meetings one looks at."""

    COMING = "coming"
    PAST = "past"
    ALL = "all"


STATES: Mapping[Tab, frozenset[State]] = {
    Tab.COMING: COMING,
    Tab.PAST: PAST,
    Tab.ALL: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Address):
    """One address of the list of meetings."""

    tab: Tab = Tab.COMING
    kind: str = ""
    text: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        tab, kind = query.get("tab", ""), query.get("kind", "")
        return cls(
            tab=Tab(tab) if tab in set(Tab) else Tab.COMING,
            kind=kind if kind in set(Kind) else "",
            text=query.get("q", "").strip()[:100],
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        return Choice(STATES[self.tab], self.kind, self.text)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.kind)

    def said(self) -> Iterable[tuple[str, str]]:
        return (("tab", self.tab.value), ("kind", self.kind), ("q", self.text))

    def at(self, tab: Tab) -> str:
        return replace(self, tab=tab).plain
