"""What goes up to a superior: the table to take away, the record of what went, how it differs."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ballast.kernel.periods import Period
from ballast.oversight.reporting import forms, selectors, services, sheets
from ballast.oversight.reporting.messages import LAYOUT_NAMES, label
from ballast.oversight.reporting.models import SentUp
from ballast.oversight.reporting.rules import Layout, SentDifference
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import actor, now, require
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, refused

_RIGHT = "figures.send_up"


@require_http_methods(["GET", "POST"])
@require(_RIGHT)
def sent(request: AuthedRequest) -> HttpResponse:
    """Everything that went up; another table is made and recorded here."""
    form = forms.SendUp(request.POST or None, periods=_periods())

    def act() -> None:
        said = form.cleaned_data
        services.send_up(
            by=actor(request),
            at=now(),
            period=Period.from_code(said["period"]),
            layout=Layout(said["layout"]),
            sent_to=said["sent_to"],
            note=said["note"],
        )

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Recorded: fetch the workbook below and send it."))
        return redirect("reporting:sent")
    context = {"form": form, "rows": list(selectors.sent()[:200])}
    return render(request, "reporting/sent.html", context, status=422 if form.errors else 200)


@require_GET
@require(_RIGHT)
def export(request: AuthedRequest) -> HttpResponseBase:
    """The table as it would go up now, to look at; nothing is recorded."""
    form = forms.SendUp(request.GET, periods=_periods())
    if not form.is_valid():
        raise Http404
    found: list[services.Exported] = []

    def act() -> None:
        period, layout = form.cleaned_data["period"], form.cleaned_data["layout"]
        found.append(
            services.export(
                by=actor(request),
                at=now(),
                period=Period.from_code(period),
                layout=Layout(layout),
            )
        )

    for words in refused(act):
        messages.error(request, words)
        return redirect("reporting:sent")
    return attached(found[0].content, found[0].filename)


@require_GET
@require(_RIGHT)
def one(request: AuthedRequest, pk: int) -> HttpResponse:
    """One table that went up, beside a closed revision of its month."""
    table = get_object_or_404(SentUp, pk=pk)
    revision, found = _against(request, table)
    revisions = selectors.closed_revisions(table.period)
    context = {
        "one": table,
        "files": files.of(services.OWNER_KIND, str(table.pk)),
        "revision": revision,
        "revisions": [(f"?revision={n}", n, n == revision) for n in revisions],
        "found": found,
    }
    return render(request, "reporting/sent_one.html", context)


@require_GET
@require(_RIGHT)
def difference(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The same difference as a workbook."""
    table = get_object_or_404(SentUp, pk=pk)
    revision, found = _against(request, table)
    if found is None:
        raise Http404
    title = _("Sent and closed compared")
    notes = " · ".join(
        [
            str(LAYOUT_NAMES[Layout(table.layout)]),
            label(table.period),
            table.sent_to,
            _("closed revision %(number)d") % {"number": revision},
        ]
    )
    return attached(
        sheets.difference_list(title, notes, found), f"{title}_{table.period}_{revision}.xlsx"
    )


def _against(request: AuthedRequest, table: SentUp) -> tuple[int, SentDifference | None]:
    """The closed revision asked for, else the last; and what differs. None before the closing."""
    revisions = selectors.closed_revisions(table.period)
    asked = request.GET.get("revision", "")
    revision = next((n for n in revisions if str(n) == asked), revisions[0] if revisions else 0)
    return revision, selectors.sent_difference(table, revision) if revision else None


def _periods() -> list[tuple[str, str]]:
    """The periods that were opened, the latest first."""
    return [(code, label(code)) for code in selectors.opened_codes()]
