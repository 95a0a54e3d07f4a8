"""What areas can be coloured by, and the classes of colour, printed with the map."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel import money
from ballast.oversight.reporting.rules import Figures
from ballast.platform.ui.templatetags.figures import NO_FIGURE, count, percent, yi

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

USUAL = "completion_rate"
CLASSES = 5
_STEPS = (Decimal(-5), Decimal(0), Decimal(5), Decimal(10))  # percentage points off the calendar


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of an area: its words, its value, how that is told, and which scale colours it.

    Scales: ``pace`` from far behind to far ahead, ``more`` and ``worse`` from little to much.
    """

    code: str
    words: "StrPromise"
    scale: str
    value: Callable[[Figures], Decimal | None]
    told: Callable[[Decimal | None], str]


@dataclass(frozen=True, slots=True)
class Class:
    """One colour of the legend; ``number`` from 1, the lowest."""

    number: int
    words: str


def _percent(value: Decimal | None) -> str:
    return percent(None if value is None else value / 100)


def _points(value: Decimal | None) -> str:
    return NO_FIGURE if value is None else money.signed(value)


def _whole(value: Decimal | None) -> str:
    return count(None if value is None else int(value))


def _indicator(code: str) -> Callable[[Figures], Decimal | None]:
    return lambda figures: figures.value(code)


def _lamps(colour: Colour) -> Callable[[Figures], Decimal | None]:
    return lambda figures: Decimal(figures.lamps.get(colour, 0))


_ALL = (
    Shown(USUAL, gettext_lazy("Completion rate"), "pace", _indicator(USUAL), _percent),
    Shown(
        "lead_points",
        gettext_lazy("Lead over time progress (points)"),
        "pace",
        _indicator("lead_points"),
        _points,
    ),
    Shown("red", gettext_lazy("Projects behind (red)"), "worse", _lamps(Colour.RED), _whole),
    Shown("grey", gettext_lazy("Projects not reported"), "worse", _lamps(Colour.GREY), _whole),
    Shown(
        "planned_investment",
        gettext_lazy("Plan of the year (100m yuan)"),
        "more",
        _indicator("planned_investment"),
        yi,
    ),
    Shown(
        "completed_investment",
        gettext_lazy("Completed since January (100m yuan)"),
        "more",
        _indicator("completed_investment"),
        yi,
    ),
    Shown(
        "project_count",
        gettext_lazy("Number of projects"),
        "more",
        lambda figures: Decimal(figures.count),
        _whole,
    ),
)
SHOWN: Mapping[str, Shown] = {one.code: one for one in _ALL}

# The few that a part of another page offers, in fewer words.
BRIEFLY: Mapping[str, "StrPromise"] = {
    USUAL: gettext_lazy("Completion rate"),
    "planned_investment": gettext_lazy("Investment"),
    "red": gettext_lazy("Red lamps"),
}


def edges(shown: Shown, values: Sequence[Decimal], time_progress: Decimal) -> list[Decimal]:
    """Where one class ends and the next begins; ``time_progress`` in per cent.

    A pace is classed by the calendar, so that a colour means the same each month; an amount in
    equal round steps up to the largest.
    """
    if shown.scale == "pace":
        middle = time_progress if shown.code == USUAL else Decimal(0)
        return [middle + step for step in _STEPS]
    step = round_up(max(values, default=Decimal(0)) / CLASSES)
    return [step * number for number in range(1, CLASSES)]


def round_up(step: Decimal) -> Decimal:
    """The next round number: 1, 2, 3, 4, 5, 6, 8, 10, 20, …"""
    if step <= 1:
        return Decimal(1)
    size = Decimal(10) ** step.adjusted()
    return next(size * one for one in (1, 2, 3, 4, 5, 6, 8, 10) if size * one >= step)


def class_of(value: Decimal | None, at: Sequence[Decimal]) -> int:
    """The class of a value from 1, or 0 where there is none."""
    return 0 if value is None else 1 + sum(value >= edge for edge in at)


def legend(shown: Shown, at: Sequence[Decimal]) -> list[Class]:
    """What each colour stands for, from the lowest."""
    told = [shown.told(edge) for edge in at]
    words = [_("below %(edge)s") % {"edge": told[0]}]
    words += [
        _("%(low)s to below %(high)s") % {"low": low, "high": high} for low, high in pairwise(told)
    ]
    words.append(_("%(edge)s and more") % {"edge": told[-1]})
    return [Class(number, one) for number, one in enumerate(words, start=1)]
