"""What an indicator is: a numerator, a denominator, a measure and a version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .expressions import Parameter, Sum, Term


class Measure(StrEnum):
    """What the value is told in."""

    YUAN = "yuan"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"  # percentage points


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure, declared once; screens, papers, lamps and rankings ask for it by ``code``.

    The value is the numerator, less ``less``; over the denominator, if there is one, times 100;
    less ``base``, a percentage. A ratio is one of sums, and null where the denominator is nought.
    ``version`` goes up with every change of meaning.
    """

    code: str
    measure: Measure
    numerator: Term | Parameter
    less: Term | None = None
    denominator: Term | Parameter | None = None
    base: Parameter | None = None
    version: int = 1

    @property
    def terms(self) -> tuple[Term, ...]:
        """What has to be added up over the facts."""
        parts = (self.numerator, self.less, self.denominator)
        return tuple(part for part in parts if part is not None and not isinstance(part, Parameter))

    def adds_up(self, column: str) -> bool:
        """Whether one of its sums is over this column."""
        return any(isinstance(one, Sum) and one.column.name == column for one in self.terms)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What has to be given with the facts; without it the value is null."""
        parts = (self.numerator, self.denominator, self.base)
        return tuple(part for part in parts if isinstance(part, Parameter))


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator's value of one group and what it was made of; unrounded."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


Given = Mapping[str, Any]  # what a parameter is: an amount, a percentage, a day


def value_of(indicator: Indicator, sums: Mapping[Term, Decimal], given: Given) -> Value:
    """The indicator of one group from its sums, and from what was ``given`` for it.

    Engines only add up; the one division is made here, because a decimal over a decimal loses
    places on some of them.
    """

    def part(one: Term | Parameter | None) -> Decimal | None:
        if one is None:
            return None
        return given.get(one.name) if isinstance(one, Parameter) else sums[one]

    numerator, denominator = part(indicator.numerator), part(indicator.denominator)
    if numerator is not None and indicator.less is not None:
        numerator -= sums[indicator.less]
    value = numerator
    if indicator.denominator is not None:
        value = percentage(numerator, denominator)
    if indicator.base is not None:
        base = part(indicator.base)
        value = None if value is None or base is None else value - base
    return Value(value, numerator, denominator)


def percentage(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """One sum over another in per cent; null where there is no denominator."""
    if numerator is None or not denominator:
        return None
    return numerator * 100 / denominator


def terms_of(indicators: Iterable[Indicator]) -> tuple[Term, ...]:
    """Every sum that these indicators need, each once."""
    return tuple(dict.fromkeys(term for one in indicators for term in one.terms))
