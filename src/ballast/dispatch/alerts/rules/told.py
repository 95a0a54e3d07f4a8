"""What a lamp was decided on, and the same in words: exact when kept, rounded once when told."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ballast.kernel.money import half_up
from ballast.kernel.periods import Period

from .rulebook import GAPS, MONEY, Measure, Rule

Values = Mapping[str, str]
_FINEST = 12  # places


def names(rule: Rule) -> tuple[str, ...]:
    """What a rule looks at, by the names under which ``figures`` says it."""
    if rule.measure in MONEY:
        ground = ("started_on",) if rule.needs_ground else ()
        return "completed_yuan", "planned_yuan", *ground
    return ("is_due", "is_filed") if rule.measure is Measure.FILED else ("planned", "done")


def figures(rule: Rule, facts: Mapping[str, object], period: Period) -> dict[str, str]:
    """The facts a rule looks at: amounts in yuan, days as ISO dates, flags as yes and no.

    What is not known is not said, nor what was reached only after the period's end.
    """
    if rule.measure in MONEY:
        return _known({name: facts[name] for name in names(rule)})
    if rule.measure is Measure.FILED:
        return {name: "yes" if facts[name] else "no" for name in names(rule)}
    due, reached = (facts[name] for name in GAPS[rule.family])
    if isinstance(reached, date) and reached > period.last_day:
        reached = None
    return _known(dict(zip(names(rule), (due, reached), strict=True)))


def _known(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items() if value is not None}


def said(rule: Rule, values: Values, period: Period) -> dict[str, Decimal | date | int]:
    """What a sentence may name: percentages and points as rounded for reading, days and months."""
    if rule.measure in MONEY:
        return _money(rule, values, period)
    told: dict[str, Decimal | date | int] = {
        name: date.fromisoformat(values[name]) for name in ("planned", "done") if name in values
    }
    planned = told.get("planned")
    if isinstance(planned, date):
        past = (period.year - planned.year) * 12 + period.last - planned.month
        # The month in which it was due counts as the first.
        told |= {"days": (period.last_day - planned).days, "months": past + 1}
    return told


def _money(rule: Rule, values: Values, period: Period) -> dict[str, Decimal | date | int]:
    """A figure that is compared with thresholds has as many places as keep it off those edges.

    In whole numbers over whole numbers: exact, and a fifth of what fractions take.
    """
    planned, planned_in = Decimal(values.get("planned_yuan", 0)).as_integer_ratio()
    if not planned:
        return {}
    done, done_in = Decimal(values.get("completed_yuan", 0)).as_integer_ratio()
    rate, per = 100 * done * planned_in, done_in * planned
    elapsed = period.time_progress
    time, of = 100 * elapsed.numerator, elapsed.denominator
    edges = {abs(row.when.threshold) for row in rule.rows if row.when}

    def at(measure: Measure) -> Collection[Decimal]:
        return edges if rule.measure is measure else ()

    points = shown(abs(rate * of - time * per), per * of, at(Measure.POINTS))
    places = -int(points.as_tuple().exponent) if rule.measure is Measure.POINTS else 1
    return {
        "rate": shown(rate, per, edges)
        if rule.measure is Measure.RATE
        else half_up(Decimal(rate) / per, places),
        "time": half_up(Decimal(time) / of, 1),
        "points": points,
        "ratio": shown(100 * rate * of, per * time, at(Measure.RATIO)),
    }


def shown(over: int, under: int, edges: Collection[Decimal]) -> Decimal:
    """One decimal, more where one would lie: 29.96 is within a limit of 30 and reads 29.96."""
    exact = Decimal(over) / under
    for places in range(1, _FINEST):
        rounded = half_up(exact, places)
        if (rounded and rounded not in edges) or Fraction(rounded) == Fraction(over, under):
            return rounded
    return exact


def decimal(value: Fraction) -> Decimal:
    """The fraction to 28 digits: for storing and showing, never for deciding."""
    return Decimal(value.numerator) / Decimal(value.denominator)
