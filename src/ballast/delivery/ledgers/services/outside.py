"""A workbook of series that others publish becomes outside figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.ledgers import sheets
from ballast.delivery.plans import services as plans
from ballast.delivery.plans.rules import SERIES_WORDS
from ballast.kernel.events import Event
from ballast.kernel.periods import NotAPeriod, parse
from ballast.platform.audit import services as audit
from ballast.platform.identity import services as people
from ballast.platform.sheets.reading import NAME, Fault, Row, open_workbook, read

from .intake import keep_bytes, one_at_a_time, source_of
from .refusals import LedgerRefused

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_NEEDED = ("area", "period", "value", "source", "published")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many figures were new, corrected, as before; and what the office should look at."""

    subject: str  # the latest month
    new: int
    changed: int
    unchanged: int
    doubts: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideImported(Event):
    """Published figures came in from a workbook; the subject is the latest period."""

    code: ClassVar[str] = "ledgers.outside_imported"
    filename: str
    digest: str
    changed: int


def import_outside(*, by: "Actor", at: datetime, content: bytes, filename: str) -> Imported:
    """Bring in published figures; one of a known series, area and period is corrected.

    Raises ``NotAllowed``, ``WorkbookRefused`` for an unreadable file and ``LedgerRefused`` with
    every fault.
    """
    people.insist(by, "plan.edit", at=at)
    reading = read(open_workbook(content), sheets.outside_form())
    rows = [row for table in reading.tables for row in table.rows]
    figures = [_Figure(row, localdate(at)) for row in rows]
    found = [fault for figure in figures for fault in figure.faults()]
    if faults := [*reading.faults, *found] or list(_twice(figures)):
        raise LedgerRefused(faults)
    with transaction.atomic():
        one_at_a_time()
        latest = max(parse(row.text("period")).last_day for row in rows)
        subject = f"{latest:%Y-%m}"
        source = source_of(content, filename, by=by, at=at)
        keep_bytes(source, content, at=at)
        _, changes = plans.write_figures([figure.draft(source.pk) for figure in figures])
        if changes:
            event = OutsideImported(
                subject=subject, filename=filename, digest=source.digest, changed=len(changes)
            )
            audit.record(event, by=by, at=at, changes=changes)
    new = sum("series" in change.fields for change in changes)
    changed = len(changes) - new
    return Imported(subject, new, changed, len(rows) - len(changes), reading.doubts)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One row of the workbook, and the last day on which it may have been published."""

    row: Row
    today: date

    def faults(self) -> list[Fault]:
        if any(not self.row.text(key) for key in _NEEDED):
            return [Fault("outside_cell_missing", self.row.cells[NAME])]
        return [
            Fault(code, self.row.cells.get(key, self.row.cells[NAME]), {"text": self.row.text(key)})
            for key, code, is_right in (
                (NAME, "series_unknown", self.row.text(NAME) in SERIES_WORDS),
                ("period", "period_unreadable", _is_period(self.row.text("period"))),
                ("value", "figure_unreadable", _number(self.row.text("value")) is not None),
                ("rank", "figure_unreadable", _is_rank(self.row.text("rank"))),
                ("published", "day_unreadable", self._is_published()),
            )
            if not is_right
        ]

    def draft(self, source: int) -> plans.OutsideFigureDraft:
        text = self.row.text
        value, published = _number(text("value")), _day(text("published"))
        if value is None or published is None:
            raise ValueError(text("value"))  # ``faults`` has refused it
        return plans.OutsideFigureDraft(
            series=SERIES_WORDS[text(NAME)],
            area=text("area"),
            period=parse(text("period")),
            value=value,
            measure=text("measure") or ("%" if "%" in text("value") else ""),
            rank=int(text("rank")) if text("rank") else None,
            source=text("source"),
            published_on=published,
            origins={"value": (source, self.row.cells["value"])},
        )

    def _is_published(self) -> bool:
        day = _day(self.row.text("published"))
        return day is not None and day <= self.today


def _twice(figures: Sequence[_Figure]) -> Iterator[Fault]:
    first: dict[tuple[object, ...], str] = {}
    for figure in figures:
        key = tuple(figure.draft(0).key().values())
        cell = figure.row.cells[NAME]
        if key in first:
            yield Fault("outside_twice", cell, {"first": first[key]})
        first.setdefault(key, cell)


def _is_period(text: str) -> bool:
    try:
        parse(text)
    except NotAPeriod:
        return False
    return True


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", "").rstrip("%％"))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None


def _is_rank(text: str) -> bool:
    return not text or (text.isdecimal() and 0 < int(text) < 10_000)


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
