"""One sweep as the office follows it: who has answered, what, and what is done next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ballast.dispatch.coordination import selectors, services, sheets
from ballast.dispatch.coordination.forms import MoveForm
from ballast.dispatch.coordination.messages import ANSWERED, STATES, STEPS, said
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import Act, Kind, State, answered
from ballast.dispatch.coordination.rules.answers import NO, YES
from ballast.dispatch.coordination.rules.sweeps import FROM
from ballast.dispatch.coordination.selectors import ANSWER, Counts
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, listing

from .asked import AskedLines


@require_GET
@require("sweep.manage")
def sweep(request: AuthedRequest, pk: int) -> HttpResponse:
    return _page(request, _one(request, pk), MoveForm())


@require_GET
@require("sweep.manage")
def export(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The table exactly as the same address shows it, every line, and its totals."""
    one = _one(request, pk)
    asked = AskedLines.read(request.GET, one.questions)
    rows = selectors.found(selectors.duties(one), asked.choice)
    lines = list(rows)
    notes = _("%(why)s · due on %(due)s · %(count)d lines · %(state)s") % {
        "why": one.why,
        "due": one.due_on,
        "count": len(lines),
        "state": STATES[one.state],
    }
    content = sheets.answers(one, notes, lines, selectors.totals(one, rows), _proofs(one, lines))
    return attached(content, f"{one.title}_{today():%Y-%m-%d}.xlsx")


@require_POST
@require("sweep.manage")
def act(request: AuthedRequest, pk: int) -> HttpResponse:
    """Remind, extend, close, reopen or withdraw."""
    one, form = _one(request, pk), MoveForm(request.POST)
    name = request.POST.get("act", "")
    done = _ACTS.get(name)
    if done is None:
        return redirect("coordination:sweep", pk)
    if carried_out(form, lambda: messages.success(request, done(request, pk, form))):
        return redirect("coordination:sweep", pk)
    return _page(request, one, form, name)


def _remind(request: AuthedRequest, pk: int, _form: MoveForm) -> str:
    told = services.remind_sweeps(by=actor(request), at=now(), ids=[pk])
    words = ngettext("%(count)s person reminded.", "%(count)s people reminded.", told)
    return words % {"count": told}


def _close(request: AuthedRequest, pk: int, _form: MoveForm) -> str:
    services.close_sweeps(by=actor(request), at=now(), ids=[pk])
    return _("Closed; no more answers are taken.")


def _extend(request: AuthedRequest, pk: int, form: MoveForm) -> str:
    services.extend_sweeps(by=actor(request), at=now(), ids=[pk], **_said(form))
    return _("Extended, and told to who has not answered.")


def _reopen(request: AuthedRequest, pk: int, form: MoveForm) -> str:
    services.reopen_sweeps(by=actor(request), at=now(), ids=[pk], **_said(form))
    return _("Reopened, and told to who has not answered.")


def _withdraw(request: AuthedRequest, pk: int, form: MoveForm) -> str:
    reason = form.cleaned_data["reason"]
    services.withdraw_sweeps(by=actor(request), at=now(), ids=[pk], reason=reason)
    return _("Withdrawn.")


_ACTS: dict[str, Callable[[AuthedRequest, int, MoveForm], str]] = {
    Act.REMIND: _remind,
    Act.CLOSE: _close,
    Act.EXTEND: _extend,
    Act.REOPEN: _reopen,
    Act.WITHDRAW: _withdraw,
}


def _said(form: MoveForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("due_on", "reason")}


def _one(request: AuthedRequest, pk: int) -> Sweep:
    return get_object_or_404(selectors.sweeps(request.user, today()), pk=pk)


def _proofs(one: Sweep, rows: list[Duty]) -> dict[str, int]:
    """How many files each line has, where the sweep asks for any."""
    if not any(question.kind is Kind.FILE for question in one.questions):
        return {}
    kept = files.of_many(ANSWER, [str(row.pk) for row in rows])
    return {key: len(found) for key, found in kept.items()}


def _page(request: AuthedRequest, one: Sweep, form: MoveForm, tried: str = "") -> HttpResponse:
    asked = AskedLines.read(request.GET, one.questions)
    found = selectors.found(selectors.duties(one), asked.choice)

    def rows(*, alone: bool) -> dict[str, Any]:
        return {
            **asked.reached(found.count()),
            "sweep": one,
            "questions": [(question, sheets.head_of(question)) for question in one.questions],
            "rows": _lines(one, list(asked.cut(found, alone=alone))),
            "width": len(one.questions) + 4,
        }

    def around() -> dict[str, Any]:
        return _around(one, asked, found) | {"form": form, "tried": tried}

    status = 422 if form.errors else 200
    return listing(request, "coordination/sweep.html", asked, rows, around, status=status)


def _lines(one: Sweep, rows: list[Duty]) -> list[dict[str, Any]]:
    has_files = any(question.kind is Kind.FILE for question in one.questions)
    kept = files.of_many(ANSWER, [str(row.pk) for row in rows]) if has_files else {}
    return [
        {
            "duty": row,
            "standing": (
                state := answered(on=row.handed_in_on, has_draft=bool(row.draft), due=one.due_on)
            ),
            "state": ANSWERED[state],
            "answers": [
                (
                    question,
                    kept.get(str(row.pk), [])
                    if question.kind is Kind.FILE
                    else said(question, row.values.get(question.code, "")),
                )
                for question in one.questions
            ],
        }
        for row in rows
    ]


def _around(one: Sweep, asked: AskedLines, found: Any) -> dict[str, Any]:
    units = selectors.by_unit(one)
    totals = selectors.totals(one, found)
    return {
        "state": STATES[one.state],
        "counts": selectors.counts([one.pk]).get(one.pk, Counts()),
        "units": units,
        "totals": [
            (sheets.head_of(question), sheets.in_words(question, totals[question.code]))
            for question in one.questions
        ],
        "standings": ANSWERED.items(),
        "choices": [
            (f"{question.code}:{value}", f"{question.words}：{said(question, value)}")
            for question in one.questions
            for value in _choices(question)
        ],
        "steps": [(step, STEPS[step.act]) for step in selectors.last_steps(one)],
        "acts": [act.value for act, states in FROM.items() if one.state in states],
        "is_open": one.state == State.OPEN,
        "is_due": one.due_on < today(),
        "export": reverse("coordination:sweep_export", args=[one.pk]) + asked.plain,
    }


def _choices(question: Any) -> tuple[str, ...]:
    if question.kind is Kind.YES_NO:
        return (YES, NO)
    return question.options if question.kind is Kind.ONE_OF else ()
