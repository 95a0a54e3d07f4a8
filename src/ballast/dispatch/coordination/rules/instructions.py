"""批示: how it was given, and how far it has come.

Sources: 政府督查工作条例 (国令第733号) leaves the forms to the offices. Practice of their rules:
it is delivered the day it comes, signed for by each addressee, and reported back by who leads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """How the leader said it."""

    WRITTEN = "WRITTEN"  # on somebody's paper, by hand
    ORAL = "ORAL"
    PHONE = "PHONE"
    BRIEF = "BRIEF"  # on a 专报 of this system


class Standing(StrEnum):
    """How far it has come on a day."""

    DELIVERED = "delivered"  # nobody who leads has signed for it
    IN_HAND = "in_hand"
    OVERDUE = "overdue"  # its limit is over and who leads has not reported
    REPORTED = "reported"
    CLOSED = "closed"  # reported, and no new word came; or closed by the office
    WITHDRAWN = "withdrawn"


def standing(
    *,
    is_withdrawn: bool,
    is_closed: bool,
    has_reported: bool,
    has_signed: bool,
    limit: date | None,
    on: date,
) -> Standing:
    """``has_reported``, ``has_signed``: who leads; a report before the last wording counts not."""
    if is_withdrawn:
        return Standing.WITHDRAWN
    if is_closed:
        return Standing.CLOSED
    if has_reported:
        return Standing.REPORTED
    if limit is not None and limit < on:
        return Standing.OVERDUE
    return Standing.IN_HAND if has_signed else Standing.DELIVERED


# Without a new word for so many working days after the report it is closed, unless the office
# sets another number: the law names none; two weeks is how long a leader's paper goes round.
CLOSED_AFTER = 10

OPEN = frozenset({Standing.DELIVERED, Standing.IN_HAND, Standing.OVERDUE})


@dataclass(frozen=True, slots=True)
class Tally:
    """Instructions that stand; how many of them were reported back, are overdue, are closed.

    What is closed was reported back, or is counted so.
    """

    given: int = 0
    reported: int = 0
    overdue: int = 0
    closed: int = 0


def tally(standings: Iterable[Standing]) -> Tally:
    """Those withdrawn are not counted."""
    kept = [one for one in standings if one is not Standing.WITHDRAWN]
    closed = kept.count(Standing.CLOSED)
    reported = kept.count(Standing.REPORTED) + closed
    return Tally(len(kept), reported, kept.count(Standing.OVERDUE), closed)
