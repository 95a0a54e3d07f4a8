"""What came of a sent 督办单: who signed for it, its plans, the solution and the raiser's word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.issues import Act
from ballast.platform.documents import selectors as papers
from ballast.platform.files import selectors as files

from .matters import ISSUE
from .plans import PlanSeen, plans_of

if TYPE_CHECKING:
    from ballast.platform.documents.models import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An issue from the day a 督办单 about it was sent up to another day.

    ``plans`` are the rounds that answer this paper, the latest first; ``steps`` those after it.
    """

    issue: Issue
    on: date
    received: "Sequence[Receipt]"
    plans: Sequence[PlanSeen]
    steps: Sequence[IssueStep]
    evidence: int

    def last(self, acts: Collection[Act]) -> IssueStep | None:
        """The last step that was one of these acts."""
        return next((one for one in reversed(self.steps) if one.act in acts), None)


def outcome(paper_id: int, on: date) -> Outcome | None:
    """None where the paper stands in the history of no issue."""
    sent = IssueStep.objects.filter(paper=paper_id).select_related("issue__raiser").first()
    if sent is None:
        return None
    later = IssueStep.objects.filter(issue=sent.issue_id, pk__gt=sent.pk, on__lte=on)
    steps = list(later.order_by("pk"))
    again = next((n for n, one in enumerate(steps) if one.act == Act.REOPEN), len(steps))
    received = papers.receipts_of([paper_id]).filter(received_at__isnull=False)
    plans = [one for one in plans_of(sent.issue, on) if one.plan.paper_id == paper_id]
    return Outcome(
        issue=sent.issue,
        on=on,
        received=list(received),
        plans=plans,
        steps=steps[:again],
        evidence=len(files.of_many(ISSUE, [str(sent.issue_id)]).get(str(sent.issue_id), ())),
    )
