"""What a workbook would do, row by row, held against everything that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from ballast.delivery.ledgers.models import Import, ImportRow
from ballast.delivery.ledgers.rules import FILING, Known, LedgerRow, Standing, State
from ballast.delivery.plans import selectors as planned
from ballast.platform.audit.services import Actor

from .filingside import FilingSide
from .finding import City, city, find
from .judged import Judged
from .planside import PlanSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """In whose name rows are compared, for which plan or month, and of which unit."""

    by: Actor
    at: datetime
    kind: str
    subject: str
    unit: int | None
    source: int
    on_behalf: bool = False

    @property
    def on(self) -> date:
        return localdate(self.at)


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows as judged, what was expected and is not among them, and the side that writes."""

    side: PlanSide | FilingSide
    judged: Sequence[Judged]
    missing: Sequence[Known]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by how they stand, under the names that the command prints."""
        standings = [one.standing for one in self.judged]
        counted = {one.value.lower(): standings.count(one) for one in Standing}
        return {"rows": len(self.judged), **counted, "missing": len(self.missing)}


def compare(asked: Asked, rows: Sequence[LedgerRow], chosen: Mapping[str, int | None]) -> Compared:
    """Hold rows against register, plan and filings, within a transaction that may write them.

    ``chosen`` is what a person said of near matches, by the row's place. Raises ``PeriodClosed``
    and ``PeriodNotOpened``.
    """
    everything = city(by=asked.by, on=asked.on, unit=asked.unit)
    judged = find(rows, kind=asked.kind, city=everything, unit=asked.unit, chosen=chosen)
    given = (asked.by, asked.at, asked.subject, everything, judged, asked.source)
    side = (
        FilingSide(*given, on_behalf=asked.on_behalf) if asked.kind == FILING else PlanSide(*given)
    )
    side.judge()
    return Compared(side, judged, _missing(asked, everything, judged))


def _missing(asked: Asked, everything: City, judged: Sequence[Judged]) -> list[Known]:
    """Projects of the same units that came last time, or stand in the plan, and are not here."""
    here = {one.project.pk for one in judged if one.project}
    planned_for = planned.lines_at(int(asked.subject[:4]), asked.on)
    before = _brought_before(asked)
    expected = before.union(planned_for.values_list("project", flat=True))
    units = {one.project.unit_id for one in judged if one.project}
    units |= {one.wanted.unit_id for one in judged}
    own = units - {None} or units
    left = [everything.known[pk] for pk in sorted(expected - here) if pk in everything.known]
    return [
        one
        for one in left
        if one.is_living
        and not everything.is_foreign(one)
        and (
            asked.unit is not None
            or one.unit_id in own
            or (one.unit_id is None and one.pk in before)
        )
    ]


def _brought_before(asked: Asked) -> set[int]:
    """The projects of the last import of the kind."""
    last = (
        Import.objects.filter(unit=asked.unit, kind=asked.kind, state=State.COMMITTED)
        .order_by("-pk")
        .first()
    )
    if last is None:
        return set()
    brought = ImportRow.objects.filter(imported=last, left_out=False, project__isnull=False)
    return set(brought.exclude(standing=Standing.MISSING).values_list("project", flat=True))
