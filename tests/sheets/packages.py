"""Workbooks (.xlsx) written part by part, so that any part can be anything."""

import io
import zipfile
from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = ("序号", "项目名称", "总投资（万元）")
SHEET = "xl/worksheets/sheet1.xml"


def text(cell: str, words: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


def head() -> str:
    """The row of headings that a ledger is known by."""
    cells = "".join(text(f"{letter}1", words) for letter, words in zip("ABC", HEAD, strict=True))
    return f'<row r="1">{cells}</row>'


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def project(number: int, name: str = "东路", total: str = "<v>10</v>") -> str:
    return row(
        number,
        f'<c r="A{number}"><v>{number}</v></c>{text(f"B{number}", name)}<c r="C{number}">{total}</c>',
    )


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook_xml(names: Sequence[str], state: str = "") -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"{state}/>'
        for place, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def relations_xml(targets: Sequence[str], kind: str = "worksheet") -> str:
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def parts(*sheets: str) -> dict[str, str | bytes]:
    """The parts of a plain workbook with these sheets."""
    names = [f"表{place}" for place in range(1, len(sheets) + 1)]
    targets = [f"worksheets/sheet{place}.xml" for place in range(1, len(sheets) + 1)]
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook_xml(names),
        "xl/_rels/workbook.xml.rels": relations_xml(targets),
        **{f"xl/{target}": xml for target, xml in zip(targets, sheets, strict=True)},
    }


def archive(of: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in of.items():
            packed.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook that somebody else wrote."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def package(*sheets: str, **changed: str | bytes | None) -> bytes:
    """A workbook, not packed; ``changed`` puts a part in or takes one out (None), by the names below."""
    made = parts(*sheets)
    for key, content in changed.items():
        name = PARTS[key]
        if content is None:
            made.pop(name, None)
        else:
            made[name] = content
    return archive(made, zipfile.ZIP_STORED)


PARTS = {
    "types": "[Content_Types].xml",
    "root": "_rels/.rels",
    "workbook": "xl/workbook.xml",
    "relations": "xl/_rels/workbook.xml.rels",
    "strings": "xl/sharedStrings.xml",
    "styles": "xl/styles.xml",
    "macros": "xl/vbaProject.bin",
}
LEDGER = sheet(head() + project(2) + project(3, "西路"))
