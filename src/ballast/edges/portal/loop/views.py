"""The loop board of a day."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from ballast.edges.portal.lines import label
from ballast.kernel.periods import Period
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest

from .shown import board

SETTLED = timedelta(days=62)  # for so long after the last month a city is at work
MONTHS = 6  # ends of months to choose from


@require("issue.view")
def loop(request: AuthedRequest) -> HttpResponse:
    """How the loop stood at the end of a day; today, where months are still opened."""
    today = identity.today()
    ends = _ends(today)
    usual = today if not ends or today - ends[0][0] < SETTLED else ends[0][0]
    on = min(_day(request.GET.get("on", "")) or usual, today)
    context = {**board(on), "today": today, "ends": ends, "is_past": on < today}
    return render(request, "portal/loop/page.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ends(today: date) -> list[tuple[date, str]]:
    """The last days of the months opened, the latest first."""
    codes = periods.periods().order_by("-last_day").values_list("code", flat=True)
    known = [Period.from_code(code) for code in codes[:MONTHS]]
    return [(one.last_day, label(one)) for one in known if one.last_day <= today]
