"""A first sheet that lists what is marked, each line with a link to its cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cells import letters
from .parts import SHEET, WORKBOOK, Parts
from .styles import Styles
from .xml import attributes, element, tags, text, with_attribute

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "xl/worksheets/ballast_list.xml"
_HEAD_ROW = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; ``link`` is the cell it leads to, as sheet and address, or none."""

    values: Sequence[str]
    link: tuple[str, str] | None = None
    is_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The sheet's name and title, what stands under it, its heads with widths, and its lines.

    The column of number ``linked``, from 0, bears the links.
    """

    sheet: str
    title: str
    notes: str
    heads: Sequence[tuple[str, int]]
    lines: Sequence[Line]
    linked: int


@dataclass(frozen=True, slots=True)
class _Looks:
    title: int
    head: int
    plain: int
    link: int
    kinds: tuple[int, int]  # of a fault, of a doubt


def put_first(parts: Parts, listing: Listing, styles: Styles, grounds: tuple[int, int]) -> None:
    """Put the list before every other sheet, and open the workbook on it."""
    names = {attributes(tag[0]).get("name", "") for tag in tags(parts[WORKBOOK], b"sheet")}
    name = next(
        wanted
        for n in range(1, 100)
        if (wanted := listing.sheet if n == 1 else f"{listing.sheet}{n}") not in names
    )
    for one in parts.relations(WORKBOOK):
        if one.kind == SHEET:
            parts[one.target] = _unselected(parts[one.target])
    parts[_PART] = _sheet(listing, _looks(styles, grounds)).encode()
    relation = parts.relate(WORKBOOK, SHEET, _PART)
    parts[WORKBOOK] = _with_sheet(parts[WORKBOOK], name, relation)


def _unselected(xml: bytes) -> bytes:
    """Two chosen sheets would be written into together."""
    data = xml.find(b"sheetData")
    head = re.sub(rb"""(<[^<>]*\stabSelected\s*=\s*)["'](?:1|true)["']""", rb'\g<1>"0"', xml[:data])
    return head + xml[data:]


def _with_sheet(xml: bytes, name: str, relation: str) -> bytes:
    before, tag, inside, end, after = element(xml, b"sheets")
    known = [int(attributes(one[0]).get("sheetId", 0)) for one in tags(inside, b"sheet")]
    prefix = (next(tags(xml, b"sheets"))["p"] or b"").decode()
    ours = (
        f'<{prefix}sheet name="{text(name)}" sheetId="{max(known, default=0) + 1}"'
        f' xmlns:b="{_ID}" b:id="{relation}"/>'
    ).encode()
    before = _opened_on_first(before)
    return b"".join([before, tag, ours, inside, end, _names_moved(after)])


def _opened_on_first(xml: bytes) -> bytes:
    for view in tags(xml, b"workbookView"):
        tag = with_attribute(with_attribute(view[0], "activeTab", 0), "firstSheet", 0)
        return xml[: view.start()] + tag + xml[view.end() :]
    return xml


def _names_moved(xml: bytes) -> bytes:
    """Names that belong to a sheet say which by its place, now one later."""
    return re.sub(
        rb"""(\slocalSheetId\s*=\s*["'])(\d+)""",
        lambda found: found[1] + str(int(found[2]) + 1).encode(),
        xml,
    )


def _looks(styles: Styles, grounds: tuple[int, int]) -> _Looks:
    bold = styles.font('<{p}b/><{p}sz val="11"/>')
    large = styles.font('<{p}b/><{p}sz val="16"/>')
    blue = styles.font('<{p}u/><{p}sz val="11"/><{p}color rgb="FF0B57D0"/>')
    plain = styles.font('<{p}sz val="11"/>')
    wrapped = '<{p}alignment vertical="top" wrapText="1"/></{p}xf>'

    def look(font: int, ground: int = 0) -> int:
        return styles.look(
            f'<{{p}}xf numFmtId="0" fontId="{font}" fillId="{ground}" borderId="0" xfId="0"'
            f' applyFont="1" applyFill="1" applyAlignment="1">{wrapped}'
        )

    fault, doubt = grounds
    flat = f'<{{p}}xf numFmtId="0" fontId="{large}" fillId="0" borderId="0" xfId="0"/>'
    return _Looks(
        title=styles.look(flat),
        head=look(bold),
        plain=look(plain),
        link=look(blue),
        kinds=(look(plain, fault), look(plain, doubt)),
    )


def _sheet(listing: Listing, looks: _Looks) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, (_, width) in enumerate(listing.heads, 1)
    )
    rows = [
        _row(1, [(listing.title, looks.title)]),
        _row(2, [(listing.notes, 0)]),
        _row(_HEAD_ROW, [(head, looks.head) for head, _ in listing.heads]),
        *(_line(n, line, listing, looks) for n, line in enumerate(listing.lines, _HEAD_ROW + 1)),
    ]
    links = "".join(
        f'<hyperlink ref="{letters(listing.linked + 1)}{n}"'
        f' location="{text(_location(*line.link))}" display="{text(line.link[1])}"/>'
        for n, line in enumerate(listing.lines, _HEAD_ROW + 1)
        if line.link
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_HEAD_ROW}" topLeftCell="A{_HEAD_ROW + 1}" activePane="bottomLeft"'
        ' state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _line(number: int, line: Line, listing: Listing, looks: _Looks) -> str:
    cells = [(value, looks.plain) for value in line.values]
    cells[1] = (line.values[1], looks.kinds[line.is_doubt])
    if line.link:
        cells[listing.linked] = (line.values[listing.linked], looks.link)
    return _row(number, cells)


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    """Text stays text: what begins with an equals sign is no formula here."""
    said = "".join(
        f'<c r="{letters(column)}{number}" s="{look}" t="inlineStr">'
        f'<is><t xml:space="preserve">{text(value)}</t></is></c>'
        for column, (value, look) in enumerate(cells, 1)
    )
    return f'<row r="{number}">{said}</row>'


def _location(sheet: str, cell: str) -> str:
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
