"""What units are to reach in a year, a quarter or a sprint, and how far they have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.delivery.plans import selectors, services, sheets
from ballast.delivery.plans.forms import targets as forms
from ballast.delivery.plans.models import Target
from ballast.delivery.plans.rules import Measure, Span
from ballast.kernel.periods import Period
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, refused

from .declarations import tell
from .desk import desk

Line = selectors.TargetLine


@dataclass(frozen=True, slots=True)
class Grid:
    """The targets of one span: a row a unit, a column a measure (none where nothing is set)."""

    target: Target  # any of them: they share name and days
    heads: Sequence[tuple[str, str]]  # measure, and the address that changes it
    rows: Sequence[tuple[str, Sequence[Line | None]]]


@require_GET
@require("plan.view")
def targets(request: AuthedRequest, year: int) -> HttpResponse:
    """Every target of the units one sees, with what was reached of it."""
    context = desk(request, year, "plans:targets")
    lines = selectors.target_progress(request.user, today(), year)
    spans = groupby(lines, lambda line: (line.target.first_day, line.target.name))
    context |= {
        "grids": [_grid(list(group)) for _key, group in spans],
        "presets": _presets(year),
        "earlier": bool(selectors.targets(request.user, today(), year - 1)),
    }
    return render(request, "plans/targets.html", context)


@require_GET
@require("plan.view")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """The same as a workbook, one row a target."""
    desk(request, year, "plans:targets")
    lines = selectors.target_progress(request.user, today(), year)
    title = _("Targets of %(year)s") % {"year": year}
    return attached(sheets.target_list(title, lines), f"{title}.xlsx")


@require_http_methods(["GET", "POST"])
@require("plan.edit")
def edit(request: AuthedRequest, year: int) -> HttpResponse:
    """One span and measure for every unit at once: a row left empty has no target."""
    known = _known(request, year)
    head = forms.TargetHead(request.POST or None, initial=_head(request, known))
    rows = [
        (name, unit_id, _goal(request, unit_id, known.get(unit_id)))
        for unit_id, name in units(today())
    ]
    goals = [(unit_id, form) for _name, unit_id, form in rows]
    if request.method == "POST" and all(
        [head.is_valid(), *(form.is_valid() for _u, form in goals)]
    ):
        faults = _saved(request, year, head, goals)
        if not faults:
            messages.success(request, _("The targets are set."))
            return redirect("plans:targets", year)
        for words in faults:
            head.add_error(None, words)
    context = desk(request, year, "plans:targets") | {"head": head, "rows": rows}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/target_edit.html", context, status=status)


@require_POST
@require("plan.edit")
def copy(request: AuthedRequest, year: int) -> HttpResponse:
    """Last year's targets a year later; what this year already has stays as it is."""
    desk(request, year, "plans:targets")

    def act() -> None:
        services.copy_targets(by=actor(request), at=now(), year=year)

    tell(request, refused(act), _("Last year's targets are copied; change what differs."))
    return redirect("plans:targets", year)


def _grid(lines: Sequence[Line]) -> Grid:
    by_unit: dict[str, dict[str, Line]] = {}
    measures = {line.target.measure: line.target for line in lines}
    for line in lines:
        unit = line.target.unit
        name = unit.short_name if unit else _("Whole city")
        by_unit.setdefault(name, {})[line.target.measure] = line
    return Grid(
        target=lines[0].target,
        heads=[
            (measure, "?" + urlencode({"name": target.name, "measure": measure}))
            for measure, target in measures.items()
        ],
        rows=[(name, [row.get(one) for one in measures]) for name, row in by_unit.items()],
    )


def _presets(year: int) -> list[tuple[str, str]]:
    """The usual spans of a year and where they are set."""
    periods = [(Span.YEAR, Period.whole(year))]
    periods += [(Span.QUARTER, Period.quarter(year, number)) for number in (1, 2, 3, 4)]
    return [
        (
            period.label(),
            "?"
            + urlencode(
                {
                    "span": span,
                    "name": period.label(),
                    "first_day": period.first_day,
                    "last_day": period.last_day,
                }
            ),
        )
        for span, period in periods
    ]


def _known(request: HttpRequest, year: int) -> dict[int | None, Target]:
    """The targets of the span and measure asked for, by unit."""
    asked = {"name": request.GET.get("name", ""), "measure": request.GET.get("measure", "")}
    return {row.unit_id: row for row in Target.objects.filter(year=year, **asked)}


def _head(request: HttpRequest, known: dict[int | None, Target]) -> dict[str, Any]:
    """What stands in the head: of the targets known, else as the address says."""
    names = ("span", "name", "first_day", "last_day", "measure", "least_total_yuan", "paper")
    one = next(iter(known.values()), None)
    if one:
        return {name: getattr(one, name) for name in names}
    said = {name: request.GET[name] for name in names if name in request.GET}
    return {"measure": Measure.STARTED.value} | said


def _goal(request: HttpRequest, unit_id: int | None, known: Target | None) -> forms.UnitGoal:
    initial = {name: getattr(known, name) for name in forms.UnitGoal.base_fields} if known else {}
    return forms.UnitGoal(request.POST or None, initial=initial, prefix=f"unit-{unit_id or 0}")


def units(on: date) -> list[tuple[int | None, str]]:
    """The whole city, then the accounting units in their two series."""
    found = [unit for row in identity.series(on).values() for unit in row]
    return [(None, _("Whole city")), *((unit.pk, unit.short_name) for unit in found)]


def _saved(
    request: AuthedRequest,
    year: int,
    head: forms.TargetHead,
    goals: Sequence[tuple[int | None, forms.UnitGoal]],
) -> list[str]:
    """Set what was typed, and take back what was emptied; the faults, if any, in words."""
    drafts = [form.draft(unit, head.cleaned_data) for unit, form in goals if not form.is_empty]
    emptied = [unit for unit, form in goals if form.is_empty]
    measure, name = head.cleaned_data["measure"], head.cleaned_data["name"]
    gone = [
        row.pk
        for row in Target.objects.filter(year=year, name=name, measure=measure)
        if row.unit_id in emptied
    ]

    def act() -> None:
        services.set_targets(by=actor(request), at=now(), year=year, targets=drafts)
        services.drop_targets(by=actor(request), at=now(), year=year, target_ids=gone)

    return refused(act)
