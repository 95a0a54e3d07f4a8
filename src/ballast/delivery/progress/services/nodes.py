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
    ids = [filing.pk for filing in filings if filing.node_dates]
    named = list(Filing.objects.filter(pk__in=ids).select_related("project"))
    drafts = [
        StepDraft(
            project_id=filing.project_id,
            code=step,
            forecast_on=_day(dates.get("forecast_on")),
            actual_on=_day(dates.get("actual_on")),
        )
        for filing in named
        for step, dates in filing.node_dates.items()
    ]
    if not drafts:
        return []
    projects = {filing.project_id: filing.project for filing in named}
    return put_steps(at=at, projects=projects, drafts=drafts)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
