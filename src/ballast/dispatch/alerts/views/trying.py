"""What a rulebook would have changed in past periods, and how good its lamps would have been."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ballast.dispatch.alerts import selectors, services, sheets
from ballast.dispatch.alerts.forms.publishing import Publishing
from ballast.dispatch.alerts.messages import FAMILIES
from ballast.dispatch.alerts.messages.rulebooks import place_name, title_of
from ballast.dispatch.alerts.messages.trials import why
from ballast.dispatch.alerts.models import Trial, TrialChange
from ballast.dispatch.alerts.rules import (
    PROJECT,
    Colour,
    Family,
    Quality,
    next_version,
    stray_figures,
    with_version,
)
from ballast.kernel.periods import Period
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page
from ballast.projects.selectors import meant

if TYPE_CHECKING:
    from django.db.models import QuerySet

_AT_ONCE = 100  # changes on a page
_SILENT = timedelta(minutes=5)
_KINDS = {
    "red": gettext_lazy("red lamp"),
    "yellow": gettext_lazy("yellow lamp"),
    "both": gettext_lazy("red or yellow lamp"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A lamp that would be another, and why."""

    row: TrialChange
    why: str


@require_GET
@require("alert.judge")
def trial(request: AuthedRequest, pk: int) -> HttpResponse:
    """A trial: how far it has come, then what it found."""
    made = get_object_or_404(selectors.trials(), pk=pk)
    context = _head(made)
    if made.result is None:
        context["is_stalled"] = now() - made.moved_at > _SILENT
        return page(request, "alerts/trial.html", "running", context)
    if "progress" in request.GET:
        answer = page(request, "alerts/trial.html", "running", context)
        answer["HX-Refresh"] = "true"  # it has come to its end: the whole page is another
        return answer
    context |= _found(request, made)
    return page(request, "alerts/trial.html", "changes", context)


@require_GET
@require("alert.judge")
def export(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """Every change of one family's lamps, or of the projects', as filtered, as a workbook."""
    made = _done(pk)
    book = selectors.rulebook(made.text)
    title = _("Lamps that would change")
    rows = _narrowed(request, made).select_related("project__responsible_unit").iterator(2_000)
    content = sheets.changed_lamps(title, f"{title_of(book)} {book.key}", _told(made, rows))
    return attached(content, f"{title}_{book.key}_{made.since}_{made.until}.xlsx")


@require_http_methods(["GET", "POST"])
@require("alert.judge")
def publish(request: AuthedRequest, pk: int) -> HttpResponse:
    """Put what was tried in force from a day on, having said what follows."""
    made = _done(pk)
    book = selectors.rulebook(made.text)
    version = next_version(book.code, book.version, selectors.taken_keys())
    form = Publishing(
        request.POST or None,
        initial={"version": version, "valid_from": Period.of(today()).next().first_day},
    )
    is_confirmed = "confirmed" in request.POST

    def act() -> None:
        said = form.cleaned_data
        services.publish(
            by=actor(request),
            at=now(),
            text=with_version(made.text, said["version"]),
            valid_from=said["valid_from"],
            is_dry=not is_confirmed,
        )

    if request.method == "POST" and carried_out(form, act):
        if is_confirmed:
            key = f"{book.code}-{form.cleaned_data['version']}"
            messages.success(request, _("The rulebook %(key)s is published.") % {"key": key})
            return redirect("alerts:rulebooks")
        judged_again = selectors.judged_again(form.cleaned_data["valid_from"])
        context = _head(made) | {"form": form, "judged_again": _tried(made, judged_again)}
        return render(request, "alerts/publish.html", context | {"is_to_confirm": True})
    status = 422 if form.is_bound else 200
    return render(request, "alerts/publish.html", _head(made) | {"form": form}, status=status)


def _done(pk: int) -> Trial:
    made = get_object_or_404(selectors.trials(), pk=pk)
    if made.result is None:
        raise Http404
    return made


def _head(made: Trial) -> dict[str, Any]:
    book = selectors.rulebook(made.text)
    stray = [(place_name(place, FAMILIES), figure) for place, figure in stray_figures(book)]
    return {
        "trial": made,
        "book": book,
        "name": title_of(book),
        "is_stalled": False,
        "stray": stray,
    }


def _tried(made: Trial, codes: Sequence[str]) -> list[tuple[str, Any]]:
    """Each period with what the trial found of it, if it was tried."""
    found = {one["code"]: one for one in (made.result or {}).get("periods", ())}
    return [(code, found.get(code)) for code in codes]


def _found(request: AuthedRequest, made: Trial) -> dict[str, Any]:
    result: dict[str, Any] = made.result or {}
    narrowed = _narrowed(request, made)
    shown = Paginator(narrowed, _AT_ONCE).get_page(request.GET.get("page"))
    return {
        "periods": result["periods"],
        "colours": [colour.value for colour in Colour],
        "quality": _quality(result),
        "open": result["open"],
        "page": shown,
        "changes": list(_told(made, shown)),
        "asked": {name: request.GET.get(name, "") for name in ("q", "period", "before", "after")},
        "family": _family(request),
        "families": [(PROJECT, _("Project's lamp")), *FAMILIES.items()],
        "query": request.GET.urlencode(),
    }


def _narrowed(request: AuthedRequest, made: Trial) -> "QuerySet[TrialChange]":
    rows = selectors.changes(made, _family(request))
    for name in ("period", "before", "after"):
        if value := request.GET.get(name, "")[:10]:
            rows = rows.filter(**{name: value})
    if text := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(project__in=meant(text))
    return rows


def _family(request: AuthedRequest) -> str:
    asked = request.GET.get("family", "")
    return asked if asked in {*Family} else PROJECT


def _told(made: Trial, rows: "QuerySet[TrialChange] | Any") -> Iterator[Change]:
    book = selectors.rulebook(made.text)
    for row in rows:
        yield Change(row, why(book, row))


def _quality(result: dict[str, Any]) -> list[tuple[str, Quality, Quality]]:
    """For each kind of lamps how good they were, and would have been."""
    sides = result["quality"]
    return [
        (str(words), Quality(**sides["before"][kind]), Quality(**sides["after"][kind]))
        for kind, words in _KINDS.items()
    ]
