"""What may happen to the papers and plans of issues; the subject is the first issue's number."""

from dataclasses import dataclass
from typing import ClassVar

from .issues.events import IssuesEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersNoted(IssuesEvent):
    """A paper about it was sent, and stands in its history."""

    code: ClassVar[str] = "coordination.papers_noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansHandedIn(IssuesEvent):
    code: ClassVar[str] = "coordination.plans_handed_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansReviewed(IssuesEvent):
    code: ClassVar[str] = "coordination.plans_reviewed"
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNodesTold(IssuesEvent):
    """Weekly nodes of plans were told done."""

    code: ClassVar[str] = "coordination.plan_nodes_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionsAsked(IssuesEvent):
    code: ClassVar[str] = "coordination.extensions_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionsDecided(IssuesEvent):
    code: ClassVar[str] = "coordination.extensions_decided"
    granted: bool
