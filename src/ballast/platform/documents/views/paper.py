"""One paper: what it says, how far it has come, and what a person still has to say in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from jinja2 import UndefinedError

from ballast.platform.documents import kinds, selectors, services
from ballast.platform.documents.contents import body_of, leaves
from ballast.platform.documents.converting import office
from ballast.platform.documents.forms import HeadForm
from ballast.platform.documents.messages import ACTS, STATES
from ballast.platform.documents.models import HEADING, Paper
from ballast.platform.documents.rules import (
    LONGEST,
    SHOWN,
    UNSIGNED,
    Act,
    State,
    last_of,
    signs,
    stops,
)
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page, refused, was_done

from .desk import named

# What the page offers in each state: the act, and the right it needs.
_DRAFTED = ("redraft", "paper.draft")
_BACK = ("send_back", "paper.check")
_IN_FORCE = (("withdraw", "paper.sign"), ("correct", "paper.draft"))
_OFFERED = {
    State.DRAFT: (("submit", "paper.draft"), _DRAFTED, ("discard", "paper.draft")),
    State.CHECKING: (("check", "paper.check"), _BACK, _DRAFTED),
    State.SIGNING: (("sign", "paper.sign"), _BACK, _DRAFTED),
    State.SIGNED: (("seal", "paper.sign"), *_IN_FORCE),
    State.SEALED: (("send", "paper.sign"), *_IN_FORCE),
    State.SENT: _IN_FORCE,
    State.RECEIPTED: _IN_FORCE,
}


@require_safe
@require("paper.view")
def paper(request: AuthedRequest, pk: int) -> HttpResponse:
    """A paper as far as one sees it, or 404."""
    return _shown(request, found_or_404(request, pk), None)


@require_POST
@require("paper.draft")
def passages(request: AuthedRequest, pk: int) -> HttpResponse:
    """Keep the passages as written, and take on those that are ticked."""
    found = found_or_404(request, pk)
    names = list(found.passages.order_by("pk").values_list("name", flat=True))
    texts = {
        name: request.POST.get(f"text-{number}", "")[:5_000]
        for number, name in enumerate(names)
        if f"text-{number}" in request.POST
    }
    taken = {name for number, name in enumerate(names) if f"taken-{number}" in request.POST}

    def act() -> None:
        services.word(by=actor(request), at=now(), pk=pk, texts=texts, taken=taken)

    return _answered(request, found, act, _("The passages are kept."))


@require_POST
@require("paper.draft")
def heading(request: AuthedRequest, pk: int) -> HttpResponse:
    """Keep what stands at the head of a draft."""
    found = found_or_404(request, pk)
    form = HeadForm(request.POST)

    def act() -> None:
        services.head(by=actor(request), at=now(), ids=[pk], said=form.cleaned_data)

    if carried_out(form, act):
        messages.success(request, _("The head is kept."))
        return redirect("documents:paper", pk)
    return _shown(request, found, form, status=422)


@require_POST
@require("paper.draft")
def correct(request: AuthedRequest, pk: int) -> HttpResponse:
    """Begin the paper that corrects this one."""
    found = found_or_404(request, pk)
    made: list[Paper] = []

    def act() -> None:
        by, at = actor(request), now()
        made.append(services.correct(by=by, at=at, viewer=request.user, pk=pk))

    was_done(request, act)
    return redirect("documents:paper", made[0].pk if made else found.pk)


@require_safe
@require("paper.view")
def word(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """A draft as .docx; of a signed paper the very file that was kept."""
    found = found_or_404(request, pk)
    kept = selectors.files_of([found]).get(pk)
    if kept:
        return redirect("files:file", kept.pk)
    content = _content(found)
    if content is None:
        raise Http404
    return attached(content, selectors.file_name(found, "docx"))


def found_or_404(request: AuthedRequest, pk: int) -> Paper:
    """A paper as far as one sees it."""
    rows = selectors.visible_to(request.user, today()).select_related("corrects", "drafted_by")
    try:
        return rows.get(pk=pk)
    except Paper.DoesNotExist as absent:
        raise Http404 from absent


def _answered(
    request: AuthedRequest, found: Paper, act: Callable[[], object], words: str
) -> HttpResponse:
    why = refused(act)
    for one in why:
        messages.error(request, one)
    if not why:
        messages.success(request, words)
    return redirect("documents:paper", found.pk)


def _shown(
    request: AuthedRequest, found: Paper, form: HeadForm | None, *, status: int = 200
) -> HttpResponse:
    scope = identity.scope(request)
    is_office = bool(scope.rights & selectors.OFFICE)
    content = _content(found)
    receipts = list(selectors.receipts_of([found.pk]))
    may_write = found.state == State.DRAFT and scope.may("paper.draft")
    context = {
        "paper": found,
        "kind": named(found.kind),
        "state": STATES[found.state],
        "leaves": leaves(content) if content else [],
        "length": signs(body_of(content)) if content else 0,
        "longest": LONGEST,
        "is_office": is_office,
        "is_unsigned": found.state in UNSIGNED,
        "offered": _offered(found, scope.rights),
        "may_write": may_write,
        "passages": list(found.passages.order_by("pk")) if is_office else [],
        "form": form or (HeadForm({name: getattr(found, name) for name in HEADING})),
        "form_is_open": form is not None or not (found.issuer and found.mandate),
        "receipts": receipts,
        "signed_for": sum(one.received_at is not None for one in receipts),
        "may_receive": _may_receive(request, found, receipts),
        "file": selectors.files_of([found]).get(found.pk),
        "pdf": selectors.pdfs_of([found]).get(found.pk),
        "is_followed": found.state in SHOWN and kinds.kind(found.kind).followed is not None,
        "has_office": office() is not None,
        "texts": list(found.texts.items()) if is_office else [],
        "corrections": list(found.corrections.exclude(state=State.DISCARDED).order_by("pk")),
        **_history(found, is_office=is_office, is_addressed=bool(receipts)),
    }
    return page(request, "documents/paper.html", "paper", context, status=status)


def _content(found: Paper) -> bytes | None:
    """The paper as it reads; None where its template asks for what this draft does not have."""
    try:
        [content] = selectors.written([found]).values()
    except UndefinedError:
        return None
    return content


def _offered(found: Paper, rights: frozenset[str]) -> frozenset[str]:
    offered = _OFFERED.get(State(found.state), ())
    return frozenset(act for act, right in offered if right in rights)


def _may_receive(request: AuthedRequest, found: Paper, receipts: list[Any]) -> bool:
    """Whether a unit of the reader is addressed and has not signed."""
    if found.state != State.SENT:
        return False
    own = selectors.units_signed_for(request.user, today())
    return any(one.unit_id in own and one.received_at is None for one in receipts)


def _history(found: Paper, *, is_office: bool, is_addressed: bool) -> dict[str, Any]:
    """The way of a paper with who and when; what went on in the office stays there."""
    steps = list(selectors.steps_of([found.pk]))
    done = last_of(steps)
    without = {
        *([] if kinds.kind(found.kind).numbered is not None else [Act.NUMBER]),
        *([] if is_addressed else [Act.RECEIVE]),
    }
    way = [
        {
            "name": ACTS[stop.act],
            "place": stop.place,
            "by": done[stop.act].by if stop.place == "done" else "",
            "at": done[stop.act].at if stop.place == "done" else None,
        }
        for stop in stops(done, found.state, without)
    ]
    told = [(ACTS[one.act], one) for one in reversed(steps)]
    withdrawn = done.get("withdraw")
    return {
        "way": way,
        "steps": told if is_office else [],
        "withdrawn": withdrawn if found.state == State.WITHDRAWN else None,
    }
