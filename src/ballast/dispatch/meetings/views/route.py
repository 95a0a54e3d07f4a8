"""The stops of an observation on a map: numbers in their order, joined by straight lines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from ballast.dispatch.meetings.selectors import Visited
from ballast.platform.maps import selectors as maps


def drawn(stops: Sequence[Visited], on: date) -> dict[str, Any]:
    """What the island draws, without stops that have no place, and what is printed with it."""
    files = maps.in_force(on) if stops else []
    return {
        "drawn": {
            "outlines": [reverse("portal:map_outlines", args=[one.pk]) for one in files],
            "names": {code: name for one in files for code, name, *_ in one.areas},
            "stops": [
                {"place": one.stop.place, "name": one.stop.project.name, "at": list(one.at)}
                for one in stops
                if one.at
            ],
        },
        "ground": {"files": files, "is_later": False},
    }
