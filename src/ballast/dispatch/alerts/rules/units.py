"""Lamps of units: a unit's investment as a whole, by the rows of its own rule."""

from fractions import Fraction
from operator import ge, gt, le, lt

from ballast.kernel.periods import Period

from .rulebook import Measure, Rule, When
from .told import Values

_HOW = {"below": lt, "at_most": le, "above": gt, "at_least": ge}


def unit_row(rule: Rule, values: Values, period: Period, before: int) -> str:
    """The code of the first row that holds; ``before``: for how many periods red or yellow stood.

    Compared as fractions, so that a threshold is met or not exactly.
    """
    if rule.months and period.last not in rule.months:
        return "month_open"
    planned = Fraction(values.get("planned_yuan", "0"))
    if not planned:
        return "no_plan"
    rate = Fraction(values.get("completed_yuan", "0")) / planned
    measure = {
        Measure.POINTS: (rate - period.time_progress) * 100,
        Measure.RATIO: rate / period.time_progress * 100,
        Measure.RATE: rate * 100,
    }[rule.measure]
    return next(
        row.code for row in rule.rows if row.when is None or _met(row.when, measure, before)
    )


def _met(when: When, measure: Fraction, before: int) -> bool:
    return _HOW[when.how](measure, Fraction(when.threshold)) and before >= when.running - 1
