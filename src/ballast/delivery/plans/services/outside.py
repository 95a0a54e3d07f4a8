"""What lies outside the register: series that others publish, and projects only counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.plans.models import OutsideFigure, OutsideLine
from ballast.delivery.plans.rules import Series
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as people
from ballast.platform.sheets.rules import Origin

from .rows import put_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFigureDraft:
    """One published figure: of which series, area and period, by which source.

    ``value`` in ``measure`` (%, 亿元); ``rank`` among the areas compared.
    """

    series: Series
    area: str
    period: Period
    value: Decimal
    measure: str
    rank: int | None = None
    source: str
    published_on: date
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def key(self) -> dict[str, Any]:
        area = self.area.strip()
        return {"series": self.series.value, "area": area, "period": self.period.code}

    def said(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "measure": self.measure,
            "rank": self.rank,
            "source": self.source.strip(),
            "published_on": self.published_on,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLineDraft:
    """系统外项目 of an accounting unit, or of the city: count and amount in yuan only."""

    unit_id: int | None = None
    count: int
    planned_yuan: Decimal
    note: str = ""


class OutsideRefused(Refused):
    """A figure from outside lacks its area, source or day, or lies ahead; nothing was written."""

    code = "outside_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFiguresPut(Event):
    """Published figures were entered; the subject is the latest period."""

    code: ClassVar[str] = "plans.outside_figures_put"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLinesPut(Event):
    """What stands outside a plan was entered; the subject is the year."""

    code: ClassVar[str] = "plans.outside_lines_put"
    count: int
    planned_yuan: Decimal


@transaction.atomic
def put_outside_figures(
    *, by: Actor, at: datetime, figures: Sequence[OutsideFigureDraft]
) -> list[OutsideFigure]:
    """Enter published figures; one of a known series, area and period is corrected.

    Raises ``NotAllowed`` and ``OutsideRefused``.
    """
    people.insist(by, "plan.edit", at=at)
    for figure in figures:
        if not (figure.area.strip() and figure.source.strip()):
            raise OutsideRefused(period=figure.period.code)
        if figure.published_on > localdate(at):
            raise OutsideRefused(period=figure.period.code)
    rows, changes = write_figures(figures)
    if changes:
        latest = max(figures, key=lambda figure: figure.period.last_day).period
        event = OutsideFiguresPut(subject=latest.code, count=len(changes))
        audit.record(event, by=by, at=at, changes=changes)
    return rows


def write_figures(
    figures: Sequence[OutsideFigureDraft],
) -> tuple[list[OutsideFigure], list[Change]]:
    """The same as part of a larger use case, which journals the changes."""
    rows, changes = put_rows(OutsideFigure, [(one.key(), one.said()) for one in figures])
    written = {change.pk for change in changes}
    origins = {tuple(one.key().values()): one.origins for one in figures}
    traced = [row for row in rows if row.pk in written]
    for row in traced:
        told = origins[row.series, row.area, row.period]
        row.provenance = {name: list(origin) for name, origin in told.items()}
    OutsideFigure.objects.bulk_update(traced, ["provenance"])
    return rows, changes


@transaction.atomic
def put_outside_lines(
    *, by: Actor, at: datetime, year: int, lines: Sequence[OutsideLineDraft]
) -> list[OutsideLine]:
    """Enter what stands outside a year's plan, one line a unit; a count of nought takes it away.

    Raises ``NotAllowed`` and ``OutsideRefused``.
    """
    people.insist(by, "plan.edit", at=at)
    if any(line.count < 0 or line.planned_yuan < 0 for line in lines):
        raise OutsideRefused(period=str(year))
    gone = OutsideLine.objects.filter(
        year=year, pk__in=_dropped(year, [line for line in lines if not line.count])
    )
    changes = [
        Change("plans_outsideline", row.pk, {"count": (row.count, None)})
        for row in gone.order_by("pk")
    ]
    gone.delete()
    kept = [line for line in lines if line.count]
    rows, put = put_rows(
        OutsideLine,
        [
            (
                {"year": year, "unit_id": line.unit_id},
                {"count": line.count, "planned_yuan": line.planned_yuan, "note": line.note},
            )
            for line in kept
        ],
    )
    if changes or put:
        event = OutsideLinesPut(
            subject=str(year),
            count=sum(line.count for line in kept),
            planned_yuan=sum((line.planned_yuan for line in kept), Decimal(0)),
        )
        audit.record(event, by=by, at=at, changes=[*changes, *put])
    return rows


def _dropped(year: int, lines: Sequence[OutsideLineDraft]) -> list[int]:
    units = {line.unit_id for line in lines}
    rows = OutsideLine.objects.filter(year=year).order_by("pk")
    return [row.pk for row in rows if row.unit_id in units]
