"""A rulebook is edited, as text or as a form, and handed over to be tried."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.dispatch.alerts import selectors, services
from ballast.dispatch.alerts.forms.editing import (
    HEAD,
    Told,
    acted,
    choices,
    fields_of,
    of_units,
    told_of,
)
from ballast.dispatch.alerts.messages import FAMILIES, WORDS
from ballast.dispatch.alerts.messages.rulebooks import place_name
from ballast.dispatch.alerts.rules import (
    UNIT,
    Family,
    RulebookRefused,
    Wrong,
    line_of,
    next_version,
    read,
    with_version,
    written,
)
from ballast.kernel.errors import Refused
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, page, say

FORM, TEXT = "form", "toml"
_LATEST = 12  # periods a rulebook is tried on where nobody says which


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault for the reader: where it is, in words, and in which line of the text."""

    place: str
    words: str
    line: int | None


@dataclass
class Draft:
    """A rulebook as it is being edited; of the form what it says is ``told``."""

    view: str
    text: str
    since: str
    until: str
    told: Told = field(default_factory=dict)
    faults: Sequence[Fault] = ()

    def turn(self, view: str) -> None:
        """Show it the other way; a text with faults stays a text, where they are mended."""
        if view == FORM:
            self.check()
        if not (view == FORM and self.faults):
            self.view = view
            self.told = tomllib.loads(self.text) if view == FORM else {}

    def check(self) -> None:
        self.faults = _faults(self.text)


@require_http_methods(["GET", "POST"])
@require("alert.judge")
def edit(request: AuthedRequest) -> HttpResponse:
    """Edit a rulebook, beginning with the one in force or another; try it on past periods."""
    draft = _posted(request) if request.method == "POST" else _begun(request)
    act = request.POST.get("act", "")
    if act in {FORM, TEXT}:
        draft.turn(act)
    elif act == "try":
        draft.check()
        tried = not draft.faults and _tried(request, draft)
        if tried:
            return redirect("alerts:trial", tried)
    status = 422 if act == "try" or draft.faults else 200
    return page(request, "alerts/try.html", "editor", _context(draft), status=status)


def _posted(request: AuthedRequest) -> Draft:
    post = request.POST
    since, until = (post.get(name, "")[:10] for name in ("since", "until"))
    if post.get("view") == FORM:
        told = told_of(post)
        acted(told, post.get("act", ""), tomllib.loads(selectors.shipped(selectors.PRESETS[0])))
        return Draft(FORM, written(told), since, until, told)
    return Draft(TEXT, post.get("text", "").replace("\r\n", "\n"), since, until)


def _begun(request: AuthedRequest) -> Draft:
    """From a trial that was made, from the rulebook of ``from``, or from the one in force."""
    pk = request.GET.get("trial", "")
    if pk.isdecimal():
        trial = get_object_or_404(selectors.trials(), pk=pk)
        text, since, until = trial.text, trial.since, trial.until
    else:
        key = request.GET.get("from")
        known = selectors.text_of(key) if key else selectors.in_force(today()).text
        if known is None:
            raise Http404
        book = selectors.rulebook(known)
        version = next_version(book.code, book.version, selectors.taken_keys())
        text = with_version(known, version)
        latest = [one.code for one in selectors.decided_periods()][-_LATEST:]
        since, until = (latest[0], latest[-1]) if latest else ("", "")
    draft = Draft(TEXT, text, since, until)
    draft.turn(TEXT if request.GET.get("view") == TEXT else FORM)
    return draft


def _tried(request: AuthedRequest, draft: Draft) -> int | None:
    said = {"text": draft.text, "since": draft.since, "until": draft.until}
    try:
        return services.try_rulebook(by=actor(request), at=now(), **said).pk
    except Refused as refusal:
        messages.error(request, say(refusal))
        return None


def _faults(text: str) -> list[Fault]:
    try:
        read(text)
    except RulebookRefused as refusal:
        return [_fault(one, text) for one in refusal.faults]
    return []


def _fault(wrong: Wrong, text: str) -> Fault:
    if wrong.code == "rulebook_not_toml":
        return Fault("", say(wrong), None)
    words = str(WORDS[wrong.code]) % {"place": place_name(wrong.place, FAMILIES)}
    return Fault(wrong.place, words, line_of(text, wrong.place))


def _context(draft: Draft) -> dict[str, Any]:
    by_place: dict[str, list[str]] = {}
    for fault in draft.faults:
        by_place.setdefault(fault.place, []).append(fault.words)
    left_open = draft.told.get("open", {})
    return {
        "draft": draft,
        "head": [(name, draft.told.get(name, ""), by_place.get(name, ())) for name in HEAD],
        "open": [(one, "\n".join(left_open.get(one, ()))) for one in ("zh", "en")],
        "rules": fields_of(draft.told, by_place) if draft.view == FORM else (),
        "of_units": of_units(draft.told),
        "of_units_faults": [
            words
            for place, said in by_place.items()
            if place.split(".")[0] == UNIT
            for words in said
        ],
        "missing": [one for one in Family if one not in draft.told],
        "periods": [one.code for one in selectors.decided_periods()],
        "trials": selectors.trials()[:10],
        "title": _("Edit and try a rulebook"),
        **choices(),
    }
