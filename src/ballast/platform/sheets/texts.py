"""Tables in plain text: encodings and delimiters found by looking, never guessed in silence."""

import csv
import io
from collections import Counter

from .containers import insist_on_text
from .faults import Fault, WorkbookRefused
from .marks import LONGEST_TEXT, MOST_CELLS

ENCODINGS = ("utf-8", "gb18030", "cp1252")
DELIMITERS = (",", "\t", ";")

csv.field_size_limit(LONGEST_TEXT)
_LOOKED_AT = 100  # rows
_MOST_NAMED = 100  # bytes
_COMMON = range(0xA1, 0xFF)  # both bytes of every sign of GB 2312, in which officials write
_LEAST_COMMON = 0.7


def read_text(content: bytes, encoding: str) -> tuple[list[list[str]], str]:
    """The rows, and the encoding: the one said, else the one found.

    Raises ``WorkbookRefused`` for what is no such table, with line and sign of what is wrong.
    """
    insist_on_text(content)
    text, used = (_decoded(content, encoding), encoding) if encoding else _found(content)
    text = text.removeprefix("\ufeff")
    return _rows(text, _delimiter(text)), used


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
    raise WorkbookRefused("encoding_unknown", [fault], **fault.params)


def _is_common(text: str) -> bool:
    signs = [sign.encode("gb18030") for sign in text if sign > "\x7f"]
    common = sum(1 for sign in signs if all(byte in _COMMON for byte in sign))
    return common >= _LEAST_COMMON * len(signs)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        faults = [_fault(content, place, encoding) for place in _undecodable(content, encoding)]
        raise WorkbookRefused(
            "text_undecodable", faults, encoding=encoding, count=len(faults), **faults[0].params
        ) from None


def _undecodable(content: bytes, encoding: str) -> list[int]:
    places: list[int] = []
    start = 0
    while len(places) < _MOST_NAMED:
        try:
            content[start:].decode(encoding)
        except UnicodeDecodeError as error:
            places.append(start + error.start)
            start += error.end
        else:
            break
    return places


def _fault(content: bytes, place: int, encoding: str) -> Fault:
    """The line and the sign in it, counted from 1, of a byte that means nothing."""
    line = content.count(b"\n", 0, place) + 1
    before = content[content.rfind(b"\n", 0, place) + 1 : place].decode(encoding, "replace")
    told = {"line": line, "column": len(before) + 1, "byte": f"{content[place]:02X}"}
    return Fault("byte_undecodable", f"{line}:{told['column']}", told)


def _delimiter(text: str) -> str:
    """The one by which most of the first rows agree on their width, then the widest."""
    start = text[:LONGEST_TEXT]

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row, _ in zip(rows, range(_LOOKED_AT), strict=False))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=agreement)


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
        if len(rows) * width > MOST_CELLS:
            raise WorkbookRefused("cells_too_many", limit=MOST_CELLS)
