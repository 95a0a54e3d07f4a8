"""What of the desk of issues an address asks for, and the address of something else."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.http import QueryDict

from ballast.dispatch.coordination.messages import CAUSES, ISSUE_STATES, LEVELS, SOURCES
from ballast.dispatch.coordination.rules.issues import OPEN
from ballast.dispatch.coordination.selectors.issue_desk import Choice, Order, Waits
from ballast.platform.ui.addresses import Address

ANY_STATE, ALL_OPEN = "all", "open"
_DOWN = frozenset({Order.LEVEL, Order.NEW})


class View(StrEnum):
    """The three lists: one record, seen three ways."""

    ISSUES = "issues"  # 问题清单
    TASKS = "tasks"  # 任务清单
    DUTIES = "duties"  # 责任清单


def _states(asked: str) -> Collection[str]:
    if asked == ANY_STATE:
        return ()
    return (asked,) if asked in ISSUE_STATES else sorted(OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Address):
    """One address of the desk."""

    view: View = View.ISSUES
    text: str = ""
    level: int = 0
    state: str = ALL_OPEN
    unit: str = ""
    cause: str = ""
    source: str = ""
    waits: str = ""
    order: str = ""
    done: datetime | None = None  # the moment of an act: what it touched, and nothing else
    is_open: bool = False  # on a telephone the filters are folded until they are asked for

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """As asked; what it cannot mean is left out, as if it had not been said."""
        level = query.get("level", "")
        return cls(
            view=View(_known(query, "view", set(View)) or View.ISSUES),
            text=query.get("q", "").strip()[:100],
            level=int(level) if level in {str(one) for one in LEVELS} else 0,
            state=_known(query, "state", {ANY_STATE, *ISSUE_STATES}) or ALL_OPEN,
            unit=query.get("unit", "")[:32],
            cause=_known(query, "cause", CAUSES),
            source=_known(query, "source", SOURCES),
            waits=_known(query, "waits", set(Waits)),
            order=_known(query, "order", set(Order)),
            done=_moment(query.get("done", "")),
            is_open=query.get("filters") == "open",
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        states = _states(self.state)
        return Choice(
            self.text,
            self.level,
            states,
            self.unit,
            self.cause,
            self.source,
            self.waits,
            self.done,
        )

    @property
    def sorted_by(self) -> Order:
        usual = Order.UNIT if self.view is View.DUTIES else Order.DUE
        return Order(self.order) if self.order else usual

    @property
    def is_narrowed(self) -> bool:
        bare = Asked(view=self.view, order=self.order, is_open=self.is_open)
        return self.plain != bare.plain

    def said(self) -> Iterable[tuple[str, str]]:
        return (
            ("view", "" if self.view is View.ISSUES else self.view.value),
            ("q", self.text),
            ("level", str(self.level) if self.level else ""),
            ("state", "" if self.state == ALL_OPEN else self.state),
            ("unit", self.unit),
            ("cause", self.cause),
            ("source", self.source),
            ("waits", self.waits),
            ("order", self.order),
            ("done", self.done.isoformat() if self.done else ""),
            ("filters", "open" if self.is_open else ""),
        )

    def seen_as(self, view: View) -> str:
        """The same issues in another of the lists."""
        return replace(self, view=view, order="").plain

    @property
    def folded(self) -> str:
        """The same with its filters folded, or unfolded."""
        return replace(self, is_open=not self.is_open).plain

    @property
    def whenever(self) -> str:
        """The same, of whatever moment."""
        return replace(self, done=None).plain

    def ordered(self, order: Order) -> str:
        return replace(self, order=order.value).plain

    @property
    def is_issues(self) -> bool:
        return self.view is View.ISSUES

    @property
    def is_tasks(self) -> bool:
        return self.view is View.TASKS

    @property
    def is_duties(self) -> bool:
        return self.view is View.DUTIES

    @property
    def ways(self) -> Mapping[str, str]:
        """How each column is sorted now."""
        way = "descending" if self.sorted_by in _DOWN else "ascending"
        return {one.value: way if one is self.sorted_by else "" for one in Order}

    @property
    def cleared(self) -> str:
        return Asked(view=self.view).plain


def _moment(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _known(query: QueryDict, name: str, known: Collection[str] | Mapping[str, object]) -> str:
    said = query.get(name, "")
    return said if said in known else ""
