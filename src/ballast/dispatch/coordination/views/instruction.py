"""One instruction: what it says and said, who has signed, what came back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.coordination import selectors, services
from ballast.dispatch.coordination.forms import AmendForm, FurtherWordForm, ReasonForm, ReportForm
from ballast.dispatch.coordination.messages import FORMS, STANDINGS
from ballast.dispatch.coordination.models import Addressee, Report
from ballast.dispatch.coordination.rules import Standing
from ballast.dispatch.coordination.rules.issues import Source
from ballast.dispatch.coordination.selectors import INSTRUCTION, REPORT, Line
from ballast.platform.documents import selectors as papers
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, carried_out
from ballast.projects.selectors import visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form

    from ballast.dispatch.coordination.models import Issue


@require_GET
@require("instruction.view")
def instruction(request: AuthedRequest, pk: int) -> HttpResponse:
    return shown(request, _line(request, pk))


@require_GET
@require("instruction.view")
def form(request: AuthedRequest, pk: int) -> HttpResponse:
    """批示办理单: one sheet of A4 to go round with the paper."""
    context = _told(request, _line(request, pk)) | {"today": today()}
    return render(request, "coordination/instruction_form.html", context)


@require_POST
@require("instruction.view")
def report(request: AuthedRequest, pk: int) -> HttpResponse:
    """办理情况 of an addressee."""
    line = _line(request, pk)
    said = ReportForm(request.POST, request.FILES)

    def act() -> None:
        services.report(by=actor(request), at=now(), reports=[said.draft(pk)])

    if carried_out(said, act):
        messages.success(request, _("Reported back."))
        return redirect("coordination:instruction", pk)
    return shown(request, line, report_form=said)


@require_http_methods(["GET", "POST"])
@require("instruction.enter")
def amend(request: AuthedRequest, pk: int) -> HttpResponse:
    """Let it read otherwise, or go to others; what it read stays in the history."""
    line = mine(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    said = AmendForm(*sent, viewer=request.user, on=today(), initial=_initial(line))

    def act() -> None:
        services.amend(
            by=actor(request),
            at=now(),
            drafts={pk: said.draft()},
            reason=said.cleaned_data["reason"],
        )

    if request.method == "POST" and carried_out(said, act):
        messages.success(request, _("Amended, and told to its addressees."))
        return redirect("coordination:instruction", pk)
    context = {"form": said, "line": line}
    return render(request, "coordination/enter.html", context, status=422 if said.is_bound else 200)


@require_POST
@require("instruction.enter")
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    line = mine(request, pk)
    said = ReasonForm(request.POST)

    def act() -> None:
        reason = said.cleaned_data["reason"]
        services.withdraw(by=actor(request), at=now(), ids=[pk], reason=reason)

    if carried_out(said, act):
        messages.success(request, _("Withdrawn."))
        return redirect("coordination:instruction", pk)
    return shown(request, line, reason_form=said)


def _line(request: AuthedRequest, pk: int) -> Line:
    """The one instruction, if this person sees it; else 404."""
    on = today()
    found = selectors.lines(selectors.instructions(request.user, on).filter(pk=pk), on)
    if not found:
        raise Http404
    return found[0]


def mine(request: AuthedRequest, pk: int) -> Line:
    """The same, if this person entered it or follows all; else 404."""
    line = _line(request, pk)
    if not _may_change(request, line):
        raise Http404
    return line


def _may_change(request: AuthedRequest, line: Line) -> bool:
    held = scope(request)
    entered = line.instruction.entered_by_id == request.user.pk
    return held.may("instruction.enter") and (entered or held.may("instruction.follow"))


def shown(request: AuthedRequest, line: Line, **wrong: "Form") -> HttpResponse:
    """Its page; ``wrong`` are forms as they were sent, with their errors."""
    speaks = {one.pk for one in selectors.addressed_to(request.user, today())}
    own = [one for one in line.addressees if one.pk in speaks]
    stands = line.standing is not Standing.WITHDRAWN
    is_open = stands and line.standing is not Standing.CLOSED
    follows = scope(request).may("instruction.follow")
    context = _told(request, line) | {
        "may_receive": is_open and any(one.received_at is None for one in own),
        "may_report": is_open and bool(own),
        "may_change": stands and _may_change(request, line),
        "may_remind": is_open and follows,
        "may_close": is_open and follows,
        "may_raise": is_open and scope(request).may("issue.raise"),
        "issues": _issues(request, pk=line.instruction.pk),
        "report_form": ReportForm(),
        "reason_form": ReasonForm(),
        "close_form": ReasonForm(prefix="close"),
        "word_form": FurtherWordForm(prefix="word", initial={"said_on": today()}),
        "opened": set(wrong),
        **wrong,
    }
    status = 422 if wrong else 200
    return render(request, "coordination/instruction.html", context, status=status)


def _issues(request: AuthedRequest, pk: int) -> "QuerySet[Issue]":
    """What was raised of it, as far as the reader sees that."""
    seen = selectors.issues(request.user, today())
    return seen.filter(source=Source.INSTRUCTION, source_key=f"instruction:{pk}").order_by("-pk")


def _told(request: AuthedRequest, line: Line) -> dict[str, Any]:
    """All that stands on the page; the projects and the paper as far as the reader opens them."""
    on, one = today(), line.instruction
    rows = Report.objects.filter(addressee__instruction=one).order_by("-at", "-pk")
    reports = list(rows.select_related("addressee__unit", "addressee__user"))
    proofs = files.of_many(REPORT, [str(row.pk) for row in reports])
    opened = set(
        visible_to(request.user, on)
        .filter(pk__in=[project.pk for project in line.projects])
        .values_list("pk", flat=True)
    )
    known = papers.visible_to(request.user, on)
    wordings = list(one.wordings.order_by("-pk"))
    return {
        "line": line,
        "one": one,
        "form": FORMS[one.form],
        "standing": STANDINGS[line.standing],
        "projects": [(project, project.pk in opened) for project in line.projects],
        "paper": known.filter(pk=one.paper_id).first() if one.paper_id else None,
        "scans": files.of(INSTRUCTION, str(one.pk)),
        "reports": [(row, proofs.get(str(row.pk), [])) for row in reports],
        "wordings": [row for row in wordings if row.said_on is None],
        "further": [row for row in reversed(wordings) if row.said_on is not None],
    }


def _initial(line: Line) -> dict[str, Any]:
    """What the form of an amendment begins with."""
    one, leads = line.instruction, next((to for to in line.addressees if to.leads), None)
    others = [to for to in line.addressees if not to.leads]
    offered = {unit.pk for unit in selectors.pickable_units(today())}
    ticked = [to.unit_id for to in others if to.unit_id in offered]
    is_ticked = leads is not None and leads.unit_id in offered
    return {
        "leader": one.leader,
        "post": one.post,
        "said_on": one.said_on,
        "form": one.form,
        "paper": one.paper_id,
        "words": one.words,
        "limit": one.limit,
        "projects": "\n".join(project.number for project in line.projects),
        "lead_unit": leads.unit_id if leads and is_ticked else None,
        "lead_other": "" if leads is None or is_ticked else _typed(leads),
        "units": ticked,
        "others": "\n".join(_typed(to) for to in others if to.unit_id not in set(ticked)),
    }


def _typed(to: Addressee) -> str:
    """What names an addressee so that it is found again."""
    return to.unit.name if to.unit else getattr(to.user, "username", "")
