"""A look into the file before it is parsed: how large it is, and which cells hold no value.

The parser lays a sheet out as one block and gives an empty text for an error, so a single cell
at the far corner would exhaust the memory and a ``#REF!`` would pass for a blank.
"""

import html
import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass

from .faults import WorkbookRefused

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
LARGEST_BLOCK = 2_000_000  # cells: 20 columns of 100,000 rows

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*[^/>]|)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>/]*>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


@dataclass(frozen=True, slots=True)
class Marks:
    """Cells the parser would show as blank although they are not."""

    errors: frozenset[str]
    unvalued: frozenset[str]


NO_MARKS = Marks(frozenset(), frozenset())


def inspect(content: bytes) -> dict[str, Marks]:
    """The sheets by name, or a refusal for what must not be given to the parser."""
    if len(content) > LARGEST_FILE:
        raise WorkbookRefused("workbook_too_large", limit=LARGEST_FILE // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _within_bounds(archive)
            return {name: _marks(name, archive.read(part)) for name, part in _parts(archive)}
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error) as broken:
        raise WorkbookRefused("workbook_unreadable") from broken


def _within_bounds(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise WorkbookRefused("workbook_swells", limit=LARGEST_UNPACKED // 1024 // 1024)


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet name and where its cells lie, in the workbook's order."""
    targets = {}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        relation = _attributes(tag)
        targets[relation.get("Id", "")] = posixpath.normpath(
            posixpath.join("/xl", relation.get("Target", ""))
        ).lstrip("/")
    parts = []
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        sheet = _attributes(tag)
        identity = next((v for k, v in sheet.items() if k.endswith(":id")), "")
        parts.append((sheet.get("name", ""), targets[identity]))
    return parts


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name: html.unescape(double or single) for name, double, single in found}


def _marks(sheet: str, xml: bytes) -> Marks:
    errors: set[str] = set()
    unvalued: set[str] = set()
    rows = columns = 0
    for head, inside in _CELL.findall(xml):
        place = _PLACE.search(head)
        if place is None or not inside:
            continue
        cell = (place[1] + place[2]).decode()
        kind = _TYPE.search(head)
        if kind and kind[1] == b"e":
            errors.add(cell)
        elif _is_unvalued(kind[1] if kind else b"", inside):
            unvalued.add(cell)
        rows, columns = max(rows, int(place[2])), max(columns, _column(place[1]))
        if rows * columns > LARGEST_BLOCK:
            raise WorkbookRefused("cell_far_out", cell=f"{sheet}!{cell}")
    return Marks(frozenset(errors), frozenset(unvalued))


def _is_unvalued(kind: bytes, inside: bytes) -> bool:
    """A formula nobody computed; one whose result is an empty text has been."""
    return bool(_FORMULA.search(inside)) and kind != b"str" and not _VALUE.search(inside)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
