"""Keeping and handing in a draft from its page, which somebody else may have open as well."""

from datetime import datetime

from django.db import transaction

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Report
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.jobs import services as jobs

from .filing import save, submit


class DraftMoved(Refused):
    """Somebody else wrote on this project's month since the page was opened.

    ``by`` and ``at`` say who and when, ``seen`` is what a page that shows theirs would have seen.
    """

    code = "draft_moved"


def mark(filing: Filing | None) -> str:
    """What a page has seen of a project's month: the filing last made, as last written."""
    return f"{filing.pk}@{filing.filed_at.isoformat()}" if filing else ""


@transaction.atomic
def keep(*, by: Actor, at: datetime, report: Report, seen: str) -> Filing:
    """Save one draft, unless somebody else wrote since ``seen``.

    What one person keeps open in two windows is theirs to overwrite. Raises ``DraftMoved`` and
    what ``save`` raises.
    """
    jobs.take_turn(f"progress.draft:{report.project_id}:{report.period}")
    last = (
        Filing.objects.filter(project=report.project_id, period=report.period)
        .order_by("-attempt")
        .first()
    )
    if last and mark(last) != seen and last.filed_by_id != by.id:
        raise DraftMoved(by=last.filed_by, at=last.filed_at, seen=mark(last))
    [filing] = save(by=by, at=at, reports=[report])
    return filing


@transaction.atomic
def hand_in(*, by: Actor, at: datetime, report: Report, seen: str) -> Filing:
    """Save one draft as ``keep`` does and submit it; all or nothing."""
    draft = keep(by=by, at=at, report=report, seen=seen)
    [filing] = submit(by=by, at=at, filing_ids=[draft.pk])
    return filing
