"""The loop's figures: who was prompted, what matters there were, and what became of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ballast.dispatch.coordination.rules.loop import LoopCounts
from ballast.platform.analytics.indicators import Value, percentage

PROMPTED, START, PROMOTION = "prompted", "prompted_start", "prompted_promotion"
COUNTS = (
    *(PROMPTED, START, PROMOTION, "prompted_both"),
    *("matters", "solved", "open", "overdue"),
)
RATES = ("acceptance_rate", "on_time_rate", "solving_rate", "reopened_rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """The loop as it stood at the end of a day, counted from the records.

    ``values`` by code: counts, and rates in per cent with what they are shares of. ``by_level``
    and ``by_cause``: of the open matters, the level's number, and the cause with most first;
    ``at_top`` of them lie with headquarters, ``unconfirmed`` were told solved. ``counts``: their
    ages, medians and holders.
    """

    on: date
    values: Mapping[str, Value]
    by_level: Mapping[int, int]
    by_cause: Sequence[tuple[str, int]]
    at_top: int
    unconfirmed: int = 0
    counts: LoopCounts = field(default_factory=LoopCounts)

    def count(self, code: str) -> int:
        return int(self.values[code].value or 0)

    @property
    def is_begun(self) -> bool:
        """Whether a matter was ever recorded."""
        return self.count("matters") > 0


def prompts(of_projects: Iterable[Collection[str]]) -> dict[str, int]:
    """How many projects were prompted, each once: to start, to promote, both, and in all."""
    told = list(of_projects)
    start = sum("start" in one for one in told)
    promotion = sum("promotion" in one for one in told)
    both = sum({"start", "promotion"} <= set(one) for one in told)
    return {PROMPTED: len(told), START: start, PROMOTION: promotion, "prompted_both": both}


def counted(number: int) -> Value:
    return Value(Decimal(number), Decimal(number), None)


def share(part: tuple[int, int]) -> Value:
    """So many of so many, in per cent."""
    some, of = (Decimal(one) for one in part)
    return Value(percentage(some, of), some, of)
