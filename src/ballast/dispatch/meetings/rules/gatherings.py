"""集中开工、集中签约、推介: whether what was celebrated really came about.

Ground is broken, or a project landed, when its node says so: never because it stood on the stage.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

AFTER = (30, 90)  # calendar days, on which is looked again


class Occasion(StrEnum):
    MASS_START = "mass_start"
    MASS_SIGNING = "mass_signing"
    PROMOTION = "promotion"


class Came(StrEnum):
    """What has become of a project on a day."""

    BEFORE = "before"  # it had been reached before the event: nothing was started by it
    SINCE = "since"
    NOT_YET = "not_yet"


def looks(held_on: date) -> list[tuple[int, date]]:
    """After how many days, and on which day, is looked again."""
    return [(days, held_on + timedelta(days=days)) for days in AFTER]


def came(reached: date | None, *, held_on: date, on: date) -> Came:
    """``reached``: the actual day of the node; reached on the very day counts for the event."""
    if reached is None or reached > on:
        return Came.NOT_YET
    return Came.SINCE if reached >= held_on else Came.BEFORE


@dataclass(frozen=True, slots=True)
class Real:
    """Of so many projects so many really came since the event, had come before, have not come."""

    projects: int = 0
    since: int = 0
    before: int = 0
    not_yet: int = 0


def real(found: Iterable[Came]) -> Real:
    rows = list(found)
    counts = (rows.count(one) for one in (Came.SINCE, Came.BEFORE, Came.NOT_YET))
    return Real(len(rows), *counts)
