"""The file as an archive, looked through before the parser gets it.

The parser lays a sheet out as one block and gives a blank for an error, so a single cell at the
far corner would exhaust the memory and a ``#REF!`` would pass for nothing filed. It is given an
archive packed anew from what was looked through, so that no trick with the first one's directory
shows it anything else.
"""

import html
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .faults import WorkbookRefused

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
LARGEST_BLOCK = 1_000_000  # cells: 20 columns of 50,000 rows

# Each reads on in one direction: a sheet of a thousand open tags costs no more than a true one.
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


@dataclass(frozen=True, slots=True)
class Marks:
    """Cells the parser would show as blank although they are not: row and column from 0."""

    errors: frozenset[tuple[int, int]]
    unvalued: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Package:
    """What may be given to the parser, and the marks of each sheet."""

    content: bytes
    marks: Mapping[str, Marks]


def unpack(content: bytes) -> Package:
    """Look a file through. Raises ``WorkbookRefused`` for what must not be parsed."""
    if len(content) > LARGEST_FILE:
        raise WorkbookRefused("workbook_too_large", limit=LARGEST_FILE // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _within_bounds(archive)
            parts = {
                n: archive.read(n) for n in archive.namelist() if n.endswith((".xml", ".rels"))
            }
        marks = {name: _marks(name, parts[part]) for name, part in _sheets(parts)}
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken
    return Package(_packed(parts), marks)


def _within_bounds(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise WorkbookRefused("workbook_swells", limit=LARGEST_UNPACKED // 1024 // 1024)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part that holds its cells."""
    targets = {}
    for tag in _RELATION.findall(parts["xl/_rels/workbook.xml.rels"]):
        relation = _attributes(tag)
        path = posixpath.join("/xl", relation.get("Target", ""))
        targets[relation.get("Id", "")] = posixpath.normpath(path).lstrip("/")
    for tag in _SHEET.findall(parts["xl/workbook.xml"]):
        sheet = _attributes(tag)
        identity = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        yield sheet.get("name", ""), targets[identity]


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name: html.unescape(double or single) for name, double, single in found}


def _marks(sheet: str, xml: bytes) -> Marks:
    errors: set[tuple[int, int]] = set()
    unvalued: set[tuple[int, int]] = set()
    rows = columns = 0
    for row, column, head, inside in _cells(xml):
        kind = _TYPE.search(head)
        if kind and kind[1] == b"e":
            errors.add((row, column))
        elif _is_unvalued(kind[1] if kind else b"", inside):
            unvalued.add((row, column))
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        if rows * columns > LARGEST_BLOCK:
            raise WorkbookRefused("cell_far_out", sheet=sheet, row=row + 1)
    return Marks(frozenset(errors), frozenset(unvalued))


def _cells(xml: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The cells that hold something; one without an address follows the one before it."""
    row = -1
    for part in _ROW.split(xml)[1:]:
        head = part[: part.find(b">")]
        number = _ROW_NUMBER.search(head)
        row, column = int(number[1]) - 1 if number else row + 1, -1
        for cell in _CELL.split(part)[1:]:
            attributes, _, rest = cell.partition(b">")
            inside = b"" if attributes.endswith(b"/") else _CELL_END.split(rest, maxsplit=1)[0]
            if place := _PLACE.search(attributes):
                row, column = int(place[2]) - 1, _column(place[1])
            else:
                column += 1
            if inside:
                yield row, column, attributes, inside


def _is_unvalued(kind: bytes, inside: bytes) -> bool:
    """A formula nobody computed; one whose result is an empty text has been."""
    return bool(_FORMULA.search(inside)) and kind != b"str" and not _VALUE.search(inside)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
