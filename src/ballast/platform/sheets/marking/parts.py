"""The parts of a workbook's package and what leads from one to another."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from .xml import Unmarkable, appended, attributes, proved, tags

WORKBOOK = "xl/workbook.xml"
STYLES = "styles"
COMMENTS, VML, SHEET = "comments", "vmlDrawing", "worksheet"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OF_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_TYPES = {SHEET: _OF_SHEETS + "worksheet+xml", COMMENTS: _OF_SHEETS + "comments+xml"}
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """Whither a part leads: the id it is called by, of what kind, to which part."""

    id: str
    kind: str
    target: str


class Parts:
    """A package being changed; what is not put anew stays byte for byte."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._bytes = {name: archive.read(name) for name in archive.namelist()}
        self._changed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._bytes

    def __getitem__(self, name: str) -> bytes:
        if name not in self._bytes:
            raise Unmarkable(name)
        return self._bytes[name]

    def __setitem__(self, name: str, content: bytes) -> None:
        self._bytes[name] = content
        self._changed.add(name)

    def packed(self) -> bytes:
        """The package, each changed part proved well-formed."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._bytes.items():
                archive.writestr(name, proved(content) if name in self._changed else content)
        return out.getvalue()

    def relations(self, part: str) -> list[Relation]:
        name = _relations_of(part)
        if name not in self:
            return []
        return list(_relations(self[name], posixpath.dirname(part)))

    def related(self, part: str, kind: str) -> Relation | None:
        """The first part of a kind to which this one leads."""
        return next((one for one in self.relations(part) if one.kind == kind), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to a new one of a kind, and say what it is; the id of the relation."""
        name = _relations_of(part)
        if name not in self:
            self[name] = f'<Relationships xmlns="{_OF_PACKAGE}"></Relationships>'.encode()
        taken = {one.id for one in self.relations(part)}
        fresh = next(f"rIdB{n}" for n in range(1, 100) if f"rIdB{n}" not in taken)
        said = f'Relationship Id="{fresh}" Type="{_RELATIONS}{kind}" Target="/{target}"/>'.encode()
        empty = self[name].replace(b"/>", b"></Relationships>") if _is_empty(self[name]) else b""
        self[name] = appended(empty or self[name], b"Relationships", lambda p: b"<" + p + said)
        self._declare(kind, target)
        return fresh

    def _declare(self, kind: str, target: str) -> None:
        types = self[CONTENT_TYPES]
        if kind == VML:
            if b'"vml"' in types:
                return
            said = f'Default Extension="vml" ContentType="{_VML_TYPE}"/>'
        else:
            said = f'Override PartName="/{target}" ContentType="{_TYPES[kind]}"/>'
        self[CONTENT_TYPES] = appended(types, b"Types", lambda p: b"<" + p + said.encode())


def _is_empty(xml: bytes) -> bool:
    return b"</" not in xml


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _relations(xml: bytes, folder: str) -> Iterator[Relation]:
    for tag in tags(xml, b"Relationship"):
        said = attributes(tag[0])
        if said.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/" + folder, said.get("Target", "")))
        kind = said.get("Type", "").rpartition("/")[2]
        yield Relation(said.get("Id", ""), kind, target.lstrip("/"))


def sheets(parts: Parts) -> dict[str, str]:
    """Each sheet's name and its part."""
    if b"purl.oclc.org" in parts[WORKBOOK]:  # the strict dialect, which we do not write
        raise Unmarkable(WORKBOOK)
    targets = {one.id: one.target for one in parts.relations(WORKBOOK) if one.kind == SHEET}
    found = {}
    for tag in tags(parts[WORKBOOK], b"sheet"):
        said = attributes(tag[0])
        relation = next((value for name, value in said.items() if name.endswith(":id")), "")
        if relation in targets:
            found[said.get("name", "")] = targets[relation]
    return found
