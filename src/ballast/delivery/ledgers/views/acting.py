"""What a person does with an import: answers, confirms, commits, takes back, puts away."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ballast.delivery.ledgers import selectors, services
from ballast.delivery.ledgers.forms import About
from ballast.delivery.ledgers.rules import State, nearest
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, refused

from .listing import RIGHT
from .one import import_of

NEW = "new"  # instead of a project: none of those that come near
TICK = "match-"  # and the row


@require_POST
@require(RIGHT)
def look_again(request: AuthedRequest, pk: int) -> HttpResponse:
    """Read it anew, for the kind and month that are said now, if any are."""
    form = About(request.POST, on=today()) if "year" in request.POST else None
    if form and not form.is_valid():
        for words in form.errors.values():
            messages.error(request, str(words[0]))
        return redirect("ledgers:import", pk)
    said = form.said() if form else {}
    return _done(
        request,
        pk,
        lambda: services.look_again(by=actor(request), at=now(), import_id=pk, **said),
    )


@require_POST
@require(RIGHT)
def match(request: AuthedRequest, pk: int) -> HttpResponse:
    """Say which projects rows mean that only come near to one: those ticked, or all at once."""
    imported = import_of(request, pk)
    chosen: dict[int, int | None] = {}
    match request.POST.get("all"):
        case "nearest":
            chosen |= nearest(selectors.offered(imported))
        case "new":
            chosen = dict.fromkeys(selectors.offered(imported))
        case _:
            chosen = _ticked(request.POST)
    return _done(
        request,
        pk,
        lambda: services.match(by=actor(request), at=now(), import_id=pk, chosen=chosen),
        back="?pile=near",
    )


def _ticked(posted: Mapping[str, str]) -> dict[int, int | None]:
    """By row the project, None for a new one."""
    chosen: dict[int, int | None] = {}
    for name in posted:
        row, project = name.removeprefix(TICK), posted[name]
        if name.startswith(TICK) and row.isdecimal() and (project == NEW or project.isdecimal()):
            chosen[int(row)] = None if project == NEW else int(project)
    return chosen


@require_POST
@require(RIGHT)
def commit(request: AuthedRequest, pk: int) -> HttpResponse:
    """Have it written, whole or without what is faulty; a second press finds it under way."""
    if import_of(request, pk).state in (State.WRITING, State.COMMITTED):
        return redirect("ledgers:import", pk)
    return _done(
        request,
        pk,
        lambda: services.queue_commit(
            by=actor(request),
            at=now(),
            import_id=pk,
            without_faulty="without_faulty" in request.POST,
            accept="accept" in request.POST,
        ),
    )


@require_POST
@require(RIGHT)
def undo(request: AuthedRequest, pk: int) -> HttpResponse:
    """Have what it wrote taken back."""
    return _done(
        request, pk, lambda: services.queue_undo(by=actor(request), at=now(), import_id=pk)
    )


@require_POST
@require(RIGHT)
def discard(request: AuthedRequest, pk: int) -> HttpResponse:
    """Put it away; nothing of it was written."""
    return _done(request, pk, lambda: services.discard(by=actor(request), at=now(), import_id=pk))


def _done(
    request: AuthedRequest, pk: int, act: Callable[[], object], *, back: str = ""
) -> HttpResponse:
    """Do it, and show how the import stands now; what is refused is said there, all of it."""
    import_of(request, pk)
    faults = refused(act)
    for fault in faults[:_MOST_SAID]:
        messages.error(request, fault)
    if len(faults) > _MOST_SAID:
        messages.error(request, _("and %(count)s more") % {"count": len(faults) - _MOST_SAID})
    return redirect(reverse("ledgers:import", args=[pk]) + back)


_MOST_SAID = 10  # refusals, one line each
