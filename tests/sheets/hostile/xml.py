"""Sheets, strings and workbooks whose XML lies, nests, swells or points nowhere."""

from collections.abc import Callable, Iterator
from functools import partial

from tests.sheets.hostile.cases import EITHER, READ, Case, cases, mutated
from tests.sheets.packages import (
    LEDGER,
    MAIN,
    head,
    package,
    project,
    relations_xml,
    row,
    sheet,
    workbook_xml,
)

BROKEN = "workbook_unreadable"
FAR = "cell_far_out"

LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p; <!ENTITY a9 "x">]>'


def ledger(rows: str = "", after: str = "", before: str = "") -> bytes:
    """A ledger with a good project, and then these rows."""
    return package(sheet(head() + project(2) + rows, after, before))


def cell(attributes: str, inside: str = "<v>1</v>") -> bytes:
    return ledger(f'<row r="3"><c {attributes}>{inside}</c></row>')


def strings(inside: str, index: str = "0", before: str = "") -> bytes:
    """A ledger whose second project takes its name from the shared strings."""
    named = row(3, f'<c r="A3"><v>2</v></c><c r="B3" t="s"><v>{index}</v></c>')
    return package(
        sheet(head() + project(2) + named),
        strings=f'{before}<sst xmlns="{MAIN}">{inside}</sst>',
        relations=relations_xml(["worksheets/sheet1.xml"]).replace(
            "</Relationships>",
            '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        ),
    )


def one_string_many_times() -> bytes:
    """100,000 cells of one string of 30,000 signs: 3 GB in a reader that copies."""
    cells = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    content = sheet("".join(cells))
    return package(
        content,
        strings=f'<sst xmlns="{MAIN}"><si><t>{"长" * 30_000}</t></si></sst>',
        relations=relations_xml(["worksheets/sheet1.xml", "sharedStrings.xml"]).replace(
            'rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet',
            'rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            "sharedStrings",
        ),
    )


def named(name: str) -> bytes:
    return package(LEDGER, workbook=workbook_xml([name]))


def sheets(count: int) -> bytes:
    return package(
        LEDGER,
        workbook=workbook_xml([f"表{n}" for n in range(count)]),
        relations=relations_xml(["worksheets/sheet1.xml"] * count),
    )


def styled(styles: str, value: str) -> bytes:
    """A figure shown by the second style."""
    return package(
        sheet(head() + project(2) + row(3, f'<c r="C3" s="1"><v>{value}</v></c>')),
        styles=f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        relations=relations_xml(["worksheets/sheet1.xml"]).replace(
            "</Relationships>",
            '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/styles" Target="styles.xml"/></Relationships>',
        ),
    )


DAYS = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
OWN = '<numFmts><numFmt numFmtId="200" formatCode="{}"/></numFmts>' + DAYS.replace("14", "200")

MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    # entities and their like
    "a billion laughs in a sheet": (
        EITHER,
        lambda: package(LAUGHS + "]>" + sheet(head() + project(2, "&a9;"))),
    ),
    "a billion laughs in the strings": (
        EITHER,
        lambda: strings("<si><t>&a9;</t></si>", before=LAUGHS + "]>"),
    ),
    "a billion laughs in the workbook": (
        EITHER,
        lambda: package(LEDGER, workbook=LAUGHS + "]>" + workbook_xml(["&a9;"])),
    ),
    "a file of the machine as an entity": (
        EITHER,
        lambda: strings("<si><t>&a9;</t></si>", before=OUTSIDE),
    ),
    "an entity from the web": (
        EITHER,
        lambda: strings("<si><t>&a9;</t></si>", before=PARAMETER),
    ),
    "an entity nobody declared": (EITHER, lambda: strings("<si><t>&nobody;</t></si>")),
    "a sign that is none": (EITHER, lambda: strings("<si><t>&#0;&#xFFFF;&#x110000;</t></si>")),
    "a style sheet to run": (
        READ,
        lambda: package('<?xml-stylesheet href="file:///etc/passwd"?>' + LEDGER),
    ),
    # what does not end
    "tags 100,000 deep": (EITHER, lambda: ledger("<a>" * 100_000)),
    "tags 100,000 deep, closed": (EITHER, lambda: ledger("<a>" * 100_000 + "</a>" * 100_000)),
    "strings 100,000 deep": (EITHER, lambda: strings("<si>" * 100_000)),
    "300,000 open cells": (EITHER, lambda: ledger("<row>" + "<c>" * 300_000)),
    "300,000 broken cells": (EITHER, lambda: ledger("<row>" + "<c " * 300_000)),
    "300,000 open rows": (EITHER, lambda: ledger("<row " * 300_000)),
    "300,000 attributes": (EITHER, lambda: cell(" ".join(f'a{n}="1"' for n in range(300_000)))),
    "the same attribute many times": (EITHER, lambda: cell('r="A3" ' * 1_000)),
    "an attribute of 5 MB": (READ, lambda: cell(f'r="C3" x="{"a" * 5_000_000}"')),
    "an attribute that does not end": (EITHER, lambda: cell('r="C3')),
    "a comment that does not end": (EITHER, lambda: ledger("<!-- ")),
    "a comment with cells": (READ, lambda: ledger('<!-- <row r="9"><c r="A9" t="e"/></row> -->')),
    "raw text that does not end": (EITHER, lambda: ledger("<![CDATA[")),
    "raw text for a value": (READ, lambda: cell('r="C3"', "<v><![CDATA[5]]></v>")),
    "no end of the sheet": (EITHER, lambda: package(LEDGER[: LEDGER.find("</sheetData>")])),
    "ends in the wrong order": (EITHER, lambda: ledger('<row r="3"><c r="A3"><v>1</c></v></row>')),
    "two roots": (EITHER, lambda: package(LEDGER + LEDGER)),
    "two tables in a sheet": (
        EITHER,
        lambda: package(sheet(head() + "</sheetData><sheetData>" + project(2))),
    ),
    # encodings
    "a mark of UTF-8 before it": (READ, lambda: package("\ufeff" + LEDGER)),
    "UTF-16": (EITHER, lambda: package(LEDGER.encode("utf-16"))),  # type: ignore[arg-type]
    "an encoding that is not there": (
        EITHER,
        lambda: package('<?xml version="1.0" encoding="utf-7"?>' + LEDGER),
    ),
    "bytes that are no UTF-8": (
        EITHER,
        lambda: package(LEDGER.replace("东", "\udcff").encode("utf-8", "surrogateescape")),
    ),
    "noughts": (EITHER, lambda: package(LEDGER.replace("东", "\x00"))),
    # places
    "a value in the last cell": (FAR, lambda: cell('r="XFD1048576"')),
    "a value in the last column": (FAR, lambda: ledger(row(400, '<c r="XFD400"><v>1</v></c>'))),
    "a value in the last row": (
        FAR,
        lambda: ledger(row(1_048_576, '<c r="C1048576"><v>1</v></c>')),
    ),
    "a value behind the last row": (FAR, lambda: cell('r="A9999999"')),
    "a row beyond counting": (EITHER, lambda: ledger(row(2**64, "<c><v>1</v></c>"))),
    "a cell beyond counting": (EITHER, lambda: cell(f'r="A{2**64}"')),
    "a column beyond counting": (FAR, lambda: cell('r="ZZZZZZZ3"')),
    "a column behind the last": (EITHER, lambda: cell('r="XFE3"')),
    "row nought": (EITHER, lambda: ledger('<row r="0"><c r="A0"><v>1</v></c></row>')),
    "a row below nought": (EITHER, lambda: ledger('<row r="-5"><c r="A-5"><v>1</v></c></row>')),
    "a place in words": (EITHER, lambda: cell('r="甲3"')),
    "a place the wrong way round": (EITHER, lambda: cell('r="3A"')),
    "no places at all": (READ, lambda: ledger("<row><c><v>2</v></c></row>" * 50)),
    "5,000 empty columns": (READ, lambda: ledger("<row>" + "<c/>" * 5_000 + "</row>")),
    "200,000 empty rows": (READ, lambda: ledger("<row/>" * 200_000)),
    "rows from below": (
        READ,
        lambda: package(sheet(project(4) + project(3) + project(2) + head())),
    ),
    "the same cell twice": (READ, lambda: cell('r="C3"', '<v>1</v></c><c r="C3"><v>2</v>')),
    "a size that lies": (READ, lambda: ledger(before='<dimension ref="A1:XFD1048576"/>')),
    "a size of nothing": (READ, lambda: ledger(before='<dimension ref="A1"/>')),
    "a size in words": (EITHER, lambda: ledger(before='<dimension ref="all of it"/>')),
    "columns of the whole sheet hidden": (
        READ,
        lambda: ledger(before='<cols><col min="1" max="9999999" hidden="1"/></cols>'),
    ),
    "columns the wrong way round": (
        READ,
        lambda: ledger(before='<cols><col min="9" max="0" hidden="1"/></cols>'),
    ),
    # values
    "a string that is not there": (EITHER, lambda: strings("<si><t>名</t></si>", "999999999")),
    "a string below nought": (EITHER, lambda: strings("<si><t>名</t></si>", "-1")),
    "a string in words": (EITHER, lambda: strings("<si><t>名</t></si>", "first")),
    "a string and a half": (EITHER, lambda: strings("<si><t>名</t></si>", "0.5")),
    "no strings": (EITHER, lambda: strings("")),
    "strings that count too many": (
        READ,
        lambda: strings("<si><t>名</t></si>").replace(b"<sst", b"<sst"),
    ),
    "a string of 3 GB in copies": ("workbook_too_heavy", one_string_many_times),
    "100,000 strings": (READ, lambda: strings("<si><t>名</t></si>" * 100_000)),
    "100,000 runs in a string": (
        "cell_text_huge",
        lambda: strings(f"<si>{'<r><t>名</t></r>' * 100_000}</si>"),
    ),
    "a name of 40,000 signs": (
        "cell_text_huge",
        lambda: package(sheet(head() + project(2, "长" * 40_000))),
    ),
    "a name of 5 MB": (
        "cell_text_huge",
        lambda: package(sheet(head() + project(2, "x" * 5_000_000))),
    ),
    "a truth that is neither": (EITHER, lambda: cell('r="C3" t="b"', "<v>7</v>")),
    "a day in words": (EITHER, lambda: cell('r="C3" t="d"', "<v>the other day</v>")),
    "a kind nobody knows": (EITHER, lambda: cell('r="C3" t="zzz"')),
    "an error nobody knows": (EITHER, lambda: cell('r="C3" t="e"', "<v>#WHAT!</v>")),
    "a style that is not there": (EITHER, lambda: cell('r="C3" s="99999"')),
    "a style below nought": (EITHER, lambda: cell('r="C3" s="-1"')),
    "a number without end": (READ, lambda: cell('r="C3"', "<v>1e999</v>")),
    "a number that is none": (READ, lambda: cell('r="C3"', "<v>NaN</v>")),
    "a number of 100,000 digits": (EITHER, lambda: cell('r="C3"', f"<v>{'9' * 100_000}</v>")),
    "a number in words": (EITHER, lambda: cell('r="C3"', "<v>a lot</v>")),
    "a number of another base": (EITHER, lambda: cell('r="C3"', "<v>0x10</v>")),
    "two values in a cell": (EITHER, lambda: cell('r="C3"', "<v>1</v><v>2</v>")),
    "a value in a value": (EITHER, lambda: cell('r="C3"', "<v><v>1</v></v>")),
    "a day before all days": (EITHER, lambda: styled(DAYS, "-1000000")),
    "a day after all days": (EITHER, lambda: styled(DAYS, "1e15")),
    "a day that is no number": (EITHER, lambda: styled(DAYS, "NaN")),
    "a format of 1 MB": (EITHER, lambda: styled(OWN.format("y" * 1_000_000), "45000")),
    "a format that does not end": (EITHER, lambda: styled(OWN.format("[h:[[[&quot;"), "45000")),
    "100,000 styles": (READ, lambda: styled(f"<cellXfs>{'<xf/>' * 100_000}</cellXfs>", "1")),
    # formulas
    "a formula that runs a program": (
        READ,
        lambda: package(sheet(head() + project(2, "=cmd|'/C calc'!A0") + project(3, "@SUM(1)"))),
    ),
    "a formula that calls a page": (
        READ,
        lambda: cell('r="B3" t="str"', '<f>HYPERLINK("http://127.0.0.1/"&amp;A1)</f><v>click</v>'),
    ),
    "a formula that takes itself": (READ, lambda: cell('r="C3"', "<f>C3</f>")),
    "a formula of 2 MB": (READ, lambda: cell('r="C3"', f"<f>{'1+' * 1_000_000}1</f><v>1</v>")),
    "a shared formula without its first": (
        READ,
        lambda: cell('r="C3"', '<f t="shared" si="77"/><v>1</v>'),
    ),
    "a shared formula over the whole sheet": (
        READ,
        lambda: cell('r="C3"', '<f t="shared" ref="A1:XFD1048576" si="0">A1</f><v>1</v>'),
    ),
    "an array over the whole sheet": (
        READ,
        lambda: cell('r="C3"', '<f t="array" ref="A1:XFD1048576">A1</f><v>1</v>'),
    ),
    "50,000 brackets in a formula": (
        READ,
        lambda: cell('r="C3"', f"<f>{'[' * 50_000}</f><v>1</v>"),
    ),
    # merged cells
    "the whole sheet merged": (
        READ,
        lambda: ledger(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "a range the wrong way round": (
        EITHER,
        lambda: ledger(after='<mergeCells><mergeCell ref="C3:A1"/></mergeCells>'),
    ),
    "a range in words": (
        EITHER,
        lambda: ledger(after='<mergeCells><mergeCell ref="here to there"/></mergeCells>'),
    ),
    "a range beyond counting": (
        EITHER,
        lambda: ledger(after=f'<mergeCells><mergeCell ref="A1:A{2**64}"/></mergeCells>'),
    ),
    "the same range 100,000 times": (
        "workbook_tangled",
        lambda: ledger(
            after="<mergeCells>" + '<mergeCell ref="A1:C2"/>' * 100_000 + "</mergeCells>"
        ),
    ),
    # sheets
    "10,000 sheets": ("sheets_too_many", partial(sheets, 10_000)),
    "300 sheets": (READ, partial(sheets, 300)),
    "no sheets": (EITHER, lambda: package(LEDGER, workbook=workbook_xml([]))),
    "sheets of the same name": (
        BROKEN,
        lambda: package(LEDGER, LEDGER, workbook=workbook_xml(["表", "表"])),
    ),
    "a sheet without a relation": (
        BROKEN,
        lambda: package(LEDGER, workbook=workbook_xml(["表1", "表2"])),
    ),
    "a sheet without a name": (EITHER, partial(named, "")),
    "a sheet named like a path": (READ, partial(named, "../../etc/passwd")),
    "a sheet named like a tag": (READ, partial(named, "&lt;script&gt;alert(1)&lt;/script&gt;")),
    "a sheet named by control signs": (EITHER, partial(named, "\x1b[2J&#13;&#10;")),
    "a sheet named by a formula": (READ, partial(named, "=1+1")),
    "a sheet named in 100,000 signs": (READ, partial(named, "长" * 100_000)),
    "a sheet named from right to left": (READ, partial(named, "\u202e表\u0000"[:2])),
    "a sheet in a state nobody knows": (
        EITHER,
        lambda: package(LEDGER, workbook=workbook_xml(["表"], ' state="gone"')),
    ),
    "prefixes for every tag": (
        EITHER,
        lambda: package(
            LEDGER.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        ),
    ),
    "the text of a page for a sheet": (EITHER, lambda: package("<html><body>no</body></html>")),
}


def every() -> Iterator[Case]:
    yield from cases("xml", MADE)
    good = LEDGER.encode()
    for seed in range(24):
        yield Case(f"xml: mutated {seed}", EITHER, lambda at=seed: package(mutated(good, at)))
