"""The few things an indicator is made of: sums and counts over the facts that meet a condition.

They say what is meant and nothing of how it is computed: ``frames`` and ``sql`` do that, and a
contract test holds the two to each other. As in SQL, a comparison with what is not known is not
met, nor is its negation.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Comparator = Literal["=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is the same for the whole period, or given for each group: its last day, a target."""

    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the facts."""

    name: str

    def compared(self, how: Comparator, other: "Operand") -> "Comparison":
        return Comparison(self, how, other)

    @property
    def is_known(self) -> "Known":
        return Known(self)

    @property
    def holds(self) -> "Holds":
        return Holds(self)


Operand: TypeAlias = Column | Parameter | str | date | Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    column: Column
    how: Comparator
    other: Operand


@dataclass(frozen=True, slots=True)
class Known:
    column: Column


@dataclass(frozen=True, slots=True)
class Holds:
    """A flag is true."""

    column: Column


@dataclass(frozen=True, slots=True)
class Every:
    """All of them are met."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of them is met."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """It is known not to be met."""

    condition: "Condition"


Condition: TypeAlias = Comparison | Known | Holds | Every | Either | Unless


def every(*conditions: Condition) -> Every:
    return Every(conditions)


def either(*conditions: Condition) -> Either:
    return Either(conditions)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of an amount in yuan; nothing to add is nought."""

    column: Column
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects; one that counts for several units counts once."""

    where: Condition | None = None


Term: TypeAlias = Sum | Count
