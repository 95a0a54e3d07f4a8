"""One project on one page: how far it has come, who answers for it, what it is and was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import (
    Facts,
    Gap,
    Member,
    Named,
    Scheme,
    events,
    gaps,
    place,
    standing,
)
from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors
from ballast.projects.messages import MARKS
from ballast.projects.models import Project, StepRecord
from ballast.projects.rules import (
    Progress,
    Stop,
    is_living,
    known_until,
    lateness,
    track,
)
from ballast.projects.rules.gantt import gantt
from ballast.projects.templatetags.projects import named

from .numbers import shown

if TYPE_CHECKING:
    from ballast.platform.files.models import File
    from ballast.platform.ui.http import AuthedRequest


@require_http_methods(["GET"])
@require("project.view")
def project(request: "AuthedRequest", number: str) -> HttpResponse:
    """Everything the register knows of a project; what higher apps know comes by their panels."""
    found, today = shown(request, number), identity.today()
    scope = identity.scope(request)
    records = list(found.step_records.select_related("unit"))
    on = known_until(
        today,
        periods.periods().values_list("last_day", flat=True),
        [row.actual_on for row in records if row.actual_on],
    )
    known = selectors.facts([found], on, on.year)[found.pk]
    context = {
        "project": found,
        "today": today,
        "on": on,
        "is_living": is_living(found.state),
        "region": codelists.region_path(found.region_code, on=today) if found.region_code else (),
        "record": selectors.record(found),
        "shares": found.share_splits.filter(in_force(today)).select_related("unit").order_by("pk"),
        "is_starred": found.pk in selectors.starred(request.user).filter(project=found),
        "may_edit": scope.may("register.edit"),
        "may_record": scope.may("register.edit") or scope.may("filing.enter"),
        **_journey(found, known, records, on),
        **_places(known, on),
        "answering": selectors.answering(found, today),
    }
    return render(request, "projects/project.html", context)


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the five stages with its nodes; ``done`` of ``count`` that the project has."""

    stage: Named
    stops: Sequence[Stop]

    @property
    def having(self) -> Sequence[Stop]:
        return [stop for stop in self.stops if stop.progress is not Progress.VOID]

    @property
    def done(self) -> int:
        return sum(stop.progress is Progress.DONE for stop in self.stops)

    @property
    def count(self) -> int:
        return len(self.having)

    @property
    def is_now(self) -> bool:
        return any(stop.progress is Progress.NOW for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Line:
    """One step in the table under the track; ``record`` is None where nothing was recorded."""

    stop: Stop
    words: str
    record: StepRecord | None
    papers: "Sequence[File]" = ()


def _journey(
    project: Project, known: Facts, rows: Sequence[StepRecord], on: date
) -> dict[str, Any]:
    lifecycle = codelists.lifecycle(on=on)
    stands = standing(lifecycle, known)
    records = {row.code: row for row in rows}
    stops = track(lifecycle, stands, selectors.dates_of(records.values()), today=on)
    lines = _lines(stops, records, selectors.papers_of(records.values()))
    stages = [
        Stage(stage, [stop for stop in stops if stop.node.stage == stage.code])
        for stage in lifecycle.stages
    ]
    late = sorted((stop for stop in stops if stop.is_late), key=lambda stop: stop.late or 0)
    return {
        "template": stands.template,
        "stages": stages,
        "notes": stands.notes,
        "nodes_done": sum(stage.done for stage in stages),
        "nodes": sum(stage.count for stage in stages),
        "latest": late[-1] if late else None,
        "finish_on": stands.reached.get(stands.template.finish),
        "finish_planned_on": known.planned.get(stands.template.finish),
        "lines": lines,
        "owed": _owed(lines, project, on),
        "chart": gantt(stops, on),
        "is_whole": stands.template.from_children,
    }


@dataclass(frozen=True, slots=True)
class Owed:
    """An open step that waits for a unit other than the owner; ``late`` in days by the plan."""

    words: str
    record: StepRecord
    late: int | None


def _owed(lines: Sequence[Line], project: Project, on: date) -> list[Owed]:
    """What others are to do for a project, the latest first."""
    found = []
    for line in lines:
        row = line.record
        if row is None or row.unit is None or row.actual_on or row.is_not_applicable:
            continue
        if row.unit.name != project.owner_name:
            late = lateness(row.planned_on, row.forecast_on, None, today=on)
            found.append(Owed(line.words, row, late))
    return sorted(found, key=lambda one: -(one.late or 0))


def _lines(
    stops: Sequence[Stop],
    records: Mapping[str, StepRecord],
    papers: "Mapping[str, Sequence[File]]",
) -> "list[Line]":
    """Every step; and the node's own line where somebody recorded the node and not its steps."""
    found = []
    for stop in stops:
        if stop.progress is Progress.VOID:
            continue
        marks = [mark for mark in stop.node.marks if mark in records]
        found += [
            Line(
                stop,
                str(MARKS.get(mark) or named(stop.node)),
                records[mark],
                papers.get(mark, ()),
            )
            for mark in marks
        ]
        found += [
            Line(stop, named(step), records.get(step.code), papers.get(step.code, ()))
            for step in stop.node.steps
        ]
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a project stands in one list; no member for no place."""

    scheme: Scheme
    members: Sequence[Member]


def _places(known: Facts, on: date) -> dict[str, Any]:
    quarter = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    found: list[Place] = []
    gapped: list[tuple[Member, Gap]] = []
    for scheme in codelists.schemes(on=on):
        by_code = {member.code: member for member in scheme.members}
        if scheme.kind == "gaps":
            gapped += [(by_code[gap.member], gap) for gap in gaps(scheme, known)]
            continue
        if scheme.kind == "place":
            code = place(scheme, known)
            codes: Sequence[str] = [code] if code else []
        else:
            codes = events(scheme, known, since=quarter)
        found.append(Place(scheme, [by_code[code] for code in codes]))
    return {"places": found, "gaps": gapped, "quarter": quarter}
