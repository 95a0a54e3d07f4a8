"""The map's page, its part for other pages, and what its island fetches."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page

from ballast.dispatch.alerts.rules import Colour, decimal
from ballast.edges.portal.filters import narrowed
from ballast.edges.portal.lines import label
from ballast.edges.portal.listing import FIELDS
from ballast.edges.portal.views import Listing, listing_of
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.messages import data_state
from ballast.oversight.reporting.rules import together
from ballast.oversight.reporting.selectors import CALLING, Lines, Placed
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import SIGNED_IN, require
from ballast.platform.maps import selectors as maps
from ballast.platform.maps.models import Boundaries
from ballast.platform.maps.services import RIGHT
from ballast.platform.periods.rules import State
from ballast.platform.ui.http import AuthedRequest, page
from ballast.platform.ui.templatetags.figures import percent
from ballast.platform.ui.templatetags.ui import LAMPS

from .areas import BY, Area, Colouring, Ground, ground, narrowed_to
from .asked import View, box_of
from .shown import BRIEFLY, SHOWN

BESIDE = 60  # projects in the list beside the map; the project list has them all
MOST_POINTS = 3000  # drawn at once
_ALL_LAMPS = "near"  # says that one has come near enough for every lamp
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Map:
    """A list of projects on the map."""

    request: AuthedRequest
    listing: Listing
    view: View

    @cached_property
    def lines(self) -> Lines:
        return reporting.chosen(self.listing.seen.lines, self.listing.choice)

    @cached_property
    def part(self) -> Lines:
        """The projects of the area chosen, or all."""
        choice = self.listing.choice_of(self.view.part(self.listing.asked))
        return reporting.chosen(self.listing.seen.lines, choice)

    @cached_property
    def ground(self) -> Ground:
        return ground(self.listing.period, self.listing.on)

    @cached_property
    def colouring(self) -> Colouring:
        view = self.view
        return Colouring(view.by, view.show, self.lines, self.listing.period, self.ground)

    def row(self, area: Area, *, on_page: bool) -> dict[str, Any]:
        """An area with the way on: on the map's own page it is chosen, elsewhere its list opens."""
        asked, view = self.listing.asked, self.view
        tail = narrowed_to(asked, view.by, area.key).query
        if on_page:
            chosen = "" if area.key == view.at else area.key
            href = reverse("portal:map") + replace(view, at=chosen).query(asked)
        else:
            href = reverse("portal:projects") + tail
        return {
            "area": area,
            "href": href if area.key else "",
            "is_chosen": bool(area.key) and area.key == view.at,
        }

    def drawn(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """What the island draws with: outlines by address, areas by the code of theirs."""
        areas = {
            row["area"].outline: {
                "name": row["area"].name,
                "told": row["area"].told,
                "class": row["area"].number,
                "href": row["href"],
                "chosen": row["is_chosen"],
            }
            for row in rows
            if row["area"].outline
        }
        for code, name in self.ground.outlines.items():
            areas.setdefault(code, {"name": name, "told": "", "class": 0, "href": ""})
        return {
            "outlines": [outlines_of(one) for one in self.ground.files],
            "scale": SHOWN[self.view.show].scale,
            "areas": areas,
            "points": reverse("portal:map_points") + self.view.query(self.listing.asked),
            "projects": reverse("portal:projects"),
            "lamps": [*Colour],
            "nothing": _("no project of this list"),
        }

    def context(self, *, on_page: bool) -> dict[str, Any]:
        rows = [self.row(area, on_page=on_page) for area in self.colouring.areas]
        view, asked, drawn = self.view, self.listing.asked, self.drawn(rows)
        return {
            "asked": asked,
            "view": view,
            "on_page": on_page,
            "words": view.words,
            "scale": SHOWN[view.show].scale,
            "rows": rows,
            "classes": self.colouring.classes,
            "ground": self.ground,
            "drawn": drawn,
            "lacks": any(area["class"] == 0 for area in drawn["areas"].values()),
            "period": label(self.listing.period),
            "is_wall": False,
            "may_bring": identity.scope(self.request).may(RIGHT),
        }

    def here(self, query: str | None = None) -> str:
        """The address of the map, or of the same map of another list's address."""
        asked = self.listing.asked
        tail = self.view.query(asked) if query is None else self.view.beside(query)
        return reverse("portal:map") + tail

    def switch(self) -> list[dict[str, Any]]:
        """The few figures that a part of another page offers."""
        return [
            {
                "words": words,
                "href": reverse("portal:map_panel")
                + replace(self.view, show=code).query(self.listing.asked),
                "is_current": code == self.view.show,
            }
            for code, words in BRIEFLY.items()
        ]

    def listed(self) -> int:
        """How many projects the areas count together."""
        return sum(area.figures.count for area in self.colouring.areas)

    def kept(self) -> list[tuple[str, str]]:
        """What the form hands on that stands in none of its fields: filters folded away."""
        asked = self.listing.asked
        shown = {"period", "q", "lamp", *(FIELDS if asked.is_open else ()), "more"}
        pairs = parse_qsl(asked.without()[1:])
        kept = [(name, value) for name, value in pairs if name not in shown]
        return [*kept, ("at", self.view.at)] if self.view.at else kept

    def beside(self) -> dict[str, Any]:
        """What only the map's own page shows: filters, counts, projects worst first."""
        listing, asked = self.listing, self.listing.asked
        progress = listing.period.time_progress
        counts = together(listing.overview.figures.values(), progress).lamps
        placed = reporting.with_position(self.part)
        worst = reporting.placed(self.part, most=BESIDE)
        of_part = self.view.part(asked)
        nowhere = replace(of_part, position=reporting.NOWHERE, page=1)
        listed = sum(here + gone for here, gone in placed.values())
        return {
            "filters": listing.filters,
            "kept": self.kept(),
            "narrowed": narrowed(listing.chips),
            "chips": [replace(one, href=self.here(one.href)) for one in listing.chips],
            "fold_url": self.here(asked.without(is_open=not asked.is_open)),
            "cleared_url": self.here(asked.cleared),
            "counts": {one: number for one, number in counts.items() if number},
            "periods": [(code, label(Period.from_code(code))) for code in listing.offered],
            "state": data_state(listing.lock),
            "is_settled": bool(listing.lock and listing.lock.state == State.CLOSED),
            "last_day": listing.period.last_day,
            "tick": decimal(progress),
            "has_lamps": listing.has_lamps,
            "projects": worst,
            "listed": listed,
            "rest": max(0, listed - len(worst)),
            "nowhere": sum(gone for _, gone in placed.values()),
            "nowhere_url": reverse("portal:projects") + nowhere.query,
            "list_url": reverse("portal:projects") + of_part.query,
            "by_options": BY.items(),
            "show_options": [(one.code, one.words) for one in SHOWN.values()],
            "chosen_name": next(
                (one.name for one in self.colouring.areas if one.key == self.view.at), self.view.at
            ),
            "unchosen_url": reverse("portal:map") + replace(self.view, at="").query(asked),
        }


def outlines_of(file: Boundaries) -> str:
    return reverse("portal:map_outlines", args=[file.pk])


def map_of(request: AuthedRequest) -> Map | None:
    """What the address asks for; None before the first period was opened."""
    listing = listing_of(request)
    return Map(request, listing, View.read(request.GET)) if listing else None


@require("project.view")
def city(request: AuthedRequest) -> HttpResponse:
    """One map: areas by a figure, projects by their lamps, the same as a list beside it."""
    found = map_of(request)
    if found is None:
        return page(request, "portal/map/page.html", "map", {"asked": None})
    context = found.context(on_page=True) | found.beside()
    answer = page(request, "portal/map/page.html", "map", context)
    if request.htmx:
        answer["HX-Push-Url"] = request.path + found.view.query(found.listing.asked)
    return answer


@require("project.view")
def panel(request: AuthedRequest) -> HttpResponse:
    """The map as a part of another page: figures by area, each with the way to its list."""
    found = map_of(request)
    if found is None:
        return HttpResponse()
    context = found.context(on_page=False)
    context |= {
        "is_wall": "wall" in request.GET,
        "whole_url": found.here(),
        "shows": found.switch(),
        "listed": found.listed(),
    }
    return render(request, "portal/map/inside.html", context)


@require("project.view")
@gzip_page
def points(request: AuthedRequest) -> HttpResponse:
    """The projects to be drawn: in the box looked at, the worst first, and how many are not."""
    found = map_of(request)
    if found is None:
        raise Http404
    box, part = box_of(request.GET), found.part
    is_near = _ALL_LAMPS in request.GET or bool(found.listing.asked.colours or found.view.at)
    shown = part
    if found.listing.has_lamps and not is_near:
        shown = part.filter(colour__in=CALLING)
    drawn = reporting.points(shown, most=MOST_POINTS, box=box)
    count = reporting.in_box(part, box).count()
    content = {"points": [_point(one) for one in drawn], **_told(len(drawn), count)}
    return _json(request, content)


def _point(one: Placed) -> list[Any]:
    assert one.at is not None  # noqa: S101  ``points`` gives those that have a position
    rate = "" if one.rate is None else percent(one.rate)
    words = f"{LAMPS[one.colour]}  {rate}".strip()
    return [round(one.at.east, 6), round(one.at.north, 6), one.colour, one.number, one.name, words]


def _told(drawn: int, count: int) -> dict[str, str]:
    """How many are drawn, and how to see the others."""
    if drawn >= count:
        words = ngettext("%(count)d project drawn.", "%(count)d projects drawn.", drawn)
        return {"words": words % {"count": drawn}, "hint": ""}
    words = _("%(drawn)d of %(count)d projects drawn, the worst first.")
    return {
        "words": words % {"drawn": drawn, "count": count},
        "hint": _("Come nearer or choose lamps to see the others."),
    }


@require(SIGNED_IN)
@gzip_page
def outlines(request: AuthedRequest, pk: int) -> HttpResponse:
    """A boundary file as it is drawn; what an address holds never changes."""
    try:
        content = maps.geojson(pk)
    except Boundaries.DoesNotExist as absent:
        raise Http404 from absent
    answer = _json(request, content)
    answer["Cache-Control"] = f"private, max-age={_YEAR}, immutable"
    return answer


def _json(request: HttpRequest, content: Mapping[str, object]) -> HttpResponse:
    told = orjson.dumps(content)
    etag = f'"{sha256(told).hexdigest()[:32]}"'
    answer = HttpResponse(told, content_type="application/json", headers={"ETag": etag})
    same = get_conditional_response(request, etag=etag, response=answer)
    return same if isinstance(same, HttpResponse) else answer
