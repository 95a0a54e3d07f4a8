"""Tables in plain text: encodings and delimiters found by looking, never guessed in silence."""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from .containers import insist_on_text
from .faults import Fault, WorkbookRefused, address
from .marks import LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS

ENCODINGS = ("utf-8", "gb18030", "cp1252")
DELIMITERS = (",", "\t", ";")
SHEET = "CSV"  # what the one sheet is called

csv.field_size_limit(LONGEST_TEXT)
_LOOKED_AT = 100  # rows
_MOST_HEADINGS = 60
_FIGURES = re.compile(r"[0-9]+")
_SINGLE = ("cp1252",)  # encodings in which each byte is a sign
_MOST_UNKNOWN = 100  # bytes
_JUDGED = 10_000  # signs
_COMMON = range(0xA1, 0xFF)  # both bytes of every sign of GB 2312, in which officials write
_LEAST_COMMON = 0.7


@dataclass(frozen=True, slots=True)
class Text:
    """A table in plain text; a byte that means nothing stands as U+FFFD, and is a fault."""

    rows: list[list[str]]
    encoding: str
    faults: list[Fault]


def read_text(content: bytes, encoding: str) -> Text:
    """What stands there in the encoding said, else in the one found.

    Raises ``WorkbookRefused`` for what is no such table, with line and sign of what is wrong.
    """
    insist_on_text(content)
    text, used = (_decoded(content, encoding), encoding) if encoding else _found(content)
    text = text.removeprefix("\ufeff")
    rows = _rows(text, _delimiter(text))
    return Text(rows, used, _faults(content, rows, used) if used in _SINGLE else [])


def _found(content: bytes) -> tuple[str, str]:
    """UTF-8, else GB18030 when that makes common Chinese of it.

    Nearly any text of western Europe can be read as rare Chinese signs: it is refused, so that
    somebody says what it is.
    """
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        furthest = error
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        furthest = max(furthest, error, key=lambda undecoded: undecoded.start)
    else:
        if _is_common(text):
            return text, "gb18030"
    fault = _fault(content, furthest.start, furthest.encoding)
    raise WorkbookRefused("encoding_unknown", [fault], layout=outline(content), **fault.params)


def outline(content: bytes) -> str:
    """The layout's name as far as bytes tell that nobody can read: a SHA-256 of its headings.

    They are the first of the widest rows, or the first column of a table that is wider than any
    has headings, and than it is long; figures are left out. No encoding we know has a comma or a
    quotation mark within a sign.
    """
    text = content[:LONGEST_TEXT].decode("latin-1")
    lines = io.StringIO(text, newline="")
    rows = [row for row in islice(csv.reader(lines, delimiter=_delimiter(text)), _LOOKED_AT) if row]
    widest = max(rows, key=len, default=[])
    is_turned = len(widest) > max(_MOST_HEADINGS, len(rows))
    heads = [row[0] for row in rows] if is_turned else widest
    return hashlib.sha256(_FIGURES.sub("", "\n".join(heads)).encode()).hexdigest()


def _is_common(text: str) -> bool:
    signs = list(islice((sign for sign in text if sign > "\x7f"), _JUDGED))
    common = sum(1 for sign in signs if all(b in _COMMON for b in sign.encode("gb18030")))
    return common >= _LEAST_COMMON * len(signs)


def _decoded(content: bytes, encoding: str) -> str:
    """Where each byte is a sign, a few that mean nothing leave the others to be read."""
    text = content.decode(encoding, "replace")
    unknown = _unknown(content, encoding)
    if unknown and (encoding not in _SINGLE or len(unknown) > _MOST_UNKNOWN):
        fault = _fault(content, unknown[0], encoding)
        raise WorkbookRefused("text_undecodable", [fault], encoding=encoding, **fault.params)
    return text


def _unknown(content: bytes, encoding: str) -> list[int]:
    """Where the first bytes stand that mean nothing, and one more than may."""
    places: list[int] = []
    start = 0
    while len(places) <= _MOST_UNKNOWN:
        try:
            content[start:].decode(encoding)
        except UnicodeDecodeError as error:
            places.append(start + error.start)
            start += error.end
        else:
            break
    return places


def _faults(content: bytes, rows: Sequence[Sequence[str]], encoding: str) -> list[Fault]:
    """The bytes that mean nothing, one for a cell: they follow each other as in the cells."""
    cells = (
        f"{SHEET}!{address(at, column)}"
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        for _ in range(text.count("\ufffd"))
    )
    found: dict[str, Fault] = {}
    for cell, place in zip(cells, _unknown(content, encoding), strict=True):
        found.setdefault(cell, _fault(content, place, encoding, cell))
    return list(found.values())


def _fault(content: bytes, place: int, encoding: str, cell: str = "") -> Fault:
    """The line and the sign in it, counted from 1, of a byte that means nothing."""
    line = content.count(b"\n", 0, place) + 1
    before = content[content.rfind(b"\n", 0, place) + 1 : place].decode(encoding, "replace")
    column = len(before.removeprefix("\ufeff")) + 1
    params = {"line": line, "column": column, "byte": f"{content[place]:02X}"}
    return Fault("byte_undecodable", cell, params)


def _delimiter(text: str) -> str:
    """The one that divides most of the first rows, then into as many cells as each other."""
    start = text[:LONGEST_TEXT]

    def fit(delimiter: str) -> tuple[float, float]:
        rows = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in islice(rows, _LOOKED_AT) if row)
        divided = {width: count for width, count in widths.items() if width > 1}
        most, total = max(divided.values(), default=0), max(widths.total(), 1)
        return sum(divided.values()) / total, most / total

    return max(DELIMITERS, key=fit)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Strictly: a quotation mark left open would swallow the rows below it."""
    rows: list[list[str]] = []
    width = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise WorkbookRefused("text_undivided", line=line) from error
        if row is None:
            return rows
        rows.append(row)
        width = max(width, len(row))
        if width > MOST_COLUMNS:
            raise WorkbookRefused("cell_far_out", sheet=SHEET, row=len(rows))
        if len(rows) * width > MOST_CELLS:
            raise WorkbookRefused("cells_too_many", limit=MOST_CELLS)
