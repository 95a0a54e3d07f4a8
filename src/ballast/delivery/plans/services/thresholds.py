"""From which total investment a kind of project may enter a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.db import transaction

from ballast.delivery.plans.models import Threshold
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as people

from .refusals import DayWrong

_TABLE = "plans_threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdsSet(Event):
    """The city's thresholds were set from a day on; the subject is the day."""

    code: ClassVar[str] = "plans.thresholds_set"
    sectors: tuple[str, ...]


@transaction.atomic
def set_thresholds(
    *, by: Actor, at: datetime, valid_from: date, thresholds: Mapping[str, Decimal | None]
) -> None:
    """Set, by the beginning of a sector's path, the least total in yuan; None asks for none.

    What held before ends on the day. Raises ``NotAllowed``, and ``DayWrong`` for a day that is
    not after the one from which it held.
    """
    people.insist(by, "plan.edit", at=at)
    held = {
        row.sector: row
        for row in Threshold.objects.filter(
            sector__in=thresholds, valid_until__isnull=True
        ).order_by("pk")
    }
    ended = [row for sector, row in held.items() if row.least_total_yuan != thresholds[sector]]
    if any(row.valid_from >= valid_from for row in ended):
        raise DayWrong(day=valid_from)
    new = [
        Threshold(sector=sector, least_total_yuan=least, valid_from=valid_from)
        for sector, least in thresholds.items()
        if least is not None and (sector not in held or held[sector].least_total_yuan != least)
    ]
    if not ended and not new:
        return
    Threshold.objects.filter(pk__in=[row.pk for row in ended]).update(valid_until=valid_from)
    Threshold.objects.bulk_create(new)
    changes = [Change(_TABLE, row.pk, {"valid_until": (None, valid_from)}) for row in ended]
    changes += [
        Change(_TABLE, row.pk, {"least_total_yuan": (None, row.least_total_yuan)}) for row in new
    ]
    sectors = tuple(sorted({row.sector for row in (*ended, *new)}))
    event = ThresholdsSet(subject=valid_from.isoformat(), sectors=sectors)
    audit.record(event, by=by, at=at, changes=changes)
