"""Making a unit's totals sheet, and putting back the scan that was signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from ballast.delivery.progress.models import TotalsSheet
from ballast.delivery.progress.selectors.totals import Sheet, reach_of, sheets
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import insist
from ballast.platform.jobs import services as jobs
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State as PeriodState

OWNER_KIND = "totals_sheet"
_RIGHT = "filing.review"


class NoSheet(Refused):
    """The unit has no project to file for the period, or its sheet was never made."""

    code = "no_totals_sheet"


class SheetStale(Refused):
    """The figures have changed since this sheet was printed."""

    code = "totals_sheet_stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsSheetsMade(Event):
    """New versions of units' totals sheets."""

    code: ClassVar[str] = "progress.totals_made"
    units: tuple[str, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsSheetSigned(Event):
    """The signed scan of a totals sheet came back."""

    code: ClassVar[str] = "progress.totals_signed"
    unit: str
    version: int
    digest: str


@transaction.atomic
def make(*, by: Actor, at: datetime, period: str, units: Sequence[str]) -> list[TotalsSheet]:
    """Fix what each unit reports now as its sheet's next version.

    A sheet that still holds is left as it is. ``units`` are codes. Raises ``NotAllowed``,
    ``PeriodClosed``, ``NoSheet``.
    """
    insist(by, _RIGHT, at=at)
    revision = _held(period)
    found = {one.unit.code: one for one in _sheets(by, at, period)}
    if missing := [unit for unit in units if unit not in found]:
        raise NoSheet(units="、".join(missing))
    due = [found[unit] for unit in units if not found[unit].holds]
    new = TotalsSheet.objects.bulk_create(
        TotalsSheet(
            period=period,
            revision=revision,
            unit=one.unit,
            version=one.made.version + 1 if one.made else 1,
            totals=one.totals.plain(),
            digest=one.digest,
            made_at=at,
            made_by=by.label,
        )
        for one in due
    )
    if new:
        event = TotalsSheetsMade(
            subject=period,
            units=tuple(one.unit.code for one in new),
            digests=tuple(one.digest for one in new),
        )
        changes = [
            Change("progress_totalssheet", one.pk, {"version": (None, one.version)}) for one in new
        ]
        audit.record(event, by=by, at=at, changes=changes)
    made = {one.unit.code: one for one in new}
    return [made.get(unit) or _made(found[unit]) for unit in units]


@transaction.atomic
def sign(
    *,
    by: Actor,
    at: datetime,
    period: str,
    unit: str,
    signed_by: str,
    signed_on: date,
    upload: Upload,
) -> TotalsSheet:
    """Put the signed scan to the sheet last made; a later scan stands beside the earlier.

    Raises ``NotAllowed``, ``PeriodClosed``, ``NoSheet``, ``SheetStale`` and what the files
    refuse.
    """
    insist(by, _RIGHT, at=at)
    _held(period)
    found = _sheets(by, at, period, unit)
    sheet = _made(found[0] if found else None)
    if not found[0].holds:
        raise SheetStale(unit=found[0].unit.short_name, version=sheet.version)
    files.add(by=by, at=at, owner_kind=OWNER_KIND, owner_key=str(sheet.pk), uploads=[upload])
    before = {"signed_by": sheet.signed_by, "signed_on": sheet.signed_on}
    sheet.signed_by, sheet.signed_on = signed_by, signed_on
    sheet.uploaded_by, sheet.uploaded_at = by.label, at
    sheet.save(update_fields=["signed_by", "signed_on", "uploaded_by", "uploaded_at"])
    event = TotalsSheetSigned(subject=period, unit=unit, version=sheet.version, digest=sheet.digest)
    fields = {name: (old, getattr(sheet, name)) for name, old in before.items()}
    changes = [Change("progress_totalssheet", sheet.pk, fields)]
    audit.record(event, by=by, at=at, changes=changes)
    return sheet


def _held(period: str) -> int:
    """The period's revision; one sheet is made or signed at a time, so that each has its number.

    Raises ``PeriodNotOpened`` and ``PeriodClosed``.
    """
    held = periods.hold([period], until=PeriodState.CLOSING)[period]
    jobs.take_turn(f"progress.totals:{period}")
    return held.revision


def _sheets(by: Actor, at: datetime, period: str, unit: str = "") -> list[Sheet]:
    """What lies within the actor's reach: a job, and the system, make every unit's."""
    on, viewer = timezone.localdate(at), identity.person(by)
    return sheets(period, on, reach_of(viewer, on) if viewer else None, unit)


def _made(sheet: Sheet | None) -> TotalsSheet:
    if sheet is None or sheet.made is None:
        raise NoSheet(units=sheet.unit.code if sheet else "")
    return sheet.made
