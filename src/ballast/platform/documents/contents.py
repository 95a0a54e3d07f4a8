"""What a .docx says and how it looks, as plain blocks: for the search and for a page's preview."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_ALIGN = {"center": "centre", "right": "right", "end": "right"}
# East Asian font names as templates write them, and the face a page shows instead.
_FACES = {"小标宋": "song", "宋": "song", "黑体": "hei", "楷": "kai", "仿宋": "fang"}
_RED_FLOOR = 0x90


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``face`` song, hei, kai or fang; ``size`` in points."""

    text: str
    face: str
    size: int
    is_red: bool = False
    is_bold: bool = False
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: ``align`` left, centre or right; ``indent`` in characters at its start."""

    pieces: tuple[Piece, ...]
    align: str
    indent: int
    rule: str  # a line under it: "", "red" or "black"
    is_grid: bool = False

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.pieces)

    @property
    def parts(self) -> list[list[Piece]]:
        """The pieces between its tabs: left, and right of the page."""
        found: list[list[Piece]] = [[]]
        for piece in self.pieces:
            first, *others = piece.text.split("\t")
            found[-1].append(replace(piece, text=first))
            found += [[replace(piece, text=other)] for other in others]
        return found


@dataclass(frozen=True, slots=True)
class Cell:
    lines: tuple[Line, ...]
    across: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``widths`` of its columns in percent of its own."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    is_grid: bool = True


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on paper of one orientation, with what stands above and below its text."""

    is_landscape: bool
    head: tuple[Line, ...]
    blocks: tuple[Line | Grid, ...]


def text_of(content: bytes) -> str:
    """All that a .docx says, a line a paragraph."""
    return "\n".join(_texts(leaves(content)))


def body_of(content: bytes) -> str:
    """What a paper says, without its tables and what lies crosswise: so its length is judged."""
    upright = [one for one in leaves(content) if not one.is_landscape]
    return "\n".join(
        block.text for leaf in upright for block in leaf.blocks if isinstance(block, Line)
    )


def leaves(content: bytes) -> list[Leaf]:
    """A .docx section by section."""
    document = docx.Document(BytesIO(content))
    base = _base(document)
    found: list[Leaf] = []
    blocks: list[Line | Grid] = []
    sections = iter(document.sections)
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            blocks.append(_line(Paragraph(child, document), base))
            if child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                found.append(_leaf(next(sections), blocks, base))
                blocks = []
        elif child.tag == qn("w:tbl"):
            blocks.append(_grid(Table(child, document), base))
    found.append(_leaf(next(sections), blocks, base))
    return found


def _leaf(section: Section, blocks: list[Line | Grid], base: Piece) -> Leaf:
    head = tuple(_line(one, base) for one in section.header.paragraphs)
    is_landscape = (section.page_width or 0) > (section.page_height or 0)
    return Leaf(is_landscape, tuple(one for one in head if one.text.strip()), tuple(blocks))


def _grid(table: Table, base: Piece) -> Grid:
    rows = []
    for row in table._tbl.tr_lst:
        cells = []
        for cell in row.tc_lst:
            lines = tuple(_line(Paragraph(one, table), base) for one in cell.p_lst)
            if cell.vMerge != "continue":
                cells.append(Cell(lines, cell.grid_span))
        rows.append(tuple(cells))
    return Grid(tuple(rows), _widths(table))


def _widths(table: Table) -> tuple[int, ...]:
    columns = [int(one.w or 0) for one in table._tbl.tblGrid.gridCol_lst]
    whole = sum(columns)
    return tuple(round(100 * one / whole) for one in columns) if whole else ()


def _line(paragraph: Paragraph, base: Piece) -> Line:
    shape = paragraph._p.pPr
    align = _attribute(shape, "w:jc", "w:val") or _attribute(_style(paragraph), "w:jc", "w:val")
    indent = _attribute(shape, "w:ind", "w:firstLineChars")
    border = shape.find(f"{qn('w:pBdr')}/{qn('w:bottom')}") if shape is not None else None
    pieces = tuple(_piece(one, base) for one in paragraph.runs if one.text)
    return Line(
        pieces,
        _ALIGN.get(align or "", "left"),
        round(int(indent) / 100) if indent and indent.isdecimal() else 0,
        "" if border is None else ("red" if _is_red(border.get(qn("w:color"))) else "black"),
    )


def _piece(run: Run, base: Piece) -> Piece:
    fonts = run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    named = fonts.get(qn("w:eastAsia")) if fonts is not None else None
    colour = run.font.color.rgb if run.font.color and run.font.color.type else None
    return Piece(
        text=run.text,
        face=_face(named) or base.face,
        size=round(run.font.size.pt) if run.font.size else base.size,
        is_red=_is_red(str(colour) if colour else None),
        is_bold=bool(run.font.bold),
        is_draft="〔人〕" in run.text,
    )


def _base(document: Document) -> Piece:
    """How text looks where nothing else is said."""
    style = document.styles["Normal"]
    fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    named = fonts.get(qn("w:eastAsia")) if fonts is not None else None
    size = style.font.size
    return Piece("", _face(named) or "fang", round(size.pt) if size else 16)


def _style(paragraph: Paragraph) -> Any:
    return paragraph.style.element.find(qn("w:pPr")) if paragraph.style else None


def _attribute(holder: Any, tag: str, name: str) -> str | None:
    found = holder.find(qn(tag)) if holder is not None else None
    return found.get(qn(name)) if found is not None else None


def _face(named: str | None) -> str:
    found = (face for part, face in _FACES.items() if part in (named or "") and "仿" not in part)
    return "fang" if "仿" in (named or "") else next(found, "")


def _is_red(colour: str | None) -> bool:
    """Whether a colour such as C00000 is a red; ``auto`` and black are not."""
    if not colour or len(colour) != 6:
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red > _RED_FLOOR and max(green, blue) < red // 2


def _texts(found: list[Leaf]) -> Iterator[str]:
    for leaf in found:
        for block in leaf.blocks:
            if isinstance(block, Line):
                yield block.text
            else:
                for row in block.rows:
                    yield "\t".join(line.text for cell in row for line in cell.lines)
