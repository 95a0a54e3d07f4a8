"""The node dates of accepted filings become the register's."""

from collections.abc import Sequence
from datetime import date, datetime

from ballast.delivery.progress.models import Filing
from ballast.platform.audit.services import Change
from ballast.projects.services import StepDraft, put_steps


def record_nodes(filings: Sequence[Filing], *, at: datetime) -> list[Change]:
    """Put the dates that filings just accepted name on the steps of their projects.

    As part of the use case that accepts them, which journals the changes. Raises
    ``RegisterRefused``.
    """
    named = [filing for filing in filings if filing.node_dates]
    drafts = [
        StepDraft(
            project_id=filing.project_id,
            code=step,
            **{kind: date.fromisoformat(day) for kind, day in dates.items() if day},
        )
        for filing in named
        for step, dates in filing.node_dates.items()
    ]
    if not drafts:
        return []
    projects = {filing.project_id: filing.project for filing in named}
    changes, _ = put_steps(at=at, projects=projects, drafts=drafts)
    return changes
