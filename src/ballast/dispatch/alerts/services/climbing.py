"""The clock of checks: a word before the limit, one level up after it; the office reminds."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from ballast.dispatch.alerts.models import Check, CheckLimit
from ballast.dispatch.alerts.rules import UNANSWERED, CheckState, Limits, is_near
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from .asking import TABLE
from .matters import CLOCK, put_climbed
from .telling_checks import tell_units

_LIMITS = "alerts_checklimit"


class NothingToRemind(Refused):
    """None of these checks waits for an answer any more."""

    code = "no_check_waits"


class LimitsUnfit(Refused):
    """A unit has at least one working day, and longer to mend than to find out."""

    code = "check_limits_unfit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksClimbed(Event):
    """Nobody answered in time; the subject is the day."""

    code: ClassVar[str] = "alerts.checks_climbed"
    checks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksReminded(Event):
    """The office pressed units to answer; the subject is the day."""

    code: ClassVar[str] = "alerts.checks_reminded"
    checks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLimitsSet(Event):
    """The office set how long units have; the subject is the first day."""

    code: ClassVar[str] = "alerts.check_limits_set"


@transaction.atomic
def run_check_clocks(*, at: datetime) -> int:
    """Tell whose limit is near, and put what was not answered in time one level up; how many.

    A matter for each project lies with the project office then. Run again on the same day it
    does nothing more.
    """
    on = localdate(at)
    rows = _waiting(Check.objects.filter(state=CheckState.ASKED))
    tell_units(
        "check_near",
        [one for one in rows if is_near(one.due_on, on) and one.asked_on < on],
        at,
        about=str(on),
    )
    late = [one for one in rows if one.due_on < on]
    if not late:
        return 0
    for one in late:
        one.state, one.climbed_on = CheckState.CLIMBED, on
    put_climbed(CLOCK, at, late)
    Check.objects.bulk_update(late, ["state", "climbed_on", "issue"])
    event = ChecksClimbed(subject=str(on), checks=tuple(one.pk for one in late))
    changes = [
        Change(TABLE, one.pk, {"check": (CheckState.ASKED, CheckState.CLIMBED)}) for one in late
    ]
    audit.record(event, by=CLOCK, at=at, changes=changes)
    tell_units("check_climbed", late, at, about=str(on))
    return len(late)


@transaction.atomic
def remind_checks(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Press the units that have not answered these; how many checks they were pressed about.

    Raises ``NotAllowed``, ``NothingToRemind``.
    """
    identity.insist(by, "alert.judge", at=at)
    rows = _waiting(Check.objects.filter(pk__in=ids, state__in=UNANSWERED))
    if not rows:
        raise NothingToRemind
    asked = Check.objects.filter(pk__in=[one.pk for one in rows])
    asked.update(reminded_times=F("reminded_times") + 1)
    changes = [
        Change(TABLE, one.pk, {"reminded_times": (one.reminded_times, one.reminded_times + 1)})
        for one in rows
    ]
    event = ChecksReminded(subject=str(localdate(at)), checks=tuple(one.pk for one in rows))
    entry = audit.record(event, by=by, at=at, changes=changes)
    tell_units("check_waits", rows, at, about=f"entry {entry}")
    return len(rows)


@transaction.atomic
def set_check_limits(*, by: Actor, at: datetime, limits: Limits) -> None:
    """Give units so many working days from today on; what was asked before keeps its day.

    Raises ``NotAllowed``, ``LimitsUnfit``.
    """
    identity.insist(by, "alert.judge", at=at)
    if not 1 <= limits.answer_within <= limits.mend_within <= _MOST_DAYS:
        raise LimitsUnfit(most=_MOST_DAYS)
    since = localdate(at)
    said = {"answer_within": limits.answer_within, "mend_within": limits.mend_within}
    row, made = CheckLimit.objects.select_for_update().get_or_create(
        valid_from=since, defaults={**said, "set_by": by.label, "set_at": at}
    )
    before = {name: None if made else getattr(row, name) for name in said}
    if before == said:
        return
    CheckLimit.objects.filter(pk=row.pk).update(**said, set_by=by.label, set_at=at)
    changes = {name: (before[name], value) for name, value in said.items()}
    event = CheckLimitsSet(subject=str(since))
    audit.record(event, by=by, at=at, changes=[Change(_LIMITS, row.pk, changes)])


_MOST_DAYS = 60


def _waiting(rows: Iterable[Check]) -> Sequence[Check]:
    asked = rows.select_for_update(of=("self",)).select_related("warning__project", "unit")  # type: ignore[attr-defined]
    return list(asked.order_by("pk"))
