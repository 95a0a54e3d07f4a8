"""The lists of the city – six batches, six lists, plan classes – each with its own measure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from ballast.delivery.progress import services, sheets
from ballast.delivery.progress.selectors import places
from ballast.delivery.progress.selectors.lists import AMOUNTS, PLAN_CLASS, Placed, placed, years
from ballast.delivery.progress.selectors.places import NOWHERE, Known, Tally
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Member, Scheme
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.language import called
from ballast.platform.ui.http import AuthedRequest, attached
from ballast.projects.selectors import among, visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.projects.models import Project

_SHOWN = 100  # projects on a page


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a list, as many as stand there; no member for those without a place."""

    member: Member | None
    tally: Tally

    @property
    def code(self) -> str:
        return self.member.code if self.member else NOWHERE

    @property
    def name(self) -> str:
        return called(self.member) if self.member else _("no place")

    @property
    def sums(self) -> list[tuple[str, Known]]:
        codes = [code for code in self.member.measure if code in AMOUNTS] if self.member else []
        return [(code, self.tally.sums.get(code, Known())) for code in codes]


@dataclass(frozen=True, slots=True)
class Asked:
    """The list and the year asked for, of the projects the reader may see."""

    scheme: Scheme
    year: int
    years: Sequence[int]
    projects: "QuerySet[Project]"
    on: date
    placed_on: date

    def shown(self, rows: Iterable[Any]) -> list[Placed]:
        """Rows of ``standing`` with what the list measures of them."""
        return places.shown(list(rows), self.scheme, self.year, self.on)


@require("project.view")
def lists(request: AuthedRequest) -> HttpResponse:
    """One list: its places with count and measure, and the projects of one place."""
    asked = _asked(request)
    parts = _parts(asked)
    wanted = request.GET.get("place", "")
    chosen = next((part for part in parts if part.code == wanted), None)
    counted = [chosen] if chosen else [part for part in parts if part.member]
    counts = {part.code: part.tally.projects for part in counted}
    page = Paginator(range(sum(counts.values())), _SHOWN).get_page(request.GET.get("page"))
    start = page.number * _SHOWN - _SHOWN
    rows = places.piece(
        asked.projects, asked.scheme, asked.year, counts, start=start, stop=start + _SHOWN
    )
    context = {
        "scheme": asked.scheme,
        "schemes": codelists.schemes(on=asked.on),
        "year": asked.year,
        "years": sorted(asked.years, reverse=True),
        "parts": parts,
        "chosen": chosen,
        "rows": page,
        "shown": asked.shown(rows),
        "as_of": asked.placed_on,
        "behind": places.behind(),
        "query": urlencode({"list": asked.scheme.code, "year": asked.year}),
    }
    return render(request, "progress/lists.html", context)


@require("project.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The same list as a workbook, every project of it."""
    asked = _asked(request)
    title = f"{called(asked.scheme)}_{asked.year}"
    found = places.standing(asked.projects, asked.scheme, asked.year, None)
    rows = [(called(one.members[0]), one) for one in asked.shown(found)]
    said = {"year": asked.year, "day": asked.placed_on}
    notes = _("Plan year %(year)s, as known on %(day)s") % said
    return attached(sheets.city_list(title, notes, rows), f"{title}.xlsx")


@require("project.view")
def measures(request: AuthedRequest, number: str) -> HttpResponse:
    """What each list measures of one project, for its page; and its class as the plan froze it."""
    today = identity.today()
    project = get_object_or_404(visible_to(request.user, today), number=number)
    schemes = codelists.schemes(on=today)
    year, known = _year(request)
    found = placed([project], schemes, today, year)
    rows = [(scheme, found[scheme.code][0]) for scheme in schemes]
    context = {
        "project": project,
        "year": year,
        "years": sorted(known, reverse=True),
        "rows": [(scheme, one) for scheme, one in rows if one.measures],
        "frozen": next(
            (one for scheme, one in rows if scheme.code == PLAN_CLASS and one.ruled), None
        ),
    }
    return render(request, "progress/measures.html", context)


def _year(request: AuthedRequest) -> tuple[int, list[int]]:
    """The year asked for, else the latest with figures, and all there are to choose from."""
    known = years(identity.today())
    said = request.GET.get("year") or str(known[0])
    if not said.isdecimal() or int(said) not in known:
        raise Http404
    return int(said), known


def _asked(request: AuthedRequest) -> Asked:
    """The list and the year asked for; what is not known is not found.

    A year that was never placed is placed now, once.
    """
    today = identity.today()
    schemes = {one.code: one for one in codelists.schemes(on=today)}
    scheme = schemes.get(request.GET.get("list", PLAN_CLASS))
    if scheme is None:
        raise Http404
    year, known = _year(request)
    placed_on = places.as_of(year)
    if placed_on is None:
        services.place(at=identity.now(), year=year)
    projects = visible_to(request.user, today)
    if not identity.scope(request).everything:  # asked once, not again for each sum
        ids = among(projects.values_list("pk", flat=True))
        projects = projects.model.objects.filter(pk__in=ids)
    return Asked(scheme, year, known, projects, today, placed_on or today)


def _parts(asked: Asked) -> list[Part]:
    found = places.tally(asked.projects, asked.scheme, asked.year, asked.on)
    none = Tally(0, {})
    return [
        *(Part(member, found.get(member.code, none)) for member in asked.scheme.members),
        Part(None, found.get(NOWHERE, none)),
    ]
