"""From facts to lamps: every project judged by every rule at once, on a frame.

A threshold is met or not exactly: rates are compared by multiplying out, so that 17 of 30 in
August is 10 points below time progress and nothing else. What a row says in words is made later
from the values that stand beside it.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from operator import ge, gt, le, lt
from typing import Any

import narwhals as nw

from ballast.kernel.periods import Period

from .rulebook import GAPS, MONEY, Colour, Family, Measure, Rule, Rulebook, When

Facts = nw.LazyFrame[Any]
OUT_OF_SCOPE = "out_of_scope"  # the family does not ask this of such a project
_HOW = {"below": lt, "at_most": le, "above": gt, "at_least": ge}
# Rows that stand before any rulebook's own.
NOT_RATED = {
    "suspended": Colour.DASH,
    "exempt": Colour.DASH,
    OUT_OF_SCOPE: Colour.DASH,
    "month_open": Colour.DASH,  # nothing is published for this month
    "no_plan": Colour.DASH,
    "not_started": Colour.DASH,
    "no_date": Colour.DASH,
    "not_kept": Colour.DASH,  # the city records no entry into statistics of any project
    "not_reported": Colour.DASH,  # the filing lamp is grey for it
    "not_due": Colour.DASH,
}


def judged(facts: Facts, rulebook: Rulebook, period: Period) -> Facts:
    """A column ``<family>`` with the row that decided, for each family of the rulebook.

    ``facts``: one row a project, amounts undivided, with the flags ``is_exempt_<family>`` and
    ``running_<family>``: for how many periods before this one its red or yellow has stood; and
    ``keeps_entry``, the same in every row: the city records entries into statistics.
    """
    columns = [_row(rule, period).alias(family) for family, rule in rulebook.rules.items()]
    return facts.with_columns(*columns)


def _row(rule: Rule, period: Period) -> nw.Expr:
    """The code of the first row that holds, beginning with those that are the same everywhere."""
    tried: list[tuple[nw.Expr, str]] = [
        (nw.col(f"is_exempt_{rule.family}"), "exempt"),
        *_unrated(rule, period),
    ]
    if rule.done is not None:
        tried.append((_is_done(rule, period), rule.done.code))
    *conditional, last = rule.rows
    tried += [(_met(rule, row.when, period), row.code) for row in conditional if row.when]
    return reduce(
        lambda rest, one: nw.when(one[0]).then(nw.lit(one[1])).otherwise(rest),
        reversed(tried),
        nw.lit(last.code),
    )


def _unrated(rule: Rule, period: Period) -> Iterable[tuple[nw.Expr, str]]:
    if rule.classes:
        yield ~nw.col("plan_class").is_in(sorted(rule.classes)), OUT_OF_SCOPE
    if rule.least_total_yuan is not None:
        small = nw.col("total_yuan") < nw.lit(rule.least_total_yuan)
        yield small | nw.col("total_yuan").is_null(), OUT_OF_SCOPE
    if rule.family is Family.FILING:
        yield ~nw.col("is_due") & ~nw.col("is_filed"), "not_due"
        return
    yield nw.col("state") == "SUSPENDED", "suspended"
    if rule.family is Family.ENTRY:
        yield ~nw.col("keeps_entry"), "not_kept"
    if rule.months and period.last not in rule.months:
        yield nw.lit(value=True), "month_open"
    if rule.measure in MONEY:
        planned = nw.col("planned_yuan")
        yield ~nw.col("is_filed"), "not_reported"
        yield planned.is_null() | (planned == 0), "no_plan"
        if rule.needs_ground:
            yield ~_has_begun(period), "not_started"
    else:
        yield nw.col(GAPS[rule.family][0]).is_null() & ~_is_done(rule, period), "no_date"


def _has_begun(period: Period) -> nw.Expr:
    """Ground is broken: by its date; by its class, or by what was built, where none is known."""
    started = nw.col("started_on")
    classed = nw.col("plan_class").is_in(["CARRY_OVER", "DUE_FINISH"])
    built = (nw.col("plan_class") == "NEW_START") & (nw.col("completed_yuan") > 0)
    known = started <= nw.lit(period.last_day)
    return nw.when(~started.is_null()).then(known).otherwise(classed | built.fill_null(value=False))


def _is_done(rule: Rule, period: Period) -> nw.Expr:
    reached = nw.col(GAPS[rule.family][1])
    return (reached <= nw.lit(period.last_day)).fill_null(value=False)


def _met(rule: Rule, when: When, period: Period) -> nw.Expr:
    numerator, denominator = _measure(rule, period)
    # Both sides times a power of ten, so that the threshold is a whole number.
    exponent = when.threshold.normalize().as_tuple().exponent
    scale = 10 ** max(0, -int(exponent))
    threshold = int(when.threshold * scale)
    met: nw.Expr = _HOW[when.how](numerator * scale, denominator * threshold)
    if when.running > 1:
        met = met & (nw.col(f"running_{rule.family}") >= when.running - 1)
    return met


def _measure(rule: Rule, period: Period) -> tuple[nw.Expr, nw.Expr]:
    """The measure as a numerator and a denominator above nought."""
    months = period.months_elapsed
    completed, planned = nw.col("completed_yuan").fill_null(Decimal(0)), nw.col("planned_yuan")
    match rule.measure:
        case Measure.POINTS:
            return (completed * 12 - planned * months) * 100, planned * 12
        case Measure.RATIO:
            return completed * 1200, planned * months
        case Measure.RATE:
            return completed * 100, planned
        case Measure.FILED:
            return nw.col("is_filed").cast(nw.Int64()), nw.lit(1)
    due = nw.col(GAPS[rule.family][0])
    if rule.measure is Measure.DAYS:
        return (nw.lit(period.last_day) - due).dt.total_minutes() // (24 * 60), nw.lit(1)
    past = (period.year - due.dt.year()) * 12 + period.last - due.dt.month()
    return past.cast(nw.Int64()), nw.lit(1)


def colours(rulebook: Rulebook) -> dict[tuple[Family, str], Colour]:
    """The colour of every row a lamp may rest on."""
    found = {
        (family, code): colour for family in rulebook.rules for code, colour in NOT_RATED.items()
    }
    for family, rule in rulebook.rules.items():
        found |= {(family, row.code): row.colour for row in rule.every_row}
    return found
