"""Issuing the plan: what would refuse it, what it comes to, and how each class was found."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.forms import deciding
from ballast.delivery.plans.messages import NOTE_NAMES
from ballast.delivery.plans.models import PLAN_CLASSES, PlanLine
from ballast.delivery.plans.rules import Declared, Note
from ballast.delivery.plans.rules.sums import NOUGHT
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, carried_out
from ballast.platform.ui.http import say as words_of
from ballast.projects.selectors import visible_to

from .desk import desk


@require_http_methods(["GET", "POST"])
@require("plan.edit")
def issue(request: AuthedRequest, year: int) -> HttpResponse:
    """Check, confirm, issue; afterwards the classes that were frozen."""
    on = today()
    form = deciding.Issue(request.POST or None, initial={"on": on})

    def act() -> None:
        services.issue(by=actor(request), at=now(), year=year, **form.cleaned_data)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The plan of %(year)s is issued.") % {"year": year})
        return redirect("plans:issue", year)
    context = desk(request, year, "plans:issue") | {"form": form}
    if context["plan"].issued_on:
        return render(request, "plans/issued.html", context | _issued(request, year))
    context |= _check(year, form.cleaned_data.get("on", on) if form.is_bound else on)
    context["declared"] = pages.declared(year, visible_to(request.user, on))[Declared.DECLARED]
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/issue.html", context, status=status)


def _check(year: int, on: Any) -> dict[str, Any]:
    """What would refuse the plan on a day, and what it would come to."""
    seen = services.foresee_issue(year=year, on=on)
    numbers = {line.project_id: line.project.number for line in seen.lines}
    placed = [(line, seen.placed[line.pk]) for line in seen.lines]
    return {
        "faults": [(words_of(fault), numbers.get(fault.project_id)) for fault in seen.faults],
        "parts": _parts([(line, place.plan_class or "") for line, place in placed]),
        "count": len(seen.lines),
        "planned_yuan": sum((line.planned_yuan or NOUGHT for line in seen.lines), NOUGHT),
        "differing": [
            (line, place.plan_class)
            for line, place in placed
            if place.plan_class and line.plan_class and place.plan_class != line.plan_class
        ],
        "by_declaration": sum(Note.CLASS_AS_DECLARED in place.notes for _, place in placed),
    }


def _issued(request: AuthedRequest, year: int) -> dict[str, Any]:
    """The plan as issued, each class with how it was found."""
    lines = list(
        selectors.originals(year)
        .filter(project__in=visible_to(request.user, today()))
        .select_related("project__responsible_unit")
        .order_by("project__sort_key", "project__number")
    )
    noted = Counter(note for line in lines for note in line.notes)
    return {
        "lines": lines,
        "count": len(lines),
        "planned_yuan": sum((line.planned_yuan or NOUGHT for line in lines), NOUGHT),
        "parts": _parts([(line, line.plan_class) for line in lines]),
        "noted": [(NOTE_NAMES[note], count) for note, count in sorted(noted.items())],
    }


def _parts(lines: Sequence[tuple[PlanLine, str]]) -> list[dict[str, Any]]:
    """Count and amount by class, in the order of the classes."""
    return [
        {
            "plan_class": code,
            "count": sum(plan_class == code for _, plan_class in lines),
            "planned_yuan": sum(
                (line.planned_yuan or NOUGHT for line, plan_class in lines if plan_class == code),
                NOUGHT,
            ),
        }
        for code in [*PLAN_CLASSES, ""]
        if code or any(plan_class == "" for _, plan_class in lines)
    ]
