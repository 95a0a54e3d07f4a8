"""议程: in which order topics are taken, by a published rule (docs/rules/meetings.md).

Promises of last time first; then the higher level; then the longer overdue; then more days of a
node at stake; then more money at stake; then who asked first. A place given by hand is kept, and
the others stand around it in the order of the rule.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class TopicState(StrEnum):
    """Whether the office has taken a topic up."""

    ASKED = "asked"
    ADMITTED = "admitted"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight(Generic[K]):
    """What the place of a topic goes by; days are calendar days, money is in yuan."""

    key: K
    is_promise: bool = False
    level: int = 0
    overdue: int = 0
    at_stake: int = 0
    amount: Decimal = Decimal(0)
    asked_at: datetime

    @property
    def rank(self) -> tuple[Any, ...]:
        """Ascending: what comes first is smallest."""
        return (
            not self.is_promise,
            -self.level,
            -max(0, self.overdue),
            -self.at_stake,
            -self.amount,
            self.asked_at,
            self.key,
        )


def by_rule(topics: Sequence[Weight[K]]) -> list[K]:
    return [one.key for one in sorted(topics, key=lambda one: one.rank)]


def ordered(topics: Sequence[Weight[K]], by_hand: Mapping[K, int]) -> list[K]:
    """The order of the rule, those with a place by hand at theirs, counted from 1.

    Of two at one place the first by the rule has it, the other comes right after it.
    """
    ruled = by_rule(topics)
    found = [key for key in ruled if key not in by_hand]
    last_first = [key for key in reversed(ruled) if key in by_hand]
    for key in sorted(last_first, key=lambda key: by_hand[key]):
        found.insert(max(0, by_hand[key] - 1), key)
    return found
