"""The filing calendar in force, and the windows of the periods that were opened."""

from collections.abc import Collection
from datetime import date

from ballast.delivery.progress.models import Window, WindowRule
from ballast.delivery.progress.rules import Days, windows
from ballast.delivery.progress.rules.windows import FilingCalendar
from ballast.kernel.periods import Period
from ballast.platform.codelists.selectors import calendar
from ballast.platform.periods import selectors as locks
from ballast.platform.periods.rules import State as Lock


def window_rule(on: date) -> FilingCalendar:
    """The city's filing calendar of a day; the usual one until the office has written its own."""
    rule = WindowRule.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return rule or windows.USUAL


def proposed(period: Period) -> Days:
    """The window the city's calendar gives a period; the office may move it."""
    return windows.window(period, window_rule(period.last_day), calendar())


def windows_of(codes: Collection[str]) -> dict[str, Days]:
    """The windows of these periods, as the office left them."""
    rows = Window.objects.filter(pk__in=codes)
    return {row.period_id: Days(row.opens_on, row.cut_off_on, row.shuts_on) for row in rows}


def moving() -> list[str]:
    """The periods that are open or closing, in order."""
    rows = locks.periods().exclude(state=Lock.CLOSED.value)
    return sorted(rows.values_list("code", flat=True))
