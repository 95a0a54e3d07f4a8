"""The file as an archive, looked through before the parser gets it.

The parser is given an archive packed anew from what was looked through, so that no trick with the
first one's directory shows it anything else; what it does not need stays out of it.
"""

import html
import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .containers import archive_without_workbook
from .faults import WorkbookRefused
from .marks import Marks, insist_on_few, insist_on_size, marks_of

LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 2_000
MOST_SWOLLEN = 200  # bytes unpacked of one packed
HARMLESS = 1024 * 1024  # bytes: a smaller part may be packed as tightly as it likes

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MACROS = "xl/vbaproject.bin"
_FRAME = frozenset({"[content_types].xml", "_rels/.rels", _RELATIONS})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Package:
    """What may be given to the parser, and the marks of each sheet."""

    content: bytes
    marks: Sequence[Marks]  # in the order of the sheets
    has_macros: bool


def unpack(content: bytes) -> Package:
    """Look an archive through. Raises ``WorkbookRefused`` for what must not be parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _by_name(archive.infolist())
            _insist_on_bounds(parts.values(), len(content))
            if _WORKBOOK not in parts:
                raise archive_without_workbook(frozenset(parts))
            return _packed(archive, parts)
    except _BROKEN as broken:
        raise WorkbookRefused("workbook_unreadable") from broken


def _by_name(parts: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names as the parser looks for them: any case, either stroke."""
    named: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        name = part.filename.replace("\\", "/").lower()
        if name in named or name.startswith("/") or ".." in name.split("/"):
            raise WorkbookRefused("workbook_unreadable")
        named[name] = part
    return named


def _insist_on_bounds(parts: Iterable[zipfile.ZipInfo], packed: int) -> None:
    parts = list(parts)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise WorkbookRefused("workbook_crowded", limit=MOST_PARTS)
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookRefused("workbook_locked")
    if unpacked > LARGEST_UNPACKED:
        raise WorkbookRefused("workbook_swells", limit=LARGEST_UNPACKED // 1024 // 1024)
    swollen = [(unpacked, packed), *((part.file_size, part.compress_size) for part in parts)]
    if any(size > HARMLESS and size > MOST_SWOLLEN * small for size, small in swollen):
        raise WorkbookRefused("workbook_swollen", limit=MOST_SWOLLEN)


def _packed(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> Package:
    """The archive anew; one part at a time lies in memory beside it."""
    sheets = list(_sheets(archive.read(parts[_WORKBOOK]), archive.read(parts[_RELATIONS])))
    insist_on_few(len(sheets))
    looked: dict[str, Marks] = {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as anew:
        for name, part in parts.items():
            if name in _FRAME or (posixpath.dirname(name) == "xl" and name.endswith(".xml")):
                anew.writestr(name, archive.read(part))
        for sheet, name in sheets:
            if name not in looked:
                xml = archive.read(parts[name])
                looked[name] = marks_of(sheet, xml)
                anew.writestr(name, xml)
    marks = [looked[name] for _, name in sheets]
    insist_on_size(marks)
    return Package(out.getvalue(), marks, _MACROS in parts)


def _sheets(workbook: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part that holds its cells."""
    targets = {}
    for tag in _RELATION.findall(relations):
        relation = _attributes(tag)
        path = posixpath.join("/xl", relation.get("Target", "").replace("\\", "/"))
        targets[relation.get("Id", "")] = posixpath.normpath(path).lstrip("/").lower()
    for tag in _SHEET.findall(workbook):
        sheet = _attributes(tag)
        identity = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        yield sheet.get("name", ""), targets[identity]


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name: html.unescape(double or single) for name, double, single in found}
