"""谁负责什么: who stands for which projects, what waits at them, and the posts nobody holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ballast.delivery.progress import selectors as progress
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.selectors import shown as alerts
from ballast.dispatch.coordination.selectors import about_projects as coordination
from ballast.dispatch.coordination.selectors.about_projects import Waiting
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.language import called
from ballast.platform.sheets.writing import COUNT, DAY, Column, Value, workbook
from ballast.platform.ui.http import AuthedRequest, attached
from ballast.platform.ui.templatetags.ui import LAMPS
from ballast.projects import selectors as projects
from ballast.projects.messages import PARTIES
from ballast.projects.rules import Party
from ballast.projects.selectors import Post

from .lines import label

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrPromise

    from ballast.platform.identity.models import User
    from ballast.projects.models import Project, Responsibility

PAGE = 100
TABS: Mapping[str, tuple["StrPromise", Sequence[Party]]] = {
    "people": (
        gettext_lazy("Sponsors and officers"),
        (Party.SPONSOR, Party.PROJECT_OFFICER, Party.MONITORING_OFFICER),
    ),
    "units": (
        gettext_lazy("Units"),
        (Party.RESPONSIBLE_UNIT, Party.LEAD_DEPARTMENT, Party.MONITORING_UNIT),
    ),
    "forces": (
        gettext_lazy("Headquarters and task forces"),
        (Party.HEADQUARTERS, Party.TASK_FORCE),
    ),
    "empty": (gettext_lazy("Posts nobody holds"), ()),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A post with what waits at its projects."""

    post: Post
    red: int
    waiting: Waiting

    @property
    def part(self) -> str:
        return str(PARTIES[self.post.party])


@dataclass(frozen=True, slots=True)
class Held:
    """One project of a holder: its lamp and node, what waits there, and the last instruction."""

    project: "Project"
    row: "Responsibility"
    colour: Colour | None
    node: str
    waiting: Waiting
    said: tuple[int, date] | None


@dataclass(frozen=True, slots=True)
class Empty:
    """A project that lacks parts, and which."""

    project: "Project"
    parts: Sequence[str]


@require_GET
@require("project.view")
def responsibility(request: AuthedRequest) -> HttpResponse:
    """Who stands for what, in four tabs; a person, unit or body by a part of its name."""
    tab, text, on = _tab(request), request.GET.get("q", "").strip()[:60], identity.today()
    context = {
        "tab": tab,
        "text": text,
        "tabs": [(code, words, code == tab) for code, (words, _parts) in TABS.items()],
        "own": projects.sponsored_by([request.user], on).get(request.user.pk, []),
        "needed": [PARTIES[party] for party in projects.NEEDED],
        "may_hand_over": identity.scope(request).may("register.edit"),
    }
    number = request.GET.get("page")
    if tab == "empty":
        lacking = Paginator(_empty(request.user, on, text), PAGE).get_page(number)
        context |= {"page": lacking, "empty": [_lacking(one) for one in lacking]}
    else:
        context["page"] = Paginator(_holders(request, tab, text), PAGE).get_page(number)
    return render(request, "portal/responsibility.html", context)


@require_GET
@require("project.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, as a workbook."""
    tab, text, on = _tab(request), request.GET.get("q", "").strip()[:60], identity.today()
    title = _("Who stands for what")
    notes = f"{TABS[tab][0]} · {on:%Y-%m-%d}"
    if tab == "empty":
        lacking = map(_lacking, _empty(request.user, on, text))
        content = _empty_sheet(title, notes, lacking)
    else:
        content = _holder_sheet(title, notes, _holders(request, tab, text))
    return attached(content, f"{title}_{on:%Y-%m-%d}.xlsx")


@require_GET
@require("project.view")
def held(request: AuthedRequest) -> HttpResponseBase:
    """All that one person or body holds a part of: a sponsor's whole list on one page."""
    on = identity.today()
    party, name = request.GET.get("party", ""), request.GET.get("who", "").strip()[:200]
    rows = projects.held_by_name(request.user, on, Party(party), name) if party in PARTIES else []
    if not rows:
        raise Http404
    period, lines = _lines(request.user, on, rows)
    if "xlsx" in request.GET:
        title = f"{PARTIES[party]}_{name}"
        content = _held_sheet(title, f"{on:%Y-%m-%d}", lines)
        return attached(content, f"{title}_{on:%Y-%m-%d}.xlsx")
    context = {
        "part": PARTIES[party],
        "name": name,
        "about": next((row.post for _project, row in rows if row.post), ""),
        "lines": lines,
        "period": label(Period.from_code(period)) if period else "",
        "red": sum(line.colour is Colour.RED for line in lines),
        "open": sum(line.waiting.open for line in lines),
        "overdue": sum(line.waiting.overdue for line in lines),
    }
    return render(request, "portal/held.html", context)


def _tab(request: AuthedRequest) -> str:
    asked = request.GET.get("tab", "")
    return asked if asked in TABS else "people"


def _holders(request: AuthedRequest, tab: str, text: str) -> list[Holder]:
    """The holders, those of most projects first within a part."""
    on = identity.today()
    found = projects.posts(request.user, on, TABS[tab][1])
    found = [one for one in found if text in one.name or text in one.about]
    ids = set().union(*(one.project_ids for one in found))
    _period, colours = alerts.issued_last(ids)
    red = {pk for pk, colour in colours.items() if colour is Colour.RED}
    waiting = coordination.waiting_at(request.user, on, ids)
    order = list(TABS[tab][1])
    found.sort(key=lambda one: (order.index(one.party), -len(one.project_ids), one.name))
    return [
        Holder(
            one,
            len(red.intersection(one.project_ids)),
            _sum(waiting[pk] for pk in one.project_ids if pk in waiting),
        )
        for one in found
    ]


def _sum(waiting: Iterable[Waiting]) -> Waiting:
    many = list(waiting)
    return Waiting(sum(one.open for one in many), sum(one.overdue for one in many))


def _empty(viewer: "User", on: date, text: str) -> "QuerySet[Project]":
    found = projects.without(viewer, on)
    return found.filter(name__icontains=text) if text else found


def _lacking(project: "Project") -> Empty:
    has = vars(project)
    parts = [str(PARTIES[one]) for one in projects.NEEDED if not has[f"has_{one.value}"]]
    return Empty(project, parts)


def _lines(
    viewer: "User", on: date, rows: "Sequence[tuple[Project, Responsibility]]"
) -> tuple[str, list[Held]]:
    ids = [project.pk for project, _row in rows]
    period, colours = alerts.issued_last(ids)
    names = {node.code: called(node) for node in codelists.lifecycle(on=on).nodes}
    places = progress.places_of(ids, progress.NODE, on.year)
    waiting = coordination.waiting_at(viewer, on, ids)
    said = coordination.last_said(viewer, on, ids)
    return period, [
        Held(
            project,
            row,
            colours.get(project.pk),
            names.get(places.get(project.pk, ""), ""),
            waiting.get(project.pk, Waiting()),
            said.get(project.pk),
        )
        for project, row in rows
    ]


def _holder_sheet(title: str, notes: str, holders: Iterable[Holder]) -> bytes:
    columns = [
        Column(_("Part"), width=16),
        Column(_("Who holds it"), width=30),
        Column(_("Post, or who speaks for it"), width=30),
        Column(_("Projects"), COUNT),
        Column(_("In red"), COUNT),
        Column(_("Open issues"), COUNT),
        Column(_("Overdue issues"), COUNT),
        Column(_("Held since"), DAY),
    ]
    lines: list[list[Value]] = [
        [
            one.part,
            one.post.name,
            one.post.about,
            len(one.post.project_ids),
            one.red,
            one.waiting.open,
            one.waiting.overdue,
            one.post.since,
        ]
        for one in holders
    ]
    return workbook(title, notes, columns, lines)


def _empty_sheet(title: str, notes: str, empty: Iterable[Empty]) -> bytes:
    columns = [
        Column(_("Project number"), width=16),
        Column(_("Project name"), width=50),
        Column(_("Responsible unit"), width=24),
        Column(_("Posts nobody holds"), width=40),
    ]
    lines: list[list[Value]] = [
        [one.project.number, one.project.name, _unit(one.project), "、".join(one.parts)]
        for one in empty
    ]
    return workbook(title, notes, columns, lines)


def _held_sheet(title: str, notes: str, lines: Iterable[Held]) -> bytes:
    columns = [
        Column(_("Project number"), width=16),
        Column(_("Project name"), width=50),
        Column(_("Responsible unit"), width=24),
        Column(_("Lamp")),
        Column(_("Node it stands at"), width=20),
        Column(_("Open issues"), COUNT),
        Column(_("Overdue issues"), COUNT),
        Column(_("Last instruction"), DAY),
        Column(_("Held since"), DAY),
    ]
    rows: list[list[Value]] = [
        [
            one.project.number,
            one.project.name,
            _unit(one.project),
            str(LAMPS[one.colour]) if one.colour else "",
            one.node,
            one.waiting.open,
            one.waiting.overdue,
            one.said[1] if one.said else None,
            one.row.valid_from,
        ]
        for one in lines
    ]
    return workbook(title, notes, columns, rows)


def _unit(project: "Project") -> str:
    return project.responsible_unit.short_name if project.responsible_unit else ""
