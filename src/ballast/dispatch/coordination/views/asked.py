"""What of the lists an address asks for, and the address of something else."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.dispatch.coordination.rules import Answered, Question, Standing, State
from ballast.dispatch.coordination.rules.instructions import OPEN
from ballast.dispatch.coordination.selectors import Choice
from ballast.dispatch.coordination.selectors.sweeps import Choice as LineChoice
from ballast.platform.ui.addresses import Address

ANY_STATE = "all"


class Tab(StrEnum):
    """Which instructions one looks at."""

    MINE = "mine"  # waiting for the reader
    OPEN = "open"
    OVERDUE = "overdue"
    REPORTED = "reported"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ALL = "all"


STANDINGS: Mapping[Tab, Collection[Standing]] = {
    Tab.MINE: (),
    Tab.OPEN: OPEN,
    Tab.OVERDUE: (Standing.OVERDUE,),
    Tab.REPORTED: (Standing.REPORTED,),
    Tab.CLOSED: (Standing.CLOSED,),
    Tab.WITHDRAWN: (Standing.WITHDRAWN,),
    Tab.ALL: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Address):
    """One address of the list of instructions."""

    tab: Tab
    text: str = ""
    leader: str = ""
    project: str = ""

    @classmethod
    def read(cls, query: QueryDict, usual: Tab) -> "Asked":
        tab = query.get("tab", "")
        return cls(
            tab=Tab(tab) if tab in set(Tab) else usual,
            text=query.get("q", "").strip()[:100],
            leader=query.get("leader", "")[:64],
            project=query.get("project", "")[:32],
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        is_mine = self.tab is Tab.MINE
        return Choice(self.text, self.leader, self.project, is_mine, STANDINGS[self.tab])

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.leader or self.project)

    def said(self) -> Iterable[tuple[str, str]]:
        return (
            ("tab", self.tab.value),
            ("q", self.text),
            ("leader", self.leader),
            ("project", self.project),
        )

    def at(self, tab: Tab) -> str:
        return replace(self, tab=tab).plain


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLines(Address):
    """One address of a sweep's table."""

    text: str = ""
    unit: str = ""
    answered: str = ""
    answer: tuple[str, str] = ("", "")

    @classmethod
    def read(cls, query: QueryDict, questions: Collection[Question]) -> "AskedLines":
        answered = query.get("answered", "")
        code, _, said = query.get("answer", "")[:120].partition(":")
        return cls(
            text=query.get("q", "").strip()[:100],
            unit=query.get("unit", "")[:32],
            answered=answered if answered in set(Answered) else "",
            answer=(code, said) if code in {one.code for one in questions} else ("", ""),
            **cls.reach(query),
        )

    @property
    def choice(self) -> LineChoice:
        return LineChoice(self.text, self.unit, self.answered, self.answer)

    @property
    def said_answer(self) -> str:
        return ":".join(self.answer) if self.answer[0] else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.unit or self.answered or self.answer[0])

    def said(self) -> Iterable[tuple[str, str]]:
        return (
            ("q", self.text),
            ("unit", self.unit),
            ("answered", self.answered),
            ("answer", self.said_answer),
        )


@dataclass(frozen=True, slots=True)
class AskedSweeps:
    """One address of the list of sweeps."""

    state: str
    text: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "AskedSweeps":
        state = query.get("state", State.OPEN.value)
        known = {*State, ANY_STATE}
        return cls(
            state=state if state in known else State.OPEN.value,
            text=query.get("q", "").strip()[:100],
        )

    @property
    def wanted(self) -> str:
        return "" if self.state == ANY_STATE else self.state

    @property
    def query(self) -> str:
        said = [("state", self.state), ("q", self.text)]
        return "?" + urlencode([(name, value) for name, value in said if value])

    def at(self, state: str) -> str:
        return replace(self, state=state).query
