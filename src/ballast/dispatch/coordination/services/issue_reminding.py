"""Reminders of issues that the office sends to those who lead them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import RUNNING
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesReminded(Event):
    """The subject is the number of the first issue."""

    code: ClassVar[str] = "coordination.issues_reminded"
    issues: tuple[str, ...]


@transaction.atomic
def remind_issues(*, by: Actor, at: datetime, ids: Sequence[int]) -> int:
    """Tell those who lead running issues that they wait, once a day; how many are told.

    Raises ``NotAllowed``.
    """
    identity.insist(by, "issue.decide", at=at)
    on = localdate(at)
    rows = list(Issue.objects.filter(pk__in=ids, state__in=RUNNING).order_by("pk"))
    if not rows:
        return 0
    held = people.people_in({row.lead_id for row in rows}, "issue.handle", on)
    told = notices.tell_all(
        [
            Telling(
                kind="issue_waits",
                to=held.get(row.lead_id, set()),
                params={
                    "number": row.number,
                    "title": row.title,
                    "due": f"{row.due_on}",
                    "day": f"{on:%m-%d}",
                },
                link=f"/issues/{row.number}/",
                about=f"issue {row.pk} {on}",
            )
            for row in rows
        ],
        at=at,
    )
    numbers = tuple(row.number for row in rows)
    audit.record(IssuesReminded(subject=numbers[0], issues=numbers), by=by, at=at)
    return told
