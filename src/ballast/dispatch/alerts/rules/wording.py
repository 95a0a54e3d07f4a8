"""Do sentences name the thresholds they are about?"""

import re
from collections.abc import Iterator
from decimal import Decimal

from .rulebook import Measure, Rule, Rulebook

_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_HOURS = 24


def stray_figures(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Figures in sentences that are no threshold of their rule, each with its place.

    A doubt, not a fault: who changes a threshold easily forgets the sentence.
    """
    for family, rule in rulebook.rules.items():
        known = _thresholds(rule)
        places = [f"{family}.rows[{number}]" for number in range(1, len(rule.rows) + 1)]
        if rule.done:
            places.insert(0, f"{family}.done")
        for place, row in zip(places, rule.every_row, strict=True):
            for language, text in (("zh", row.zh), ("en", row.en)):
                for figure in _FIGURE.findall(_PLACEHOLDER.sub("", text)):
                    if Decimal(figure) not in known:
                        yield f"{place}.{language}", figure


def _thresholds(rule: Rule) -> set[Decimal]:
    """As sentences say them: without a sign, days also in hours, and the month it was due first."""
    plain = {abs(row.when.threshold) for row in rule.rows if row.when}
    plain |= {Decimal(row.when.running) for row in rule.rows if row.when and row.when.running > 1}
    if rule.measure is Measure.DAYS:
        plain |= {days * _HOURS for days in plain}
    if rule.measure is Measure.MONTHS:
        plain |= {months + 1 for months in plain}
    return plain
