"""A notice that goes out after its warning was issued gives its unit as long as it says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import CheckState
from ballast.dispatch.alerts.selectors import checks
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import selectors as papers

from .asking import TABLE

NOTICE = "warning_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksRedated(Event):
    """Notices went out after the warnings were issued; the subject is the day."""

    code: ClassVar[str] = "alerts.checks_redated"
    checks: tuple[int, ...]


@transaction.atomic
def redate_checks(*, by: Actor, at: datetime, paper_ids: Collection[int]) -> int:
    """Count the limit of what is not answered from the day its notice was sent; how many moved.

    A day is only ever moved on, and what has climbed stays so.
    """
    sent = papers.receipts_of(paper_ids).filter(paper__kind=NOTICE)
    about = Q()
    for period, number in sent.order_by().values_list("paper__period", "paper__subject").distinct():
        about |= Q(period=period, warning__project__number=number)
    if not about:
        return 0
    on = localdate(at)
    limits, calendar = checks.limits_on(on), codelists.calendar()
    due, mend = calendar.add(on, limits.answer_within), calendar.add(on, limits.mend_within)
    asked = Check.objects.filter(about, state=CheckState.ASKED, due_on__lt=due)
    rows = list(asked.select_for_update().order_by("pk"))
    if not rows:
        return 0
    changes = [Change(TABLE, one.pk, {"due_on": (one.due_on, due)}) for one in rows]
    Check.objects.filter(pk__in=[one.pk for one in rows]).update(due_on=due, mend_by=mend)
    event = ChecksRedated(subject=str(on), checks=tuple(one.pk for one in rows))
    audit.record(event, by=by, at=at, changes=changes)
    return len(rows)
