"""The progress lamp: how far a project's year may fall behind the calendar.

The thresholds are Yinchuan's of 2025, as published; ``docs/rules/progress-lamp.md`` quotes
them, states every edge and says what the published rule leaves open.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from ballast.delivery.plans.rules import PlanClass

YELLOW_FROM = 10  # percentage points below time progress, this edge included
RED_BEYOND = 30  # percentage points below time progress, this edge excluded


class Colour(StrEnum):
    """What a lamp shows; each project of a list shows exactly one."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"  # due but not reported
    DASH = "dash"  # the rule does not apply: not rated


class Row(StrEnum):
    """The rows of the rule, tried in this order."""

    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"
    NO_PLAN = "no_plan"
    NOT_STARTED = "not_started"
    ON_TIME = "on_time"
    UNASSIGNED = "unassigned"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"


COLOUR_OF = {
    Row.NOT_REPORTED: Colour.GREY,
    Row.NOT_DUE: Colour.DASH,
    Row.NO_PLAN: Colour.DASH,
    Row.NOT_STARTED: Colour.DASH,
    Row.ON_TIME: Colour.GREEN,
    Row.UNASSIGNED: Colour.GREEN,
    Row.BEHIND: Colour.YELLOW,
    Row.FAR_BEHIND: Colour.RED,
}


VERSION = "yinchuan-2025"  # kept with every lamp: by which rule it was decided


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp, the row that decided it and the figures it was decided on.

    Money in yuan. ``completion_rate`` and ``time_progress`` are shares of one,
    ``lead_points`` percentage points; all unrounded, ``None`` where there is no such figure.
    """

    row: Row
    completed_yuan: Decimal | None
    planned_yuan: Decimal | None
    time_progress: Decimal
    completion_rate: Decimal | None = None
    lead_points: Decimal | None = None

    @property
    def colour(self) -> Colour:
        return COLOUR_OF[self.row]


def progress_lamp(
    completed: Decimal | None,
    planned: Decimal | None,
    time_progress: Fraction,
    *,
    ground_broken: bool = True,
    is_due: bool = True,
) -> Lamp:
    """Judge one project's year: year-to-date ``completed`` against the year's ``planned``, in yuan.

    ``completed`` is ``None`` when nothing was filed for the period, which is no failing where
    nothing was due. The comparison is made in exact fractions, so that no rounding moves a
    project over an edge.
    """
    share = decimal(time_progress)
    if completed is None:
        return Lamp(Row.NOT_REPORTED if is_due else Row.NOT_DUE, completed, planned, share)
    if not planned:
        return Lamp(Row.NO_PLAN, completed, planned, share)
    if not ground_broken:
        return Lamp(Row.NOT_STARTED, completed, planned, share)

    rate = Fraction(completed) / Fraction(planned)
    lead = (rate - time_progress) * 100
    return Lamp(_row(lead), completed, planned, share, decimal(rate), decimal(lead))


def _row(lead: Fraction) -> Row:
    if lead >= 0:
        return Row.ON_TIME
    if lead > -YELLOW_FROM:
        return Row.UNASSIGNED
    if lead >= -RED_BEYOND:
        return Row.BEHIND
    return Row.FAR_BEHIND


def decimal(value: Fraction) -> Decimal:
    """The fraction to 28 digits: for storing and showing, never for deciding."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def points_shown(lead_points: Decimal) -> Decimal:
    """The distance from time progress for a sentence: one decimal, more where one would lie.

    29.96 is within the yellow limit of 30 and reads 29.96, not 30.0.
    """
    distance = abs(lead_points)
    for places in range(1, 12):
        shown = distance.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if shown not in {0, YELLOW_FROM, RED_BEYOND} or shown == distance:
            return shown
    return distance


def has_broken_ground(plan_class: str | None, completed: Decimal | None) -> bool:
    """What the plan and the money tell of ground-breaking, until nodes say it.

    A preparatory project has not, nor has a new start that completed nothing this year.
    """
    if plan_class == PlanClass.PREPARATORY:
        return False
    return plan_class != PlanClass.NEW_START or bool(completed)
