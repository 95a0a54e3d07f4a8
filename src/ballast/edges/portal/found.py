"""What an address of the project list shows, for those who take a whole list as a set."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import QueryDict

from ballast.dispatch.alerts import selectors as alerts
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.identity import selectors as identity
from ballast.platform.periods import selectors as periods

from .listing import Asked
from .narrowing import Asker, further

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


def found(viewer: "User", on: date, address: str) -> list[int]:
    """The projects of every row that the address shows to a person, as ids in order."""
    drafts = identity.scope_of(viewer, on).may(alerts.JUDGES)
    judged = [one.period for one in alerts.evaluations(drafts=drafts)]
    opened = [one.code for one in periods.periods()]
    offered = [*judged[:1], *dict.fromkeys([*opened, *judged])]
    if not offered:
        return []
    asked = Asked.read(QueryDict(address.lstrip("?")), offered)
    period = Period.from_code(asked.period)
    lines = reporting.lines(viewer, on, period, with_lamps=asked.period in judged)
    choice = replace(asked.choice, also=further(asked, Asker(viewer, on, period)))
    rows = reporting.chosen(lines, choice).order_by("pk")
    return list(rows.values_list("pk", flat=True))
