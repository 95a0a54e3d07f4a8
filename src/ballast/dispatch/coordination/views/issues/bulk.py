"""What is done with many issues at once: named, confirmed, then all of it or nothing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from ballast.dispatch.coordination.forms.issues import Many, ManyReason, ManyTask, ManyToUnit
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.selectors.matters import acts_of
from ballast.dispatch.coordination.selectors.matters import issues as visible
from ballast.dispatch.coordination.services.issue_reminding import remind_issues
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out

from .acts import BY_CODE, Doing
from .asked import ANY_STATE, Asked, View

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_MOST = 500
_NAMED = 20
_LONGEST = 8  # digits of a version


@dataclass(frozen=True, slots=True)
class ManyAct:
    """One thing to do with many. ``will``: what the confirmation says of it."""

    code: str
    needs: Act | None  # None: it moves nothing
    words: "StrPromise"
    will: "StrPromise"
    icon: str
    right: str
    form: type[Many]
    do: Callable[[Doing], object]
    leaves: View | None = View.ISSUES  # the list of what it touched; None: it leaves no trace


def _like(
    code: str, right: str, form: type[Many], will: "StrPromise", leaves: View = View.ISSUES
) -> ManyAct:
    """What is done with one on its page, done with many."""
    one = BY_CODE[code]
    return ManyAct(code, one.needs, one.words, will, one.icon, right, form, one.do, leaves)


def _remind(doing: Doing) -> object:
    return remind_issues(ids=list(doing.seen), **doing.who)


_ALL = (
    _like(
        "accept",
        "issue.handle",
        Many,
        gettext_lazy("Your unit takes each of them; their clocks run on."),
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
        leaves=None,
    ),
    _like(
        "assign",
        "issue.handle",
        ManyTask,
        gettext_lazy("Each gets the task, and who is to do it is told."),
        leaves=View.TASKS,
    ),
    _like(
        "offer",
        "issue.handle",
        ManyToUnit,
        gettext_lazy("Each stays where it is until that unit takes it."),
    ),
    _like(
        "take_offer_back",
        "issue.handle",
        ManyReason,
        gettext_lazy("Each stays with its lead; the unit that was asked is told."),
    ),
    _like(
        "order",
        "issue.decide",
        ManyToUnit,
        gettext_lazy("Each passes to the unit at once, which has to accept it anew."),
    ),
    _like(
        "escalate",
        "issue.handle",
        ManyReason,
        gettext_lazy(
            "From the first level each passes to the second at once; to headquarters a petition"
            " is drafted, and nothing leaves before it is signed."
        ),
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

    at = now()

    def do() -> None:
        known = {row.pk: seen[row.number] for row in rows}
        act.do(Doing(rows, known, form.cleaned_data, actor(request), at))

    if is_said and not wrong and carried_out(form, do):
        messages.success(request, _done(act, len(rows), at))
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


def _done(act: ManyAct, count: int, at: datetime) -> str:
    """What was done, and the way to what was touched: looked at again, or taken back there."""
    words = ngettext(
        "%(act)s: done for %(count)s issue.", "%(act)s: done for %(count)s issues.", count
    )
    said = words % {"act": act.words, "count": count}
    if act.leaves is None:
        return said
    touched = Asked(view=act.leaves, state=ANY_STATE, done=at).plain
    there = reverse("coordination:issues") + touched
    return format_html('{} <a href="{}">{}</a>', said, there, _("Show what was touched"))
