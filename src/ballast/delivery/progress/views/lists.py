"""The lists of the city – six batches, six lists, plan classes – each with its own measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ballast.delivery.progress import sheets
from ballast.delivery.progress.selectors.lists import AMOUNTS, PLAN_CLASS, Placed, placed, years
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Member, Named, Scheme
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, attached
from ballast.projects.selectors import visible_to

_SHOWN = 100  # projects on a page


@dataclass(frozen=True, slots=True)
class Sum:
    """One measure over a list: of how many of its projects it is known. In yuan."""

    code: str
    yuan: Decimal
    known: int


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a list with the projects in it; no member for those without a place."""

    member: Member | None
    rows: Sequence[Placed]

    @property
    def code(self) -> str:
        return self.member.code if self.member else "none"

    @property
    def name(self) -> str:
        return name_of(self.member) if self.member else _("no place")

    @property
    def sums(self) -> list[Sum]:
        codes = [code for code in self.member.measure if code in AMOUNTS] if self.member else []
        amounts = {code: [one.measured.amounts[code] for one in self.rows] for code in codes}
        known = {
            code: [yuan for yuan in found if yuan is not None] for code, found in amounts.items()
        }
        return [Sum(code, sum(found, Decimal(0)), len(found)) for code, found in known.items()]


@require("project.view")
def lists(request: AuthedRequest) -> HttpResponse:
    """One list: its places with count and measure, and the projects of one place."""
    scheme, year, known, parts = _asked(request)
    wanted = request.GET.get("place", "")
    chosen = next((part for part in parts if part.code == wanted), None)
    rows = chosen.rows if chosen else [one for part in parts if part.member for one in part.rows]
    context = {
        "scheme": scheme,
        "schemes": codelists.schemes(on=identity.today()),
        "year": year,
        "years": sorted(known, reverse=True),
        "parts": parts,
        "chosen": chosen,
        "rows": Paginator(rows, _SHOWN).get_page(request.GET.get("page")),
        "query": urlencode({"list": scheme.code, "year": year}),
    }
    return render(request, "progress/lists.html", context)


@require("project.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The same list as a workbook, every project of it."""
    scheme, year, _known, parts = _asked(request)
    title = f"{name_of(scheme)}_{year}"
    rows = [(part.name, one) for part in parts if part.member for one in part.rows]
    notes = _("Plan year %(year)s, as known on %(day)s") % {"year": year, "day": identity.today()}
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


def name_of(one: Named) -> str:
    """What a list or a place on it is called in the reader's language."""
    return one.name_zh if (get_language() or "zh").startswith("zh") else one.name_en


def _year(request: AuthedRequest) -> tuple[int, list[int]]:
    """The year asked for, else the latest with figures, and all there are to choose from."""
    known = years(identity.today())
    said = request.GET.get("year") or str(known[0])
    if not said.isdecimal() or int(said) not in known:
        raise Http404
    return int(said), known


def _asked(request: AuthedRequest) -> tuple[Scheme, int, list[int], list[Part]]:
    """The list and the year asked for with its places; what is not known is not found."""
    today = identity.today()
    schemes = {one.code: one for one in codelists.schemes(on=today)}
    scheme = schemes.get(request.GET.get("list", PLAN_CLASS))
    if scheme is None:
        raise Http404
    year, known = _year(request)
    projects = visible_to(request.user, today).select_related("responsible_unit")
    found = placed(list(projects.order_by("sort_key", "number")), [scheme], today, year)
    return scheme, year, known, _parts(scheme, found[scheme.code])


def _parts(scheme: Scheme, rows: Sequence[Placed]) -> list[Part]:
    by_code: dict[str, list[Placed]] = {}
    for one in rows:
        for member in one.members:
            by_code.setdefault(member.code, []).append(one)
    parts = [Part(member, by_code.get(member.code, [])) for member in scheme.members]
    return [*parts, Part(None, [one for one in rows if not one.members])]
