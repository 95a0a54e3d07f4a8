"""What a unit is given: its sheet to fill for a month, and its own workbook marked."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.documents import Notice, share_of
from ballast.delivery.ledgers.services import Sheet
from ballast.delivery.progress.selectors import handout, month
from ballast.kernel.periods import NotAPeriod, Period
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, refused

from .listing import RIGHT
from .one import import_of

if TYPE_CHECKING:
    from ballast.platform.identity.models import Unit

_RIGHT = "filing.view"
_SHOWN = 8  # periods to choose from
_NOBODY = "-"  # in an address: the projects for which no unit answers


@require_GET
@require(RIGHT)
def marked(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The workbook of an import with its faults marked, to who may see the import."""
    try:
        made = services.marked(import_of(request, pk))
    except ObjectDoesNotExist as gone:  # its bytes are kept no longer
        raise Http404 from gone
    return attached(made.content, made.filename)


@require_GET
@require(_RIGHT)
def templates(request: AuthedRequest) -> HttpResponse:
    """Each unit's sheet for a month, and the notice that goes with them."""
    opened = month.opened(today())
    asked = request.GET.get("period", "")
    found = next((one for one in opened if one.period.code == asked), next(iter(opened), None))
    tabs = [(one.period.code, one is found) for one in opened[:_SHOWN]]
    context: dict[str, object] = {"tabs": tabs, "found": found, "units": [], "notice": None}
    if found:
        units = handout.handed_units(request.user, today(), found.period.code)
        context["units"] = [(unit, unit.code if unit else _NOBODY, count) for unit, count in units]
        if scope(request).may("period.manage"):
            context["notice"] = _notice(found.period, units)
    return render(request, "ledgers/templates.html", context)


@require_GET
@require(_RIGHT)
def all_templates(request: AuthedRequest, period: str) -> HttpResponseBase:
    """Every sheet within reach and the notice, in one archive."""
    asked = _period(period)

    def made(sheets: list[Sheet]) -> HttpResponseBase:
        notice = services.notice(period=asked, shares=[one.share for one in sheets])
        return attached(services.zipped(sheets, notice), f"{asked.label()}报送表.zip")

    return _given(request, asked, "", made)


@require_GET
@require(_RIGHT)
def unit_template(request: AuthedRequest, period: str, unit: str) -> HttpResponseBase:
    """One unit's sheet."""

    def made(sheets: list[Sheet]) -> HttpResponseBase:
        wanted = "" if unit == _NOBODY else unit
        found = next((one for one in sheets if one.unit == wanted), None)
        if found is None:
            raise Http404
        return attached(found.content, found.filename)

    return _given(request, _period(period), "" if unit == _NOBODY else unit, made)


@require_GET
@require("period.manage")
def notice(request: AuthedRequest, period: str) -> HttpResponseBase:
    """The notice as a Word paper."""
    asked = _period(period)
    units = handout.handed_units(request.user, today(), asked.code)
    paper = _notice(asked, units)
    return attached(paper.paper(), f"{paper.title}.docx")


def _notice(period: Period, units: "Sequence[tuple[Unit | None, int]]") -> Notice:
    return services.notice(period=period, shares=[share_of(*one) for one in units])


def _given(
    request: AuthedRequest,
    period: Period,
    unit: str,
    made: Callable[[list[Sheet]], HttpResponseBase],
) -> HttpResponseBase:
    """What is made of the sheets; back to the page with words where there are none."""
    sheets: list[Sheet] = []

    def act() -> None:
        sheets.extend(services.unit_sheets(by=actor(request), at=now(), period=period, unit=unit))

    for words in refused(act):
        messages.error(request, words)
        return redirect("ledgers:templates")
    return made(sheets)


def _period(code: str) -> Period:
    try:
        return Period.from_code(code)
    except NotAPeriod:
        raise Http404 from None
