"""One lamp for a project from the lamps of its families."""

from collections.abc import Mapping

from .rulebook import Colour, Family

_WORST_FIRST = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN)


def project_lamp(lamps: Mapping[Family, Colour]) -> Colour:
    """Grey if its filing is grey, whatever carried values would give; else the worst that is rated.

    Only a project with no rated family shows the dash.
    """
    if lamps.get(Family.FILING) is Colour.GREY:
        return Colour.GREY
    shown = set(lamps.values())
    return next((colour for colour in _WORST_FIRST if colour in shown), Colour.DASH)
