"""What nobody answered is put to the next meeting that fits; the office says if it comes up."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ballast.dispatch.alerts.selectors import checks
from ballast.dispatch.coordination.selectors import matters
from ballast.dispatch.meetings.models import Meeting, Topic
from ballast.dispatch.meetings.rules import BEFORE, DISPATCHING, TopicState
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change

from .asking import TABLE
from .events import TopicsProposed
from .telling import tell_asked

BY = Actor("job", None, "climbed checks")


@transaction.atomic
def propose_climbed(*, at: datetime) -> list[Topic]:
    """Ask the next meeting that fits for what climbed unanswered and is open still; once each.

    Nothing where no such meeting is planned yet: once one is, it is asked.
    """
    on = localdate(at)
    coming = Meeting.objects.filter(state__in=BEFORE, kind__in=DISPATCHING, held_on__gte=on)
    meeting = coming.select_for_update().order_by("held_on", "pk").first()
    if meeting is None:
        return []
    climbed = matters.open_among(checks.climbed_matters())
    asked = set(Topic.objects.filter(issue__in=climbed).values_list("issue_id", flat=True))
    rows = Topic.objects.bulk_create(
        Topic(
            meeting=meeting,
            title=one.title,
            words=one.words,
            asked_by=_("check not answered in time"),
            asked_at=at,
            state=TopicState.ASKED,
            issue=one,
        )
        for one in climbed
        if one.pk not in asked
    )
    if rows:
        changes = [Change(TABLE, one.pk, {"title": (None, one.title)}) for one in rows]
        event = TopicsProposed(subject=meeting.number, count=len(rows))
        audit.record(event, by=BY, at=at, changes=changes)
    return rows


def tell_proposed(*, number: str, at: datetime) -> None:
    """The office learns that topics wait to be admitted."""
    tell_asked(Meeting.objects.get(number=number), at)
