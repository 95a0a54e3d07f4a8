"""Opening periods: the window, and who is to file what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.delivery.progress import selectors
from ballast.delivery.progress.models import Duty, Window
from ballast.delivery.progress.rules import Days, is_filed
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.periods import selectors as locks
from ballast.platform.periods import services as calendar
from ballast.platform.periods.rules import State as Lock

from .counting import recount

_DUTY = "progress_duty"
_FOLLOWS = ("unit_id", "plan_class")


class PeriodNotFiled(Refused):
    """The city files no such period: January alone, where 1—2月 is filed, or a quarter."""

    code = "period_not_filed"


class WindowRunsBackward(Refused):
    """A window must open, reach its cut-off day and shut in this order."""

    code = "window_runs_backward"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsSet(Event):
    """The office moved windows; the subject is the first period, the fields say each one's days."""

    code: ClassVar[str] = "progress.windows_set"
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesFollowed(Event):
    """Duties and figures followed the plan or the register; the subject is the first period."""

    code: ClassVar[str] = "progress.duties_followed"
    periods: tuple[str, ...]
    figures: int  # how many changed


@transaction.atomic
def open_periods(*, by: Actor, at: datetime, periods: Sequence[Period]) -> None:
    """Open periods for filing, each with its window and a duty for every project that is due.

    Several may be open at once. Raises ``NotAllowed``, ``PeriodNotFiled`` and
    ``PeriodCannotMove``.
    """
    identity.insist(by, "period.manage", at=at)
    for period in sorted(periods):
        _open(period, by=by, at=at)
    recount(periods=[period.code for period in periods])


def _open(period: Period, *, by: Actor, at: datetime) -> None:
    if not is_filed(period, selectors.window_rule(period.last_day)):
        raise PeriodNotFiled(period=period.code)
    days, duties = selectors.proposed(period), selectors.owed(period)
    told = {name: day.isoformat() for name, day in _told(days).items()}
    calendar.move(by=by, at=at, period=period, to=Lock.OPEN, extra={**told, "duties": len(duties)})
    Window.objects.create(period_id=period.code, **_told(days))
    Duty.objects.bulk_create(duties.values())


@transaction.atomic
def set_windows(*, by: Actor, at: datetime, windows: Mapping[str, Days]) -> None:
    """Move the windows of open periods, by their codes.

    What was filed keeps what it was, in time or late. Raises ``NotAllowed``,
    ``WindowRunsBackward``, ``PeriodNotOpened`` and ``PeriodClosed``.
    """
    identity.insist(by, "period.manage", at=at)
    for code, days in windows.items():
        if not days.runs_forward():
            raise WindowRunsBackward(period=code)
    calendar.hold(windows)
    rows = {row.period_id: row for row in Window.objects.filter(pk__in=windows)}
    moved = {code: days for code, days in windows.items() if _days(rows[code]) != days}
    if not moved:
        return
    event = WindowsSet(
        subject=min(moved),
        before=tuple(f"{code} {_days(rows[code])}" for code in sorted(moved)),
        after=tuple(f"{code} {moved[code]}" for code in sorted(moved)),
    )
    for code, days in moved.items():
        Window.objects.filter(pk=code).update(**_told(days))
    audit.record(event, by=by, at=at)


@transaction.atomic
def follow(*, by: Actor, at: datetime, year: int, cause: str = "") -> None:
    """Let the duties of a year's open periods, and all their figures, follow plan and register.

    For reactions to a plan that was brought in, issued or adjusted, and to projects that were
    suspended, resumed or left. Journals what changed, if anything did.
    """
    moving = [lock for lock in locks.periods() if lock.code.startswith(f"{year}-")]
    open_codes = [lock.code for lock in moving if lock.state == Lock.OPEN.value]
    moving = [lock for lock in moving if lock.state != Lock.CLOSED.value]
    if not moving:
        return
    calendar.hold(open_codes)
    changes = [change for code in sorted(open_codes) for change in _follow(code)]
    codes = tuple(sorted(lock.code for lock in moving))
    figures = recount(periods=codes)
    if changes or figures:
        event = DutiesFollowed(subject=codes[0], periods=codes, figures=figures)
        audit.record(event, by=by, at=at, cause=cause, changes=changes)


def _follow(code: str) -> list[Change]:
    owed = selectors.owed(Period.from_code(code))
    had = {duty.project_id: duty for duty in Duty.objects.filter(period=code)}
    new = Duty.objects.bulk_create(duty for pk, duty in owed.items() if pk not in had)
    ended = [duty for pk, duty in had.items() if pk not in owed]
    told = [Change(_DUTY, duty.pk, {"project_id": (None, duty.project_id)}) for duty in new]
    told += [Change(_DUTY, duty.pk, {"project_id": (duty.project_id, None)}) for duty in ended]
    Duty.objects.filter(pk__in=[duty.pk for duty in ended]).delete()
    altered = []
    for pk in owed.keys() & had.keys():
        if fields := _differences(had[pk], owed[pk]):
            told.append(Change(_DUTY, had[pk].pk, fields))
            altered.append(had[pk])
    Duty.objects.bulk_update(altered, _FOLLOWS)
    return told


def _differences(had: Duty, owed: Duty) -> dict[str, tuple[object, object]]:
    """What the plan or the register says otherwise; put on the row."""
    old = {name: getattr(had, name) for name in _FOLLOWS}
    new = {name: getattr(owed, name) for name in _FOLLOWS}
    vars(had).update(new)
    return {name: (old[name], new[name]) for name in _FOLLOWS if old[name] != new[name]}


def _told(days: Days) -> dict[str, date]:
    return {"opens_on": days.opens_on, "cut_off_on": days.cut_off_on, "shuts_on": days.shuts_on}


def _days(row: Window) -> Days:
    return Days(row.opens_on, row.cut_off_on, row.shuts_on)
