"""What the records of an .xls say that the parser keeps to itself: see ``marks``."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from .compound import Compound, open_compound
from .containers import compound_without_workbook
from .faults import WorkbookRefused
from .marks import Marks, insist_on_few, insist_on_size

_BOF, _EOF, _LOCKED, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_ROW, _COLUMNS = 0x0208, 0x007D
_FORMULAS = {0x0006, 0x0206, 0x0406}
_LOGICAL_OR_ERROR, _NUMBERS = 0x0205, 0x00BD
_VALUES = {0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, *_FORMULAS}
_BOOK, _REFERENCES = 0x01AE, 0x0017
_THIS_BOOK, _FUNCTIONS = b"\x01\x04", b"\x01\x3a"
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_NEWEST = 0x0600  # Excel 97 and later; formulas are looked into from there on

# How many bytes follow each sign of a formula; the signs from 0x20 on come in three classes.
_OPERANDS = {
    **dict.fromkeys(range(0x03, 0x17), 0),
    0x01: 4,
    0x02: 4,
    0x1C: 1,
    0x1D: 1,
    0x1E: 2,
    0x1F: 8,
    0x20: 7,
    0x21: 2,
    0x22: 3,
    0x23: 4,
    0x24: 4,
    0x25: 8,
    0x26: 6,
    0x27: 6,
    0x28: 6,
    0x29: 2,
    0x2A: 4,
    0x2B: 8,
    0x2C: 4,
    0x2D: 8,
    0x39: 6,
    0x3A: 6,
    0x3B: 10,
    0x3C: 6,
    0x3D: 10,
}
_TEXT, _ATTRIBUTE, _CHOOSE = 0x17, 0x19, 0x04
_ELSEWHERE = range(0x39, 0x3E)  # names and cells of another sheet or workbook


@dataclass(slots=True)
class _Globals:
    """What stands before the sheets."""

    version: int = 0
    sheets: list[tuple[int, str]] = field(default_factory=list)  # start and name of each
    books: list[bool] = field(default_factory=list)  # whether each is another workbook
    references: list[int] = field(default_factory=list)  # the book each reference means


def look_through(content: bytes) -> list[Marks]:
    """The marks of each sheet. Raises ``WorkbookRefused`` for what must not be parsed."""
    try:
        stream = _stream(open_compound(content))
        around = _globals(stream)
        insist_on_few(len(around.sheets))
        marks = [_marks(stream, start, name, around) for start, name in around.sheets]
    except (struct.error, IndexError, ValueError) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken
    insist_on_size(marks)
    return marks


def _stream(compound: Compound) -> bytes:
    for name in ("workbook", "book"):
        if name in compound.entries:
            return compound.read(name)
    raise compound_without_workbook(frozenset(compound.entries))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part, without those of charts that lie in it."""
    depth = 0
    while True:
        kind, size = struct.unpack_from("<HH", stream, start)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _globals(stream: bytes) -> _Globals:
    around = _Globals()
    for kind, data in _records(stream, 0):
        if kind == _LOCKED:
            raise WorkbookRefused("workbook_locked")
        if kind == _BOF:
            (around.version,) = struct.unpack_from("<H", data)
        elif kind == _SHEET:
            around.sheets.append(_sheet(data))
        elif kind == _BOOK:
            around.books.append(data[2:4] not in (_THIS_BOOK, _FUNCTIONS))
        elif kind == _REFERENCES and around.version == _NEWEST:
            whole = data[2 : 2 + (len(data) - 2) // 6 * 6]
            around.references += [book for book, _, _ in struct.iter_unpack("<3H", whole)]
    return around


def _sheet(data: bytes) -> tuple[int, str]:
    start, length, wide = *struct.unpack_from("<I", data), data[6], data[7] & 1
    return start, data[8 : 8 + (length << wide)].decode(
        "utf-16-le" if wide else "latin-1", "replace"
    )


def _marks(stream: bytes, start: int, sheet: str, around: _Globals) -> Marks:
    marks = Marks()
    for kind, data in _records(stream, start):
        if kind in _VALUES:
            row, column = struct.unpack_from("<HH", data)
            marks.reach(sheet, row, column)
            if _is_error(kind, data):
                marks.errors.add((row, column))
            elif kind in _FORMULAS and _is_linked(data, around):
                marks.linked.add((row, column))
        elif kind == _NUMBERS:
            marks.reach(sheet, *struct.unpack_from("<H", data), *struct.unpack("<H", data[-2:]))
        else:
            _mark_hidden(kind, data, marks)
    marks.trim()
    return marks


def _mark_hidden(kind: int, data: bytes, marks: Marks) -> None:
    if kind == _ROW and data[12] & _ROW_HIDDEN:
        marks.hidden_rows.add(*struct.unpack_from("<H", data))
    elif kind == _COLUMNS and data[8] & _COLUMN_HIDDEN:
        first, last = struct.unpack_from("<HH", data)
        marks.hidden_columns |= set(range(first, last + 1))


def _is_error(kind: int, data: bytes) -> bool:
    if kind == _LOGICAL_OR_ERROR:
        return bool(data[7])
    return kind in _FORMULAS and data[12:14] == b"\xff\xff" and data[6] == 2


def _is_linked(data: bytes, around: _Globals) -> bool:
    """Whether a formula takes a value from another workbook; one that lies gives no doubt."""
    if around.version != _NEWEST:
        return False
    try:
        (size,) = struct.unpack_from("<H", data, 20)
        return any(around.books[around.references[at]] for at in _references(data[22 : 22 + size]))
    except (struct.error, IndexError):
        return False


def _references(formula: bytes) -> Iterator[int]:
    """What a formula takes from other sheets, as numbers in the list of references."""
    at = 0
    while at < len(formula):
        sign = formula[at] if formula[at] < 0x20 else formula[at] & 0x1F | 0x20
        if sign in _ELSEWHERE:
            yield from struct.unpack_from("<H", formula, at + 1)
        if sign == _TEXT:
            at += 3 + (formula[at + 1] << (formula[at + 2] & 1))
        elif sign == _ATTRIBUTE:
            (count,) = struct.unpack_from("<H", formula, at + 2)
            at += 4 + (2 * count + 2 if formula[at + 1] & _CHOOSE else 0)
        elif sign in _OPERANDS:
            at += 1 + _OPERANDS[sign]
        else:
            return  # a sign nobody writes any more
