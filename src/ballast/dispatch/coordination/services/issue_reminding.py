"""Reminders of issues that the office sends to those who lead them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import RUNNING
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity

from .issues.events import IssuesReminded


@transaction.atomic
def remind_issues(*, by: Actor, at: datetime, ids: Sequence[int]) -> int:
    """Remind those who lead running issues that they wait; of how many issues.

    Raises ``NotAllowed``.
    """
    identity.insist(by, "issue.decide", at=at)
    rows = Issue.objects.filter(pk__in=ids, state__in=RUNNING).order_by("pk")
    numbers = tuple(rows.values_list("number", flat=True))
    if numbers:
        audit.record(IssuesReminded(subject=numbers[0], issues=numbers), by=by, at=at)
    return len(numbers)
