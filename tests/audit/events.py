"""Events of the tests' own, and a use case that journals them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar

from django.db import transaction

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change

AT = datetime(2024, 3, 5, 1, 30, tzinfo=UTC)
CLERK = Actor("person", 7, "陈敏")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Event):
    code: ClassVar[str] = "weighed"
    tonnes: Decimal
    on: date | None = None
    noted_at: datetime | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()


@transaction.atomic
def weigh(subject, *, by=CLERK, changes=(), tonnes="1.50", **also):
    event = Weighed(subject=subject, tonnes=Decimal(tonnes))
    return audit.record(event, by=by, at=AT, changes=changes, **also)


def change(pk, old, new):
    return Change("scales_load", pk, {"tonnes": (old, new)})
