"""From the bytes of a workbook to the rows of one kind of ledger."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import FILING, PLAN, LedgerRow
from ballast.kernel.periods import parse
from ballast.platform.sheets.reading import Book, Fault, Kind, Question, Reading, Table, Told, read

_YEAR = re.compile(r"20\d\d(?=\s*年|\b)")
_CELL = re.compile(r"(.*)![A-Z]+(\d+)")


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
    own: dict[tuple[str, int], LedgerRow] = {(row.sheet, row.line): row for row in rows}
    forms = {row.sheet: row.line for row in rows if row.sheet in _forms(reading)}
    faults, doubts = _by_row(reading.faults, own, forms), _by_row(reading.doubts, own, forms)
    left = faults.pop(None, [])
    keys = {_column(heading.cell): heading.key for t in reading.tables for heading in t.headings}
    heads = {table.sheet: _bottom(table) for table in reading.tables}
    return Understood(
        kind=kind,
        subject=subject,
        rows=[
            replace(
                row,
                cells=_cells(row, faults.get((row.sheet, row.line), ()), keys),
                faults=(*faults.pop((row.sheet, row.line), ()), *row.faults),
                doubts=(*doubts.pop((row.sheet, row.line), ()), *row.doubts),
                currency=currency,
            )
            for row in rows
        ],
        faults=tuple(one for one in left if not _is_below(one, heads)),
        stray=tuple(one for one in left if _is_below(one, heads)),
        doubts=tuple(doubts.get(None, ())),
        consequences=reading.consequences,
        questions=reading.questions,
        fingerprint=reading.fingerprint,
        currency=currency,
    )


def _by_row(
    found: Sequence[Fault], rows: Collection[tuple[str, int]], forms: Mapping[str, int]
) -> dict[tuple[str, int] | None, list[Fault]]:
    """By the row in which each stands, or None where that is no project's.

    All of a form is said of its one project.
    """
    by_row: dict[tuple[str, int] | None, list[Fault]] = {}
    for fault in found:
        sheet = fault.cell.rpartition("!")[0]
        place = (sheet, forms[sheet]) if sheet in forms else _row(fault.cell, rows)
        by_row.setdefault(place, []).append(fault)
    return by_row


def _forms(reading: Reading) -> set[str]:
    """The sheets that are of one project."""
    return {table.sheet for table in reading.tables if table.is_form}


def _row(cell: str, rows: Collection[tuple[str, int]]) -> tuple[str, int] | None:
    place = _CELL.fullmatch(cell)
    key = (place[1], int(place[2])) if place else None
    return key if key in rows else None


def _bottom(table: Table) -> int:
    """The last line of a table's heading."""
    lines = [int(place[2]) for h in table.headings if (place := _CELL.fullmatch(h.cell))]
    return max(lines, default=0)


def _is_below(fault: Fault, heads: Mapping[str, int]) -> bool:
    place = _CELL.fullmatch(fault.cell)
    return place is not None and int(place[2]) > heads.get(place[1], 2**31)


def _cells(row: LedgerRow, faults: Sequence[Fault], keys: Mapping[str, str]) -> Mapping[str, str]:
    """The cells of a row, those too whose value is only a fault."""
    known = set(row.cells.values())
    columns = sheets.table().columns
    more = {}
    for fault in faults:
        about = columns.get(keys.get(_column(fault.cell), "").partition("@")[0])
        if fault.cell not in known and about is not None:
            more[about.field or about.column.key] = fault.cell
    return {**more, **row.cells}


def _column(cell: str) -> str:
    """A cell without its line."""
    return cell.rstrip("0123456789")
