"""From the bytes of a workbook to the rows of one kind of ledger."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import FILING, PLAN, LedgerRow
from ballast.kernel.periods import parse
from ballast.platform.sheets.reading import (
    Book,
    Fault,
    Kind,
    Question,
    Reading,
    Told,
    located,
    read,
)

_YEAR = re.compile(r"20\d\d(?=\s*年|\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a workbook says.

    ``faults`` are those of the whole: they refuse all of it. ``stray`` ones stand among the rows
    and are no row's: a count that is not right, a line that is no project.
    """

    kind: str
    subject: str  # the year, or the period; blank where the workbook does not say
    rows: Sequence[LedgerRow]
    faults: tuple[Fault, ...]
    stray: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    consequences: tuple[Fault, ...]
    questions: tuple[Question, ...]
    fingerprint: str
    currency: str

    @property
    def asks(self) -> bool:
        return any(question.blocking for question in self.questions)


def understand(book: Book, *, kind: str, subject: str, told: Told | None) -> Understood:
    """Read a workbook as what it was said to be, or as its columns and titles tell."""
    year = int(subject[:4]) if subject else None
    reading = read(book, sheets.form(kind, year), told)
    kind = kind or _kind(reading, subject)
    said = _subject(kind, subject) or _told_subject(kind, reading)
    currency = told.currency if told else "CNY"
    if isinstance(said, Fault):
        missing = (said, *reading.faults) if reading.tables else reading.faults
        return _understood(kind, "", replace(reading, faults=missing), [], currency)
    if year is None:
        reading = read(book, sheets.form(kind, int(said[:4])), told)
    of = parse(said) if kind == FILING else int(said)
    return _understood(kind, said, reading, sheets.rows(reading, kind, of), currency)


def _kind(reading: Reading, subject: str) -> str:
    """A ledger with any figure of a month is a month's, whatever else it repeats of the plan.

    Words on the progress alone, as five-year lists have them, are so only when a month is given.
    """
    if len(subject) == len("2023"):
        return PLAN
    columns = sheets.table().columns
    keys = {heading.column.key for table in reading.tables for heading in table.headings}
    kinds = {columns[k].column.kind for k in keys if k in columns and columns[k].family == FILING}
    return FILING if Kind.MONEY in kinds or (kinds and subject) else PLAN


def _subject(kind: str, subject: str) -> str:
    """What was given, as this kind is kept under; a year alone names no month."""
    if kind == PLAN:
        return subject[:4]
    return subject if len(subject) > len("2023") else ""


def _told_subject(kind: str, reading: Reading) -> str | Fault:
    if kind == FILING:
        period = sheets.find_period(reading)
        return period if isinstance(period, Fault) else period.code
    said = [pair for table in reading.tables for pair in table.above]
    said += [(f"{table.sheet}!A1", table.sheet) for table in reading.tables]
    for cell, text in said:
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            return str(years.pop())
        if years:
            return Fault("year_several", cell, {"years": "、".join(sorted(years))})
    return Fault("year_missing", said[0][0] if said else "A1")


def _understood(
    kind: str, subject: str, reading: Reading, rows: Sequence[LedgerRow], currency: str
) -> Understood:
    """Each fault and doubt of a row's cells with its row; the rest concern the whole."""
    lines = _Lines(reading, rows)
    faults, doubts = lines.sorted(reading.faults), lines.sorted(reading.doubts)
    left = faults.pop(None, [])
    return Understood(
        kind=kind,
        subject=subject,
        rows=[
            replace(
                row,
                cells=lines.cells(row, faults.get((row.sheet, row.line), ())),
                faults=(*faults.pop((row.sheet, row.line), ()), *row.faults),
                doubts=(*doubts.pop((row.sheet, row.line), ()), *row.doubts),
                currency=currency,
            )
            for row in rows
        ],
        faults=tuple(one for one in left if not lines.is_below_head(one)),
        stray=tuple(one for one in left if lines.is_below_head(one)),
        doubts=tuple(doubts.get(None, ())),
        consequences=reading.consequences,
        questions=reading.questions,
        fingerprint=reading.fingerprint,
        currency=currency,
    )


class _Lines:
    """In which row of which table a cell lies; a row of a turned sheet is a column of the file."""

    def __init__(self, reading: Reading, rows: Sequence[LedgerRow]) -> None:
        self._turned = {table.sheet for table in reading.tables if table.is_turned}
        forms = {table.sheet for table in reading.tables if table.is_form}
        self._rows = {(row.sheet, row.line) for row in rows}
        self._forms = {row.sheet: row.line for row in rows if row.sheet in forms}
        self._keys: dict[tuple[str, int], str] = {}
        self._heads: dict[str, int] = {}
        for heading in (heading for table in reading.tables for heading in table.headings):
            if place := self._place(heading.cell):
                sheet, line, across = place
                self._keys[sheet, across] = heading.key
                self._heads[sheet] = max(line, self._heads.get(sheet, 0))

    def _place(self, cell: str) -> tuple[str, int, int] | None:
        """Sheet, line and place in the line."""
        place = located(cell)
        if place and place[0] in self._turned:
            return place[0], place[2], place[1]
        return place

    def sorted(self, found: Sequence[Fault]) -> dict[tuple[str, int] | None, list[Fault]]:
        """By the row in which each stands, or None where that is no project's.

        All of a form is said of its one project.
        """
        by_row: dict[tuple[str, int] | None, list[Fault]] = {}
        for fault in found:
            by_row.setdefault(self._row(fault.cell), []).append(fault)
        return by_row

    def _row(self, cell: str) -> tuple[str, int] | None:
        sheet = cell.rpartition("!")[0]
        if sheet in self._forms:
            return sheet, self._forms[sheet]
        place = self._place(cell)
        return place[:2] if place and place[:2] in self._rows else None

    def is_below_head(self, fault: Fault) -> bool:
        place = self._place(fault.cell)
        return place is not None and place[1] > self._heads.get(place[0], 2**31)

    def cells(self, row: LedgerRow, faults: Sequence[Fault]) -> Mapping[str, str]:
        """The cells of a row, those too whose value is only a fault."""
        if not faults:
            return row.cells
        known = set(row.cells.values())
        columns = sheets.table().columns
        more = {}
        for fault in faults:
            place = self._place(fault.cell)
            key = self._keys.get((place[0], place[2]), "") if place else ""
            about = columns.get(key.partition("@")[0])
            if fault.cell not in known and about is not None:
                more[about.field or about.column.key] = fault.cell
        return {**more, **row.cells}
