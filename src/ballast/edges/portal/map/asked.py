"""What of the map an address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.edges.portal.listing import Asked
from ballast.oversight.reporting.selectors import Box

from .areas import BY, UNIT, narrowed_to
from .shown import SHOWN, USUAL

_SIDES = 4


@dataclass(frozen=True)
class View:
    """How the map of one list is looked at; ``at`` is the area chosen on it."""

    by: str = UNIT
    show: str = USUAL
    at: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "View":
        """What is asked for; what it cannot mean is left out."""
        by, show = query.get("by", ""), query.get("show", "")
        return cls(
            by if by in BY else UNIT,
            show if show in SHOWN else USUAL,
            query.get("at", "")[:32],
        )

    def query(self, asked: Asked) -> str:
        """The address of this map of a list after its question mark; what is usual is not said."""
        return self.beside(asked.plain)

    def beside(self, query: str) -> str:
        """The same of a list's address."""
        own = {
            "by": "" if self.by == UNIT else self.by,
            "show": "" if self.show == USUAL else self.show,
            "at": self.at,
        }
        said = urlencode({name: value for name, value in own.items() if value})
        return "&".join(part for part in (query, said) if part)

    def part(self, asked: Asked) -> Asked:
        """The list of the area chosen, or the whole of it."""
        return narrowed_to(asked, self.by, self.at) if self.at else asked

    @cached_property
    def words(self) -> Mapping[str, str]:
        return {"by": str(BY[self.by]), "show": str(SHOWN[self.show].words)}


def box_of(query: QueryDict) -> Box | None:
    """West, south, east, north in degrees; None where no box is asked for that could be meant."""
    said = query.get("box", "").split(",")
    try:
        west, south, east, north = (float(side) for side in said[:_SIDES])
    except ValueError:
        return None
    if len(said) != _SIDES or not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    return west, south, east, north
