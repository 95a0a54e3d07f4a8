"""Who is let off, given and ended by the office."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.alerts import selectors, services, sheets
from ballast.dispatch.alerts.forms.exempting import Ending, Giving
from ballast.dispatch.alerts.messages import CAUSES, FAMILIES
from ballast.dispatch.alerts.messages.exemptions import RUNNING
from ballast.dispatch.alerts.rules import Running, running
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page, ticked
from ballast.projects.selectors import meant, visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.dispatch.alerts.models import Exemption

_AT_ONCE = 100  # on a page
ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the exemptions an address asks for."""

    state: str
    text: str
    unit: str
    family: str
    cause: str

    @classmethod
    def read(cls, request: AuthedRequest) -> "Asked":
        said = {name: request.GET.get(name, "")[:32] for name in ("state", "unit", "cause")}
        family = request.GET.get("family", "")
        return cls(
            state=said["state"] if said["state"] in {*Running, ALL} else Running.NOW.value,
            text=request.GET.get("q", "").strip()[:100],
            unit=said["unit"],
            family=family if family in FAMILIES else "",
            cause=said["cause"] if said["cause"] in CAUSES else "",
        )

    def narrowed(self, rows: "QuerySet[Exemption]", on: date) -> "QuerySet[Exemption]":
        for name, value in (
            ("project__responsible_unit__code", self.unit),
            ("family", self.family),
            ("cause", self.cause),
        ):
            rows = rows.filter(**{name: value}) if value else rows
        if self.text:
            rows = rows.filter(project__in=meant(self.text))
        return (
            rows if self.state == ALL else rows.filter(selectors.standing(Running(self.state), on))
        )


@require_GET
@require("alert.view")
def exemptions(request: AuthedRequest) -> HttpResponse:
    """Who is let off which family, why and until when."""
    return _listing(request, Ending(initial={"on": today()}))


@require_GET
@require("alert.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The exemptions as filtered, as a workbook."""
    on = today()
    rows = Asked.read(request).narrowed(selectors.exemptions(request.user, on), on)
    title = _("Exemptions")
    return attached(sheets.exemption_list(title, rows, on), f"{title}_{on:%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
@require("alert.judge")
def give(request: AuthedRequest) -> HttpResponse:
    """Let projects off, several at once; beginning with the one of ``project``."""
    on = today()
    initial = {"projects": request.GET.get("project", "")[:32], "since": on}
    form = Giving(request.POST or None, initial=initial, seen=visible_to(request.user, on))
    given: list[Exemption] = []

    def act() -> None:
        given.extend(services.exempt(by=actor(request), at=now(), exemptions=form.drafts()))

    if request.method == "POST" and carried_out(form, act):
        words = ngettext("%(count)s exemption given.", "%(count)s exemptions given.", len(given))
        messages.success(request, words % {"count": len(given)})
        _tell_closed(request, min(one.valid_from for one in given))
        state = running(given[0].valid_from, given[0].valid_until, on)
        return redirect(f"{reverse('alerts:exemptions')}?state={state}")
    context = {"form": form, "closed": selectors.closed_until()}
    return render(request, "alerts/give.html", context, status=422 if form.is_bound else 200)


@require_POST
@require("alert.judge")
def end(request: AuthedRequest) -> HttpResponse:
    """Rate those ticked again from a day, before the one that was set."""
    form = Ending(request.POST)
    keys = ticked(request, "exemption")
    seen = selectors.exemptions(request.user, today()).filter(pk__in=keys)
    ids = list(seen.values_list("pk", flat=True))

    def act() -> None:
        day = form.cleaned_data["on"]
        services.end_exemptions(by=actor(request), at=now(), ids=ids, on=day)

    if not ids:
        messages.warning(request, _("Tick at least one exemption first."))
        return redirect("alerts:exemptions")
    if carried_out(form, act):
        words = ngettext("%(count)s exemption ended.", "%(count)s exemptions ended.", len(ids))
        messages.success(request, words % {"count": len(ids)})
        return redirect("alerts:exemptions")
    return _listing(request, form, frozenset(ids))


def _listing(
    request: AuthedRequest, form: Ending, ticked: frozenset[int] = frozenset()
) -> HttpResponse:
    on, asked = today(), Asked.read(request)
    seen = selectors.exemptions(request.user, on)
    shown = Paginator(asked.narrowed(seen, on), _AT_ONCE).get_page(request.GET.get("page"))
    units = (
        seen.exclude(project__responsible_unit=None)
        .order_by()
        .values_list("project__responsible_unit__code", "project__responsible_unit__short_name")
    )
    context: dict[str, Any] = {
        "asked": asked,
        "page": shown,
        "rows": [(row, running(row.valid_from, row.valid_until, on)) for row in shown],
        "units": sorted(set(units)),
        "families": FAMILIES.items(),
        "causes": CAUSES.items(),
        "states": [*RUNNING.items(), (ALL, _("All"))],
        "query": request.GET.urlencode(),
        "form": form,
        "ticked": ticked,
        "may_judge": scope(request).may("alert.judge"),
    }
    status = 422 if form.is_bound else 200
    return page(request, "alerts/exemptions.html", "listing", context, status=status)


def _tell_closed(request: AuthedRequest, since: date) -> None:
    """What was closed before stands, and who gives an exemption from an earlier day is told so."""
    closed = selectors.closed_until()
    if closed and since <= closed:
        words = _("Periods up to %(day)s are closed: their lamps stand; it bears on later ones.")
        messages.info(request, words % {"day": f"{closed:%Y-%m-%d}"})
