"""The start page and the list of projects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.messages import because
from ballast.dispatch.alerts.rules import COLOUR_OF, Colour, Row, decimal
from ballast.kernel import money
from ballast.kernel.periods import Language, Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.rules import Figures, together
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import SIGNED_IN, require
from ballast.platform.ui import navigation
from ballast.platform.ui.http import AuthedRequest, page

from .listing import CHUNK, SORTS, Asked


@require(SIGNED_IN)
def home(request: AuthedRequest) -> HttpResponse:
    """Where work begins: the first thing the bar offers to this person."""
    offered = navigation.links(request, identity.scope(request).rights)
    return redirect(offered[0].url if offered else "portal:projects")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list; ``filed_for`` is said only where an earlier filing had to serve."""

    project: Any
    colour: Colour
    lead_points: Decimal | None
    why: str
    filed_for: str


@require("project.view")
def projects(request: AuthedRequest) -> HttpResponse:
    """The projects of a year's plan with the lamps of one period, as far as one may see them."""
    evaluations = {one.period: one for one in alerts.evaluations()}
    if not evaluations:
        return page(request, "portal/projects.html", "listing", {"asked": None})
    asked = Asked.read(request.GET, list(evaluations))
    period = Period.from_code(asked.period)
    is_more = bool(request.htmx) and asked.page > 1

    seen = reporting.lines(request.user, identity.today(), period)
    context = _rows(seen, asked, period, alone=is_more)
    if not is_more:
        units = reporting.units_of(seen)
        periods = [(code, _label(Period.from_code(code))) for code in evaluations]
        context |= {
            "units": units,
            "periods": periods,
            "evaluation": evaluations[asked.period],
            "sorted": {sort: (asked.sorted_by(sort), asked.order(sort)) for sort in SORTS},
        }
    answer = page(request, "portal/projects.html", "rows" if is_more else "listing", context)
    if request.htmx and not is_more:
        answer["HX-Push-Url"] = request.path + asked.query()
    return answer


def _rows(seen: reporting.Lines, asked: Asked, period: Period, *, alone: bool) -> dict[str, Any]:
    """The rows of this address, and the figures of all that fit its filters."""
    parts = reporting.figures(reporting.chosen(seen, asked.choice_of_any_lamp), period)
    figures = together(_chosen(parts, asked.colours), period.time_progress)
    listed = reporting.chosen(seen, asked.choice)
    rows = [_line(one, period) for one in asked.cut(listed, alone=alone)]
    shown = min(asked.page * CHUNK, figures.count)
    return {
        "asked": asked,
        "period": _label(period),
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


def _line(project: Any, period: Period) -> Line:
    carried = project.filed_for not in (None, period.code)
    return Line(
        project=project,
        colour=Colour(project.colour or Colour.DASH),
        lead_points=money.points(project.rate, period.time_progress),
        why=because(project.row or "", project.values or {}),
        filed_for=_label(Period.from_code(project.filed_for)) if carried else "",
    )


def _label(period: Period) -> str:
    language: Language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return period.label(language)
