"""Which figure counts for a project and a period: ``docs/rules/counting.md``.

>>> september = Filed(1, "2023-09", 1, 1, Kind.ACTUAL, State.ACCEPTED, Decimal(900))
>>> counted([september], "2023-10").filed_for
'2023-09'
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ballast.kernel.money import half_up

from .codes import GONE, Kind, State


class Standing(StrEnum):
    """How far the duty to file a project for a period has come."""

    NOT_DUE = "NOT_DUE"
    NOT_REPORTED = "NOT_REPORTED"
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"


# 未报送: nothing was submitted. What was sent back was, and stands under its own name.
NOT_FILED = frozenset({Standing.NOT_REPORTED, Standing.DRAFT})


@dataclass(frozen=True, slots=True)
class Filed:
    """One filing as far as counting looks at it. Money in yuan."""

    id: int
    period: str
    attempt: int
    revision: int
    kind: str
    state: str
    completed_yuan: Decimal | None
    month_yuan: Decimal | None = None
    since_start_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures that count. ``filed_for`` names the period whose filing they come from.

    A carried figure has no month: nobody said what was built in it.
    """

    filing_id: int | None = None
    filed_for: str = ""
    kind: str = ""
    completed_yuan: Decimal | None = None
    month_yuan: Decimal | None = None
    since_start_yuan: Decimal | None = None


NOTHING = Counted()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """All that a period shows of one project of the plan; ``rate`` is completed over planned."""

    project_id: int
    plan_class: str
    original_yuan: Decimal | None
    planned_yuan: Decimal | None
    counted: Counted
    standing: Standing

    @property
    def rate(self) -> Decimal | None:
        if self.counted.completed_yuan is None or not self.planned_yuan:
            return None
        return half_up(self.counted.completed_yuan / self.planned_yuan, 8)


@dataclass(frozen=True, slots=True)
class AsOf:
    """Up to which revision of each period filings are looked at.

    A revision that was closed takes nothing more, so that no moment need be known. What was
    brought in for a period never opened has no revisions: all of it is looked at.
    """

    revisions: Mapping[str, int]

    def holds(self, filing: Filed) -> bool:
        return filing.revision <= self.revisions.get(filing.period, filing.revision)


def counted(filings: Iterable[Filed], period: str, as_of: AsOf | None = None) -> Counted:
    """What counts for one project in ``period``, of its filings of that year.

    The last accepted one of the period with a year-to-date figure, an actual before any
    estimate; else that of the latest earlier period, carried; else nothing.
    """
    best = max(
        (
            one
            for one in filings
            if one.state == State.ACCEPTED
            and one.completed_yuan is not None
            and one.period <= period
            and (as_of is None or as_of.holds(one))
        ),
        key=_rank,
        default=None,
    )
    if best is None:
        return NOTHING
    return Counted(
        filing_id=best.id,
        filed_for=best.period,
        kind=best.kind,
        completed_yuan=best.completed_yuan,
        month_yuan=best.month_yuan if best.period == period else None,
        since_start_yuan=best.since_start_yuan,
    )


def standing(filings: Sequence[Filed], period: str, *, is_due: bool) -> Standing:
    """How far a duty has come: accepted once is accepted, whatever is drafted after it."""
    own = sorted((one for one in filings if one.period == period), key=lambda one: one.attempt)
    states = [one.state for one in own if one.state not in GONE]
    if State.ACCEPTED in states:
        return Standing.ACCEPTED
    if states:
        return Standing(states[-1])
    return Standing.NOT_REPORTED if is_due else Standing.NOT_DUE


def _rank(filing: Filed) -> tuple[str, bool, int]:
    return filing.period, filing.kind == Kind.ACTUAL, filing.attempt
