"""The projects that were picked from the list: those ticked, or all that fit its filters."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict

from ballast.kernel.errors import Refused
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.ui.http import AuthedRequest

from .listing import MOST_PICKED
from .views import Listing, listing_of


class NotInTheList(Refused):
    """Of the projects picked some are not in the list, or not any more."""

    code = "picked_not_in_the_list"


class ListMoved(Refused):
    """Between looking and confirming the list came to hold other projects."""

    code = "list_moved"


class Row(NamedTuple):
    pk: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked, in the order of the list.

    ``missing``: numbers that were ticked and are not in the list. ``digest`` of all of it: what is
    confirmed is what was shown.
    """

    listing: Listing
    rows: Sequence[Row]
    missing: Sequence[str]

    @property
    def pks(self) -> list[int]:
        return [row.pk for row in self.rows]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(row.number for row in self.rows)

    @property
    def digest(self) -> str:
        return hashlib.sha256(",".join(sorted(self.numbers)).encode()).hexdigest()[:16]

    @property
    def address(self) -> str | None:
        """The address of a list of these alone; None where they are too many to be named."""
        asked = self.listing.asked
        if len(self.rows) > MOST_PICKED:
            return None
        return asked.picked(self.numbers).query


def picked(request: AuthedRequest) -> Picked | None:
    """What a form of the list sends: its address, and the numbers ticked, or that all are meant.

    None before the first period was opened.
    """
    said = request.POST
    address = QueryDict(said.get("address", "").lstrip("?"))
    listing = listing_of(request, is_whole=True, query=address)
    if listing is None:
        return None
    rows = _rows(listing)
    if said.get("all") == "1":
        return Picked(listing, rows, ())
    wanted = dict.fromkeys(one for one in said.get("numbers", "").split(",") if one)
    there = [row for row in rows if row.number in wanted]
    missing = wanted.keys() - {row.number for row in there}
    return Picked(listing, there, sorted(missing))


def _rows(listing: Listing) -> list[Row]:
    """Every line that fits, in the order of the list."""
    fitting = reporting.chosen(listing.seen.lines, listing.choice)
    told = {row[0]: Row(*row) for row in fitting.values_list("pk", "number", "name")}
    return [told[pk] for pk in listing.overview.project_ids if pk in told]
