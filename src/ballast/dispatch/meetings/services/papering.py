"""纪要 and 交办单 of a meeting, drafted by one act; each is signed by itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ballast.dispatch.coordination.services import papers as issues
from ballast.dispatch.meetings import selectors
from ballast.dispatch.meetings.documents import MINUTES
from ballast.dispatch.meetings.models import Meeting
from ballast.platform.audit.services import Actor
from ballast.platform.documents import services as drafting

if TYPE_CHECKING:
    from ballast.platform.documents.models import Paper
    from ballast.platform.identity.models import User


@transaction.atomic
def draft_minutes(
    *, by: Actor, at: datetime, viewer: "User", meeting: Meeting
) -> "tuple[list[Paper], list[Paper]]":
    """The minutes, and a 交办单 about each open issue on which the meeting decided.

    What is drafted or in force already is left as it is; nothing before the meeting is over.
    Raises ``NotAllowed``.
    """
    minutes = drafting.draft(
        by=by,
        at=at,
        viewer=viewer,
        kind=MINUTES.code,
        period=f"{meeting.held_on:%Y-%m}",
        subjects=[meeting.number],
    )
    numbers = [one.number for one in selectors.issues_decided(meeting)]
    orders = issues.draft_assignments(by=by, at=at, viewer=viewer, numbers=numbers)
    return minutes, orders
