"""Setting what units are to reach in a year, a quarter or a sprint."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.plans.models import Target
from ballast.delivery.plans.rules import MARKS, Measure, Span
from ballast.kernel.errors import Fault, Faulty
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as identity
from ballast.platform.identity import services as people

from .rows import put_rows

_TABLE = "plans_target"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """One target of an accounting unit, or of the whole city. Money in yuan; 0.95 is 95 %."""

    unit_id: int | None
    span: Span
    name: str
    first_day: date
    last_day: date
    measure: Measure
    least_total_yuan: Decimal | None = None
    target_count: int | None = None
    target_yuan: Decimal | None = None
    target_rate: Decimal | None = None
    paper: str = ""

    def key(self, year: int) -> dict[str, Any]:
        return {
            "year": year,
            "unit_id": self.unit_id,
            "name": self.name.strip(),
            "measure": self.measure.value,
        }

    def said(self) -> dict[str, Any]:
        return {
            "span": self.span.value,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "least_total_yuan": self.least_total_yuan,
            "target_count": self.target_count,
            "target_yuan": self.target_yuan,
            "target_rate": self.target_rate,
            "paper": self.paper,
        }

    def faults(self, year: int, accounting: Collection[int]) -> list[str]:
        goals = (self.target_count, self.target_yuan, self.target_rate)
        within = date(year, 1, 1) <= self.first_day <= self.last_day <= date(year, 12, 31)
        found = {
            "target_unnamed": not self.name.strip(),
            "target_empty": all(goal is None for goal in goals),
            "target_negative": any(goal is not None and goal <= 0 for goal in goals),
            "target_rate_wrong": self.target_rate is not None and self.target_rate >= 10,
            "target_days_wrong": not within,
            "target_counts_nothing": self.target_count is not None and self.measure not in MARKS,
            "target_unit_wrong": self.unit_id is not None and self.unit_id not in accounting,
        }
        return [code for code, holds in found.items() if holds]


class TargetsRefused(Faulty):
    """Targets have faults; none was set."""

    code = "targets_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsSet(Event):
    """Targets of a year were set or changed; the subject is the year."""

    code: ClassVar[str] = "plans.targets_set"
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsDropped(Event):
    """Targets of a year were taken back; the subject is the year."""

    code: ClassVar[str] = "plans.targets_dropped"
    names: tuple[str, ...]


@transaction.atomic
def set_targets(
    *, by: Actor, at: datetime, year: int, targets: Sequence[TargetDraft]
) -> list[Target]:
    """Set targets; one of the same unit, name and measure is changed.

    Raises ``NotAllowed`` and ``TargetsRefused`` with every fault.
    """
    people.insist(by, "plan.edit", at=at)
    accounting = set(identity.accounting_units(localdate(at)).values())
    faults = [
        Fault(code, {"name": target.name})
        for target in targets
        for code in target.faults(year, accounting)
    ]
    if faults:
        raise TargetsRefused(faults)
    rows, changes = put_rows(Target, [(target.key(year), target.said()) for target in targets])
    if changes:
        event = TargetsSet(subject=str(year), names=_names(rows))
        audit.record(event, by=by, at=at, changes=changes)
    return rows


def copy_targets(*, by: Actor, at: datetime, year: int) -> list[Target]:
    """Set last year's targets for a year, each a year later; those it already has stay.

    Raises ``NotAllowed`` and ``TargetsRefused``.
    """
    known = set(Target.objects.filter(year=year).values_list("unit_id", "name", "measure"))
    drafts = [
        _year_later(row)
        for row in Target.objects.filter(year=year - 1).order_by("pk")
        if (row.unit_id, _renamed(row), row.measure) not in known
    ]
    return set_targets(by=by, at=at, year=year, targets=drafts)


def _year_later(row: Target) -> TargetDraft:
    return TargetDraft(
        unit_id=row.unit_id,
        span=Span(row.span),
        name=_renamed(row),
        first_day=_later(row.first_day),
        last_day=_later(row.last_day),
        measure=Measure(row.measure),
        least_total_yuan=row.least_total_yuan,
        target_count=row.target_count,
        target_yuan=row.target_yuan,
        target_rate=row.target_rate,
    )


def _renamed(row: Target) -> str:
    """A name that says its year says the next one; the paper is another and is left out."""
    return row.name.replace(str(row.year), str(row.year + 1))


def _later(day: date) -> date:
    """The same day a year later; the end of a month stays its end."""
    is_last = (day + timedelta(days=1)).day == 1
    if not is_last:
        return day.replace(year=day.year + 1)
    following = day + timedelta(days=1)
    return following.replace(year=following.year + 1) - timedelta(days=1)


@transaction.atomic
def drop_targets(*, by: Actor, at: datetime, year: int, target_ids: Collection[int]) -> None:
    """Take targets back. Raises ``NotAllowed``."""
    people.insist(by, "plan.edit", at=at)
    rows = list(Target.objects.filter(year=year, pk__in=target_ids).order_by("pk"))
    if not rows:
        return
    changes = [Change(_TABLE, row.pk, {"name": (row.name, None)}) for row in rows]
    Target.objects.filter(pk__in=[row.pk for row in rows]).delete()
    event = TargetsDropped(subject=str(year), names=_names(rows))
    audit.record(event, by=by, at=at, changes=changes)


def _names(rows: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.name for row in rows))
