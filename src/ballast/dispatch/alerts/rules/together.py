"""One lamp for a project from the lamps of its families."""

from collections.abc import Mapping

from .rulebook import Colour, Family

PROJECT = "project"  # stands beside the families: the lamp of the project itself
RATED = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN)  # the worst first
# Among equals what is asked first: how the money stands against the year.
_FIRST = sorted(Family, key=lambda family: family is not Family.PROGRESS)


def deciding(lamps: Mapping[Family, Colour]) -> Family | None:
    """The family whose lamp is the project's.

    Filing if that is grey, whatever carried values would give; else the worst that is rated.
    None for a project with no rated family: it shows the dash.
    """
    if lamps.get(Family.FILING) is Colour.GREY:
        return Family.FILING
    rated = [family for family in _FIRST if lamps.get(family) in RATED]
    return min(rated, key=lambda family: RATED.index(lamps[family]), default=None)
