"""报送确认单: every unit's totals of a period, the sheet to sign, the scan put back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ballast.delivery.progress import sheets
from ballast.delivery.progress.documents import KIND as SLIP
from ballast.delivery.progress.forms.totals import Signed
from ballast.delivery.progress.rules.totals import Totals
from ballast.delivery.progress.selectors import totals as selectors
from ballast.delivery.progress.selectors.totals import Sheet
from ballast.delivery.progress.services import totals as services
from ballast.delivery.progress.templatetags.progress import period_name
from ballast.kernel.periods import NotAPeriod, Period
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.kinds import Query
from ballast.platform.files import selectors as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, refused

from .desk import asked_of


@require_safe
@require("filing.review")
def totals_sheets(request: AuthedRequest) -> HttpResponse:
    """Each unit within reach: what it reports now, and whether a signed sheet holds."""
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    on, period = identity.today(), found.asked.period
    context = {
        "asked": found.asked,
        "period": period_name(period),
        "rows": selectors.sheets(period, on, selectors.reach_of(request.user, on)),
        "is_open": found.is_open,
    }
    return render(request, "progress/review/sheets.html", context)


@require_safe
@require("filing.review")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The same as a workbook."""
    found = asked_of(request)
    if found is None:
        return redirect("progress:review")
    on, period = identity.today(), found.asked.period
    rows = selectors.sheets(period, on, selectors.reach_of(request.user, on))
    title = _("Totals sheets")
    told = _("Amounts in 10k yuan, as last reported, accepted or not.")
    return attached(
        sheets.totals_sheets(title, f"{period_name(period)} · {told}", rows),
        f"{title}_{period}.xlsx",
    )


@require_POST
@require("filing.review")
def make_totals(request: AuthedRequest, period: str) -> HttpResponse:
    """Make the sheets of the units ticked anew where they no longer hold."""
    units = request.POST.getlist("unit")
    by, at = identity.actor(request), identity.now()
    why = refused(lambda: services.make(by=by, at=at, period=period, units=units))
    for words in why:
        messages.error(request, words)
    if why:
        return redirect(f"{reverse('progress:totals')}?period={period}")
    messages.success(request, _("The totals sheet is made: print it and have it signed."))
    if len(units) == 1:
        return redirect("progress:totals_sheet", period, units[0])
    return redirect(f"{reverse('progress:totals')}?period={period}")


@require("filing.review")
def totals_sheet(request: AuthedRequest, period: str, unit: str) -> HttpResponse:
    """The sheet last made for a unit, to print and sign; the scan comes back to it."""
    sheet = _sheet(request, period, unit)
    form = Signed(
        request.POST or None, request.FILES or None, initial={"signed_on": identity.today()}
    )

    def act() -> None:
        scan = form.cleaned_data["scan"]
        services.sign(
            by=identity.actor(request),
            at=identity.now(),
            period=period,
            unit=unit,
            signed_by=form.cleaned_data["signed_by"],
            signed_on=form.cleaned_data["signed_on"],
            upload=Upload(scan.name, scan.file),
        )

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The signed sheet is kept."))
        return redirect("progress:totals_sheet", period, unit)
    context = {
        "sheet": sheet,
        "made": sheet.made,
        "totals": Totals.kept(sheet.made.totals) if sheet.made else sheet.totals,
        "rows": sorted(sheet.rows, key=lambda row: row.number),
        "period": period_name(period),
        "code": period,
        "form": form,
        "scans": files.of(services.OWNER_KIND, str(sheet.made.pk)) if sheet.made else [],
    }
    status = 422 if form.errors else 200
    return render(request, "progress/review/sheet.html", context, status=status)


@require_safe
@require("filing.review")
def slip(request: AuthedRequest, period: str, unit: str) -> HttpResponseBase:
    """The same as a Word paper, on the figures as they are now."""
    sheet = _sheet(request, period, unit)
    wanted = Query(period=period, subjects=[unit], viewer=request.user, on=identity.today())
    [slip] = papers.drafts(SLIP, SLIP.compose(wanted), identity.today())
    return attached(slip.content, f"{SLIP.name}_{period}_{sheet.unit.short_name}.docx")


def _sheet(request: AuthedRequest, period: str, unit: str) -> Sheet:
    try:
        Period.from_code(period)
    except NotAPeriod as absent:
        raise Http404 from absent
    on = identity.today()
    found = selectors.sheets(period, on, selectors.reach_of(request.user, on), unit)
    if not found:
        raise Http404
    return found[0]
