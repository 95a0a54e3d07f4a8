"""Comments on cells: the text in one part, the note that shows it in another."""

import re
from collections.abc import Mapping

from .cells import Place, address
from .parts import COMMENTS, VML, Parts
from .xml import Unmarkable, appended, element, tags, text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"'
    b' xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" id="ballast_note"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype>"
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="ballast_{row}_{column}"'
    ' type="#ballast_note" style="position:absolute;width:220pt;height:{height}pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# What stands after the drawing of the notes in a sheet, in the order of the schema.
_AFTER = (
    *(b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls"),
    *(b"webPublishItems", b"tableParts", b"extLst"),
)
_LINE = 16  # points
_SIGNS = 18  # of a note's line


def comment(parts: Parts, sheet: str, said: Mapping[Place, str], author: str) -> None:
    """Put these words beside the cells of a sheet; what is said there already stays."""
    had = parts.related(sheet, COMMENTS)
    name = had.target if had else _fresh(parts, "xl/ballast_comments{}.xml")
    if had is None:
        parts.relate(sheet, COMMENTS, name)
        parts[name] = (
            f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
        ).encode()
    taken = {_reference(tag[0]) for tag in tags(parts[name], b"comment")}
    ours = {where: words for where, words in said.items() if address(where) not in taken}
    for where in said.keys() - ours.keys():
        parts[name] = _added_to(parts[name], address(where), said[where])
    parts[name] = _with_comments(parts[name], ours, author)
    _notes(parts, sheet, ours)


def _with_comments(xml: bytes, said: Mapping[Place, str], author: str) -> bytes:
    _before, _tag, authors, _end, _after = element(xml, b"authors")
    number = sum(1 for _ in tags(authors, b"author"))
    named = text(author).encode()
    xml = appended(xml, b"authors", lambda p: b"<%sauthor>%s</%sauthor>" % (p, named, p))

    def made(p: bytes) -> bytes:
        prefix = p.decode()
        return "".join(
            f'<{prefix}comment ref="{address(where)}" authorId="{number}"><{prefix}text>'
            f'<{prefix}r><{prefix}t xml:space="preserve">{text(words)}</{prefix}t></{prefix}r>'
            f"</{prefix}text></{prefix}comment>"
            for where, words in sorted(said.items())
        ).encode()

    return appended(xml, b"commentList", made)


def _added_to(xml: bytes, where: str, words: str) -> bytes:
    """Our words under those of a comment that is there."""
    for tag in tags(xml, b"comment"):
        if _reference(tag[0]) == where:
            p = tag["p"] or b""
            before, opening, inside, end, after = element(xml[tag.start() :], b"text")
            if next(tags(inside, b"r"), None) is None:
                inside = b"<%sr>%s</%sr>" % (p, inside, p)
            run = b'<%sr><%st xml:space="preserve">\n%s</%st></%sr>'
            more = run % (p, p, text(words).encode(), p, p)
            return b"".join([xml[: tag.start()], before, opening, inside, more, end, after])
    raise Unmarkable(where)


def _reference(tag: bytes) -> str:
    found = re.search(rb"""\sref\s*=\s*["']([^"']*)["']""", tag)
    return found[1].decode() if found else ""


def _notes(parts: Parts, sheet: str, said: Mapping[Place, str]) -> None:
    """The shapes without which no comment shows."""
    had = parts.related(sheet, VML) if next(tags(parts[sheet], b"legacyDrawing"), None) else None
    name = had.target if had else _fresh(parts, "xl/drawings/ballast_notes{}.vml")
    if had is None:
        parts[name] = _EMPTY_VML
        parts[sheet] = _with_drawing(parts[sheet], parts.relate(sheet, VML, name))
    shapes = "".join(_shape(where, words) for where, words in sorted(said.items()))
    parts[name] = appended(parts[name], b"xml", lambda _: (_SHAPE_TYPE + shapes).encode())


def _shape(where: Place, words: str) -> str:
    lines = sum(1 + len(line) // _SIGNS for line in words.splitlines())
    height = _LINE * min(max(lines + 1, 3), 20)
    return _SHAPE.format(row=where[0] - 1, column=where[1] - 1, height=height)


def _with_drawing(xml: bytes, relation: str) -> bytes:
    data = xml.rindex(b"sheetData")
    end = max(xml.rfind(b"</worksheet>", data), xml.rfind(b":worksheet>", data))
    if end < 0:
        raise Unmarkable("worksheet")
    after = [tag.start() + data for name in _AFTER for tag in tags(xml[data:], name)]
    place = min([*after, xml.rindex(b"<", 0, end + 1)])
    prefix = next(tags(xml, b"worksheet"))["p"] or b""
    said = f'legacyDrawing xmlns:b="{_ID}" b:id="{relation}"/>'.encode()
    return xml[:place] + b"<" + prefix + said + xml[place:]


def _fresh(parts: Parts, pattern: str) -> str:
    return next(name for n in range(1, 100_000) if (name := pattern.format(n)) not in parts)
