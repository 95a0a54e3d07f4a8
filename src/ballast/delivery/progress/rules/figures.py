"""What stood before a filing, and how its year-to-date figure is made up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ballast.kernel.periods import Period

from .reports import Report

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is known of a project when it is filed for ``period`` on the day ``on``.

    Money in yuan. ``base_yuan`` is the year-to-date figure of the period before, 0 in the
    year's first; it was carried where ``is_base_filed`` is false. ``before_year_yuan`` is what
    was completed before this year, unknown until somebody said it. ``rests_yuan`` is the base
    on which a later filing of the year, for ``rests_for``, was already made.
    """

    period: Period
    on: date
    base_yuan: Decimal = NOUGHT
    is_base_filed: bool = True
    before_year_yuan: Decimal | None = None
    total_investment_yuan: Decimal | None = None
    planned_yuan: Decimal | None = None  # in force at the period's end
    planned_before_yuan: Decimal | None = None  # at the end of the one before
    visible_progress: str = ""  # as last filed, with the percent below
    visible_percent: Decimal | None = None
    closed: frozenset[str] = frozenset()  # the codes of closed periods
    steps: frozenset[str] = frozenset()  # of the project's template
    asks_output: bool = False  # its list is measured by output
    has_actual: bool = False  # an accepted one, for this period
    is_on_behalf: bool = False
    rests_for: str = ""
    rests_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A year-to-date figure and its parts: exactly base + caught up + correction + month.

    ``month_yuan`` is None where months that were not filed cannot be told from this one; then
    all of it is caught up.
    """

    base_yuan: Decimal
    caught_up_yuan: Decimal
    correction_yuan: Decimal
    month_yuan: Decimal | None
    completed_yuan: Decimal | None
    since_start_yuan: Decimal | None


def figures(report: Report, before: Before) -> Figures:
    """Work out what the report leaves to be worked out; what it states stays as stated."""
    base, correction = before.base_yuan, report.correction_yuan
    month, completed = report.month_yuan, report.completed_yuan
    if completed is None and (month is not None or report.corrections):
        completed = base + correction + (month or NOUGHT)
    elif completed is not None and month is None and before.is_base_filed:
        month = completed - base - correction
    since_start = report.since_start_yuan
    if since_start is None and completed is not None and before.before_year_yuan is not None:
        since_start = before.before_year_yuan + completed
    caught_up = NOUGHT
    if completed is not None:
        caught_up = completed - base - correction - (month or NOUGHT)
    return Figures(base, caught_up, correction, month, completed, since_start)
