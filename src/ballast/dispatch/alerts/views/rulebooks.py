"""The rulebooks of the city and those that ship, to be read."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages import open_points
from ballast.dispatch.alerts.messages.rulebooks import rules_of, title_of
from ballast.dispatch.alerts.models import Rulebook as Stored
from ballast.dispatch.alerts.rules import Rulebook
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached


@dataclass(frozen=True, slots=True)
class Shown:
    """A rulebook in a list; ``row`` is what is stored of it."""

    book: Rulebook
    row: Stored | None = None

    @property
    def name(self) -> str:
        return title_of(self.book)

    @property
    def open(self) -> int:
        return len(open_points(self.book))


@require_GET
@require("alert.view")
def rulebooks(request: AuthedRequest) -> HttpResponse:
    """Which rulebook holds, what was published before and for later, and what ships."""
    on = today()
    held = selectors.in_force(on)
    context = {
        "held": _shown(held),
        "today": on,
        "published": [_shown(row) for row in selectors.published()],
        "presets": [Shown(selectors.rulebook(selectors.shipped(one))) for one in selectors.PRESETS],
        "may_judge": scope(request).may("alert.judge"),
    }
    return render(request, "alerts/rulebooks.html", context)


@require_GET
@require("alert.view")
def rulebook(request: AuthedRequest, key: str) -> HttpResponse:
    """One rulebook as a person reads it."""
    book = selectors.rulebook(_text(key))
    context = {
        "book": book,
        "name": title_of(book),
        "rules": rules_of(book),
        "open": open_points(book),
        "row": selectors.published().filter(key=key).first(),
        "may_judge": scope(request).may("alert.judge"),
    }
    return render(request, "alerts/rulebook.html", context)


@require_GET
@require("alert.view")
def toml(_request: AuthedRequest, key: str) -> HttpResponseBase:
    """One rulebook as its text."""
    return attached(_text(key).encode(), f"{key}.toml")


def _shown(row: Stored) -> Shown:
    return Shown(selectors.rulebook(row.text), row)


def _text(key: str) -> str:
    text = selectors.text_of(key)
    if text is None:
        raise Http404
    return text
