"""The office sends back the filings whose figures units say are wrong."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress import services as filings
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import CheckState
from ballast.dispatch.alerts.selectors import checks
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects


class NothingToReturn(Refused):
    """None has a filing to send back: their months are closed, or it was sent back already."""

    code = "nothing_to_return"


@transaction.atomic
def return_disputed(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Send back the filings behind these checks, in the units' own words; how many.

    They are filed anew and reviewed as any other, and the lamps judged again. Raises
    ``NotAllowed``, ``NothingToReturn``, and as ``progress.services.send_back`` does.
    """
    identity.insist(by, "alert.judge", at=at)
    rows = Check.objects.filter(pk__in=ids, state=CheckState.CORRECTING)
    open_ones = rows.exclude(period__in=checks.closed_periods())
    disputed = list(open_ones.select_related("warning").order_by("pk"))
    counted = _counted(by, at, disputed)
    reasons: dict[str, list[int]] = defaultdict(list)
    for one in disputed:
        if pk := counted.pop((one.warning.project_id, one.period), None):
            reasons[one.words].append(pk)
    if not reasons:
        raise NothingToReturn
    for words, filing_ids in reasons.items():
        filings.send_back(by=by, at=at, filing_ids=filing_ids, reason=words)
    return sum(map(len, reasons.values()))


def _counted(by: Actor, at: datetime, rows: Collection[Check]) -> dict[tuple[int, str], int]:
    """The filing of each project and period that its figure was counted from."""
    person = people.person(by)
    if person is None:
        return {}
    seen = projects.visible_to(person, localdate(at))
    found: dict[tuple[int, str], int] = {}
    for period in {one.period for one in rows}:
        asked = seen.filter(pk__in=[one.warning.project_id for one in rows])
        figures = progress.figures(period, asked).filter(filed_for=period, filing__isnull=False)
        for project, filing in figures.values_list("project", "filing"):
            found[project, period] = filing
    return found
