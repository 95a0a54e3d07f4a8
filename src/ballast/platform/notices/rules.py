"""How long a notice is kept, when it may go out to a person, and how often that is tried.

Notices are no record: what happened is in the journal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

KEPT_READ = timedelta(days=90)

# After each failure it is tried again that much later; the seventh is the last.
BACK_OFF: Sequence[timedelta] = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60, 240, 720))
# What could not go out for so long, is no news any more.
STALE = timedelta(days=7)
# A worker that has not said for so long how a sending ended, was killed during it.
SILENT = timedelta(minutes=10)


class Way(StrEnum):
    """By which a notice reaches its person outside the product."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class State(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"  # read or renewed meanwhile, or nobody to send it to
    FAILED = "failed"  # refused for good, or tried as often as it is
    UNSURE = "unsure"  # cut off between sending and knowing; never sent again by itself


@dataclass(frozen=True, slots=True)
class Hours:
    """When a person wants to be reached, in local time; ``quiet_until`` is the first moment not."""

    quiet_from: time | None = None
    quiet_until: time | None = None
    workdays_only: bool = False
    digest_at: time | None = None  # all of a day at once

    def quiet_end(self, moment: datetime) -> datetime | None:
        """When the quiet hours end in which a moment lies; none where it lies in none."""
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None:
            return None
        now = moment.time()
        after, before = now >= start, now < end
        if not (after and before if start < end else after or before):
            return None
        is_tomorrow = start > end and after
        return _at(moment, end) + timedelta(days=is_tomorrow)

    @property
    def faults(self) -> list[str]:
        """What cannot be kept of these hours."""
        one_sided = (self.quiet_from is None) != (self.quiet_until is None)
        all_day = self.quiet_from is not None and self.quiet_from == self.quiet_until
        found = {"quiet_one_sided": one_sided, "quiet_all_day": all_day}
        if self.digest_at is not None and not any(found.values()):
            noon = datetime.combine(date.min, self.digest_at)
            found["digest_in_quiet"] = self.quiet_end(noon) is not None
        return [code for code, wrong in found.items() if wrong]


def goes_at(
    told_at: datetime, at: datetime, hours: Hours, is_workday: Callable[[date], bool]
) -> datetime:
    """The first moment from ``at`` on when what was told may go out; both in local time."""

    def may(moment: datetime) -> bool:
        return not hours.workdays_only or is_workday(moment.date())

    moment = at
    if hours.digest_at is not None:
        due = _at(told_at, hours.digest_at)
        while due < told_at or not may(due):
            due += timedelta(days=1)
        moment = max(due, at)
    while True:
        end = hours.quiet_end(moment)
        if not may(moment):
            moment = _at(moment, time()) + timedelta(days=1)
        elif end is not None:
            moment = end
        else:
            return moment


def tried_again(attempts: int, at: datetime) -> datetime | None:
    """When it is tried again after so many failures; never after the last."""
    return at + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def _at(moment: datetime, clock: time) -> datetime:
    return datetime.combine(moment.date(), clock, moment.tzinfo)
