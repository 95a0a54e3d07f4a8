"""A position on a project's form: pressed on the map, or typed however it is known."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from ballast.kernel.coordinates import Crs, NotAPosition, Point, from_cgcs2000, to_cgcs2000, typed
from ballast.platform.identity.http import require, today
from ballast.platform.maps import selectors as maps
from ballast.platform.ui.http import AuthedRequest, say
from ballast.projects.messages import CRS_NAMES

from .views import outlines_of

_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Told:
    """A position in one system."""

    crs: str
    name: str
    east: Decimal
    north: Decimal
    is_given: bool


@require("register.edit")
def picker(request: AuthedRequest) -> HttpResponse:
    """What a text says as a position, in every system, and where that lies on the map.

    ``text`` as typed, ``crs`` the system it is meant in. Nothing is written here: the form's own
    fields take the numbers over.
    """
    text, said = request.GET.get("text", "").strip()[:120], request.GET.get("crs", "")
    crs = Crs(said) if said in [*Crs] else Crs.CGCS2000
    context: dict[str, Any] = {"text": text, "crs": crs.value, "systems": CRS_NAMES.items()}
    try:
        east, north = typed(text) if text else (None, None)
    except NotAPosition as refusal:
        context |= {"fault": say(refusal)}
        east = north = None
    if east is not None and north is not None:
        at = to_cgcs2000(Point(float(east), float(north)), crs)
        context |= {"told": _told(at, crs, east, north), "at": at}
    context["drawn"] = {
        "outlines": [outlines_of(one) for one in maps.in_force(today())],
        "at": context.get("at"),
    }
    return render(request, "portal/map/picker.html", context)


def _told(at: Point, given: Crs, east: Decimal, north: Decimal) -> list[Told]:
    found = [Told(given.value, str(CRS_NAMES[given.value]), east, north, is_given=True)]
    for crs in Crs:
        if crs is not given:
            there = from_cgcs2000(at, crs)
            east, north = (Decimal(str(side)).quantize(_PLACES) for side in there)
            found.append(Told(crs.value, str(CRS_NAMES[crs.value]), east, north, is_given=False))
    return found
