"""The calendar of the periods: what was filed, what is closed, and the office's hand on it."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ballast.delivery.progress import services as filings
from ballast.delivery.progress.rules import Days
from ballast.dispatch.alerts import selectors as alerts
from ballast.kernel.periods import NotAPeriod, Period
from ballast.oversight.reporting import forms, selectors, services, sheets
from ballast.oversight.reporting.messages import label
from ballast.platform.audit.services import Actor
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.periods.rules import State
from ballast.platform.sheets.writing import workbook
from ballast.platform.ui.http import AuthedRequest, attached, carried_out

_RIGHT = "period.manage"


@require_GET
@require("filing.view")
def periods(request: AuthedRequest) -> HttpResponse:
    """The periods of a year, each with its window and how far its filing has come."""
    return _periods(request)


@require_GET
@require("filing.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The calendar of the year as a workbook."""
    year, _years = _year(request)
    lines = selectors.calendar(request.user, today(), year)
    title = _("Periods")
    content = workbook(title, str(year), sheets.columns(), map(sheets.values, lines))
    return attached(content, f"{title}_{year}.xlsx")


@require_POST
@require(_RIGHT)
def open_periods(request: AuthedRequest) -> HttpResponse:
    """Open the periods ticked, each with its window and its duties."""
    form = forms.Opening(request.POST, choices=_coming())

    def act() -> None:
        opened = [Period.from_code(code) for code in form.cleaned_data["periods"]]
        filings.open_periods(by=actor(request), at=now(), periods=opened)

    if carried_out(form, act):
        messages.success(request, _("Open for filing."))
        return redirect("reporting:periods")
    return _periods(request, opening=form, status=422)


@require_GET
@require("filing.view")
def period(request: AuthedRequest, code: str) -> HttpResponse:
    """One period: what still waits, its moves, its revisions and what changed between them."""
    return _period(request, code)


@require_POST
@require(_RIGHT)
def window(request: AuthedRequest, code: str) -> HttpResponse:
    """Move the days of an open period's window."""

    def act(*, by: Actor, at: datetime, period: Period, **days: date) -> None:
        filings.set_windows(by=by, at=at, windows={period.code: Days(**days)})

    return _moved(request, code, "window", act)


@require_POST
@require(_RIGHT)
def begin(request: AuthedRequest, code: str) -> HttpResponse:
    """From now on nothing new is filed."""
    return _moved(request, code, "begin", services.begin_closing)


@require_POST
@require(_RIGHT)
def call_off(request: AuthedRequest, code: str) -> HttpResponse:
    """Let units file again."""
    return _moved(request, code, "call_off", services.call_off)


@require_POST
@require(_RIGHT)
def close(request: AuthedRequest, code: str) -> HttpResponse:
    """Freeze the period."""
    return _moved(request, code, "close", services.close)


@require_POST
@require(_RIGHT)
def reopen(request: AuthedRequest, code: str) -> HttpResponse:
    """Take a closed period up as its next revision."""
    return _moved(request, code, "reopen", services.reopen)


@require_GET
@require("filing.view")
def frozen(request: AuthedRequest, code: str, revision: int) -> HttpResponseBase:
    """A closed revision as it was frozen, as far as one may see, as a workbook."""
    rows = selectors.frozen_seen(request.user, today(), _known(code).code, revision)
    title = _("Closed list")
    notes = _("%(period)s · revision %(number)d · as closed") % {
        "period": label(code),
        "number": revision,
    }
    content = workbook(title, notes, sheets.frozen_columns(), map(sheets.frozen_values, rows))
    return attached(content, f"{title}_{code}_{revision}.xlsx")


# What can be done to a period in each state, and what is asked for it.
_DONE: dict[str, tuple[State, type[Form]]] = {
    "window": (State.OPEN, forms.Window),
    "begin": (State.OPEN, Form),
    "call_off": (State.CLOSING, forms.Reason),
    "close": (State.CLOSING, forms.Closing),
    "reopen": (State.CLOSED, forms.Reason),
}


def _moved(
    request: AuthedRequest, code: str, what: str, act: Callable[..., object]
) -> HttpResponse:
    period = _known(code)
    form = _DONE[what][1](request.POST, prefix=what)

    def move() -> None:
        act(by=actor(request), at=now(), period=period, **form.cleaned_data)

    if carried_out(form, move):
        messages.success(request, _("%(period)s: done.") % {"period": label(code)})
        return redirect("reporting:period", code)
    return _period(request, code, wrong={what: form}, status=422)


def _periods(
    request: AuthedRequest, *, opening: forms.Opening | None = None, status: int = 200
) -> HttpResponse:
    year, years = _year(request)
    context = {
        "year": year,
        "years": [(f"?year={one}", str(one), one == year) for one in years],
        "lines": selectors.calendar(request.user, today(), year),
        "opening": None,
        "may_send_up": scope(request).may("figures.send_up"),
    }
    if scope(request).may(_RIGHT):
        coming = _coming()
        context["opening"] = opening or forms.Opening(
            choices=coming, initial={"periods": [code for code, _name in coming[:1]]}
        )
    return render(request, "reporting/periods.html", context, status=status)


def _period(
    request: AuthedRequest, code: str, *, wrong: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    found = selectors.one_period(request.user, today(), _known(code))
    given = {}
    if scope(request).may(_RIGHT):
        starts = {"window": found.window_fields()}
        given = {
            what: form(prefix=what, initial=starts.get(what))
            for what, (state, form) in _DONE.items()
            if state == found.line.state
        }
    context = {
        "found": found,
        "line": found.line,
        "forms": given | (wrong or {}),
        "unjudged": alerts.unjudged(code) if given and found.line.state == State.CLOSING else 0,
    }
    return render(request, "reporting/period.html", context, status=status)


def _known(code: str) -> Period:
    """The period of an address, if it was ever opened."""
    try:
        period = Period.from_code(code)
    except NotAPeriod:
        raise Http404 from None
    if not selectors.is_opened(period):
        raise Http404
    return period


def _year(request: AuthedRequest) -> tuple[int, list[int]]:
    """The year asked for, among those in which a period was opened; else the last of them."""
    years = selectors.years() or [today().year]
    asked = request.GET.get("year", "")
    return next((year for year in years if str(year) == asked), years[0]), years


def _coming() -> list[tuple[str, str]]:
    return [(one.code, label(one.code)) for one in selectors.coming(today())]
