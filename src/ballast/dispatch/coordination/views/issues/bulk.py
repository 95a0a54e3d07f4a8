"""What is done with many issues at once: named, confirmed, then all of it or nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from ballast.dispatch.coordination.forms.issues import Many, ManyReason, ManyToUnit
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.selectors.matters import acts_of
from ballast.dispatch.coordination.selectors.matters import issues as visible
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issue_reminding import remind_issues
from ballast.dispatch.coordination.services.issues import IssueMove
from ballast.platform.audit.services import Actor
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out

from .asked import Asked

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_MOST = 500
_NAMED = 20
_LONGEST = 8  # digits of a version


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a button, for several issues as they were seen."""

    moves: Sequence[IssueMove]
    said: Mapping[str, Any]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class ManyAct:
    """One thing to do with many. ``will``: what the confirmation says of it."""

    code: str
    needs: Act | None  # None: a reminder changes nothing
    words: "StrPromise"
    will: "StrPromise"
    icon: str
    right: str
    form: type[Many]
    do: Callable[[Press], object]


def _accept(press: Press) -> object:
    return services.accept(by=press.by, at=press.at, moves=press.moves)


def _escalate(press: Press) -> object:
    return services.escalate(by=press.by, at=press.at, moves=press.moves)


def _order(press: Press) -> object:
    return services.hand_over(by=press.by, at=press.at, moves=press.moves, to=press.said["unit"])


def _offer(press: Press) -> object:
    return services.offer(by=press.by, at=press.at, moves=press.moves, to=press.said["unit"])


def _remind(press: Press) -> object:
    ids = [one.issue_id for one in press.moves]
    return remind_issues(by=press.by, at=press.at, ids=ids)


_ALL = (
    ManyAct(
        "accept",
        Act.ACCEPT,
        pgettext_lazy("issue", "Accept"),
        gettext_lazy("Your unit takes each of them; their clocks run on."),
        "check",
        "issue.handle",
        Many,
        _accept,
    ),
    ManyAct(
        "remind",
        None,
        pgettext_lazy("issue", "Remind"),
        gettext_lazy("Those who handle them in the lead unit are told today."),
        "bell-ring",
        "issue.decide",
        Many,
        _remind,
    ),
    ManyAct(
        "offer",
        Act.OFFER,
        gettext_lazy("Offer to another unit"),
        gettext_lazy("Each stays where it is until that unit takes it."),
        "log-out",
        "issue.handle",
        ManyToUnit,
        _offer,
    ),
    ManyAct(
        "order",
        Act.HAND_OVER,
        gettext_lazy("Hand over by order"),
        gettext_lazy("Each passes to the unit at once, which has to accept it anew."),
        "log-out",
        "issue.decide",
        ManyToUnit,
        _order,
    ),
    ManyAct(
        "escalate",
        Act.ESCALATE,
        gettext_lazy("Ask for the next level"),
        gettext_lazy(
            "From the first level each passes to the second at once; to headquarters a petition"
            " is drafted, and nothing leaves before it is signed."
        ),
        "arrow-up-from-line",
        "issue.handle",
        ManyReason,
        _escalate,
    ),
)
_BY_CODE = {one.code: one for one in _ALL}


def offered(request: AuthedRequest) -> list[ManyAct]:
    """What this person may do with many."""
    own = scope(request)
    return [one for one in _ALL if own.may(one.right)]


@require_POST
@require("issue.view")
def many(request: AuthedRequest) -> HttpResponse:
    """Ask first; once confirmed do it, all or nothing."""
    act = _BY_CODE.get(request.POST.get("act", ""))
    if act is None or not scope(request).may(act.right):
        raise Http404
    back = reverse("coordination:issues") + Asked.read(request.GET).plain
    seen = _seen(request.POST.getlist("issue"))
    found = visible(request.user, today()).filter(number__in=seen)
    rows = list(found.select_related("lead").order_by("due_on", "pk")[: _MOST + 1])
    if not rows:
        messages.warning(request, _("Tick at least one issue first."))
        return redirect(back)
    is_said = request.POST.get("confirmed") == "1"
    form = act.form(request.POST if is_said else None, on=today())
    hindered = _hindered(request, act, rows)
    wrong = _hindrances(rows, hindered)
    moves = [IssueMove(issue_id=row.pk, seen=seen[row.number]) for row in rows]

    def do() -> None:
        words = form.cleaned_data.get("words", "")
        said = [IssueMove(issue_id=one.issue_id, seen=one.seen, words=words) for one in moves]
        act.do(Press(said, form.cleaned_data, actor(request), now()))

    if is_said and not wrong and carried_out(form, do):
        messages.success(request, _done(act, len(rows)))
        return redirect(back)
    context = {
        "act": act,
        "question": _question(act, len(rows)),
        "rows": [(row, f"{row.number}:{seen[row.number]}") for row in rows],
        "rest": [f"{row.number}:{seen[row.number]}" for row in rows if row.pk not in hindered],
        "named": rows[:_NAMED],
        "unnamed": max(0, len(rows) - _NAMED),
        "form": form,
        "wrong": wrong,
        "back": back,
        "asked": Asked.read(request.GET),
    }
    status = 422 if is_said else 200
    return render(request, "coordination/issues/many.html", context, status=status)


def _seen(ticked: Sequence[str]) -> dict[str, int | None]:
    """The issues ticked, by number, with the version their row showed."""
    found: dict[str, int | None] = {}
    for one in ticked:
        number, _colon, version = one.partition(":")
        is_number = version.isdecimal() and len(version) <= _LONGEST
        found[number[:16]] = int(version) if is_number else None
    return found


def _hindered(request: AuthedRequest, act: ManyAct, rows: Sequence[Issue]) -> Collection[int]:
    """Those to which it cannot be done by this person as they stand."""
    if act.needs is None:
        return ()
    may = acts_of(request.user, rows, today())
    return {row.pk for row in rows if act.needs not in may[row.pk]}


def _hindrances(rows: Sequence[Issue], hindered: Collection[int]) -> list[str]:
    """What speaks against it, before anything is tried."""
    if len(rows) > _MOST:
        return [_("At most %(most)s issues at once.") % {"most": _MOST}]
    words = _("%(number)s %(title)s: this cannot be done to it as it stands.")
    return [
        words % {"number": row.number, "title": row.title} for row in rows if row.pk in hindered
    ]


def _question(act: ManyAct, count: int) -> str:
    words = ngettext("%(act)s: %(count)s issue", "%(act)s: %(count)s issues", count)
    return words % {"act": act.words, "count": count}


def _done(act: ManyAct, count: int) -> str:
    words = ngettext(
        "%(act)s: done for %(count)s issue.", "%(act)s: done for %(count)s issues.", count
    )
    return words % {"act": act.words, "count": count}
