"""The periods of a year and how far each has come, as far as one may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import Days, periods_of_year
from ballast.delivery.progress.selectors.desk import Waiting
from ballast.delivery.progress.selectors.tally import Tally, tally
from ballast.kernel.periods import Period
from ballast.oversight.reporting.models import FrozenPeriod
from ballast.oversight.reporting.rules import Difference
from ballast.platform.identity import selectors as identity
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State

from .closing import frozen_periods, revisions_differ

if TYPE_CHECKING:
    from ballast.platform.identity.models import User
    from ballast.platform.periods.models import PeriodLock, PeriodMove

OFFERED = 3  # periods that may be opened next


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period: its state and revision, its window, and how far its filing has come."""

    code: str
    state: State
    revision: int
    days: Days | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Opened:
    """One period with all that happened to it.

    ``revisions`` the latest first; ``changed`` is what the last of them changed against the one
    before; ``waiting`` what a close would leave out, named only to who sees the whole city.
    """

    line: PeriodLine
    moves: Sequence["PeriodMove"]
    revisions: Sequence[FrozenPeriod]
    changed: Sequence[Difference]
    waiting: Sequence[Waiting]

    def window_fields(self) -> dict[str, date]:
        """The window's days by the names of its fields."""
        days = self.line.days
        if days is None:
            return {}
        return {name: getattr(days, name) for name in ("opens_on", "cut_off_on", "shuts_on")}


def calendar(viewer: "User", on: date, year: int) -> list[PeriodLine]:
    """The periods of a year that were opened, the latest first; a fixed number of queries."""
    return _lines(viewer, on, list(periods.periods().filter(first_day__year=year)))


def one_period(viewer: "User", on: date, period: Period) -> Opened:
    """A period that was opened, with its moves and revisions."""
    lock = periods.periods().get(pk=period.code)
    [line] = _lines(viewer, on, [lock])
    revisions = list(frozen_periods().filter(period=period.code))
    sees_all = identity.scope_of(viewer, on).everything
    last, before = (*[one.revision for one in revisions[:2]], 0, 0)[:2]
    return Opened(
        line=line,
        moves=list(periods.moves().filter(period=lock).order_by("-entry_id")),
        revisions=revisions,
        changed=revisions_differ(period.code, before, last) if before and sees_all else [],
        waiting=progress.waiting(period.code) if sees_all and line.tally.waiting else [],
    )


def is_opened(period: Period) -> bool:
    return periods.periods().filter(pk=period.code).exists()


def opened_codes() -> list[str]:
    """The codes of the periods that were opened, the latest first."""
    return list(periods.periods().values_list("code", flat=True))


def years() -> list[int]:
    """The years in which a period was opened, the latest first."""
    days = periods.periods().order_by().values_list("first_day__year", flat=True).distinct()
    return sorted(days, reverse=True)


def coming(on: date) -> list[Period]:
    """The periods that may be opened next: those after the last one; at first, the last year's."""
    last = periods.periods().first()
    if last is None:
        return [*_filed(on.year - 1), *_filed(on.year)]
    after = [*_filed(last.last_day.year), *_filed(last.last_day.year + 1)]
    return [period for period in after if period.first_day > last.last_day][:OFFERED]


def _filed(year: int) -> tuple[Period, ...]:
    return periods_of_year(year, progress.window_rule(date(year, 12, 31)))


def _lines(viewer: "User", on: date, locks: Sequence["PeriodLock"]) -> list[PeriodLine]:
    codes = [lock.code for lock in locks]
    windows, tallies = progress.windows_of(codes), tally(viewer, on, codes)
    return [
        PeriodLine(
            lock.code,
            State(lock.state),
            lock.revision,
            windows.get(lock.code),
            tallies[lock.code],
        )
        for lock in locks
    ]
