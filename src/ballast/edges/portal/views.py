"""The start page and the list of projects."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import COLOUR_OF, Colour, Row, decimal
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting import documents as bulletins
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.messages import data_state
from ballast.oversight.reporting.rules import Figures, together
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import SIGNED_IN, require
from ballast.platform.ui import navigation
from ballast.platform.ui.http import AuthedRequest, attached, page

from .lines import label, line_of, narrowed
from .listing import SORTS, Asked
from .sheets import workbook


@require(SIGNED_IN)
def home(request: AuthedRequest) -> HttpResponse:
    """Where work begins: the first thing the bar offers to this person."""
    offered = navigation.links(request, identity.scope(request).rights)
    return redirect(offered[0].url if offered else "portal:projects")


@require("project.view")
def projects(request: AuthedRequest) -> HttpResponse:
    """The projects of a year's plan with the lamps of one period, as far as one may see them."""
    may_enter = identity.scope(request).may("register.edit")
    evaluations = {one.period: one for one in alerts.evaluations()}
    if not evaluations:
        return page(
            request, "portal/projects.html", "listing", {"asked": None, "may_enter": may_enter}
        )
    asked = Asked.read(request.GET, list(evaluations))
    period = Period.from_code(asked.period)
    is_more = bool(request.htmx) and asked.page > 1 and not asked.is_whole

    seen = reporting.lines(request.user, identity.today(), period)
    context = _rows(seen, asked, period, alone=is_more)
    if not is_more:
        units = reporting.units_of(seen)
        periods = [(code, label(Period.from_code(code))) for code in evaluations]
        context |= {
            "units": units,
            "periods": periods,
            "narrowed": narrowed(asked, units),
            "sees_any": bool(units) or seen.exists(),
            "may_enter": may_enter,
            "may_draft": identity.scope(request).may("bulletin.make"),
            "evaluation": evaluations[asked.period],
            "state": data_state(reporting.lock_of(period)),
            "sorted": {sort: (asked.sorted_by(sort), asked.order(sort)) for sort in SORTS},
        }
    answer = page(request, "portal/projects.html", "rows" if is_more else "listing", context)
    if request.htmx and not is_more:
        answer["HX-Push-Url"] = request.path + asked.query()
    return answer


@require("project.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly the list that the same address shows, every row of it, as a workbook."""
    period, asked = _asked(request)
    seen = reporting.lines(request.user, identity.today(), period)
    listed = asked.ordered(reporting.chosen(seen, asked.choice))
    notes = _("%(period)s · time progress %(share)s · figures for management, %(state)s") % {
        "period": label(period),
        "state": data_state(reporting.lock_of(period)),
        "share": f"{money.percent(period.time_progress)}%",
    }
    if part := narrowed(asked, reporting.units_of(seen)):
        notes = _("%(notes)s · part of the list: %(part)s") % {"notes": notes, "part": part}
    title = _("Project list")
    content = workbook(title, notes, (line_of(one, period) for one in listed))
    return attached(content, f"{title}_{period.code}.xlsx")


@require("bulletin.make")
def bulletin(request: AuthedRequest) -> HttpResponseBase:
    """The month's bulletin as a draft in Word, whatever part of the list stands on the screen.

    Who may make it sees the whole city: it says 全市.
    """
    period = _asked(request)[0]
    draft = bulletins.draft(bulletins.OPEN, request.user, identity.today(), period)
    return attached(draft.content, draft.filename)


def _asked(request: HttpRequest) -> tuple[Period, Asked]:
    """What the address asks for; without any lamps there is nothing to take away."""
    periods = [one.period for one in alerts.evaluations()]
    if not periods:
        raise Http404
    asked = Asked.read(request.GET, periods)
    return Period.from_code(asked.period), asked


def _rows(seen: reporting.Lines, asked: Asked, period: Period, *, alone: bool) -> dict[str, Any]:
    """The rows of this address, and the figures of all that fit its filters."""
    parts = reporting.figures(reporting.chosen(seen, asked.choice_of_any_lamp), period)
    figures = together(_chosen(parts, asked.colours), period.time_progress)
    listed = reporting.chosen(seen, asked.choice)
    rows = [line_of(one, period) for one in asked.cut(listed, alone=alone)]
    shown = asked.shown(figures.count)
    return {
        "asked": asked,
        "period": label(period),
        "last_day": period.last_day,
        "tick": decimal(period.time_progress),
        "rows": rows,
        "figures": figures,
        "counts": together(parts.values(), period.time_progress).lamps,
        "shown": shown,
        "more": asked.next_page() if shown < figures.count else "",
    }


def _chosen(parts: Mapping[Row | None, Figures], colours: Iterable[Colour]) -> list[Figures]:
    wanted = set(colours) or set(Colour)
    return [
        part for row, part in parts.items() if (COLOUR_OF[row] if row else Colour.DASH) in wanted
    ]
