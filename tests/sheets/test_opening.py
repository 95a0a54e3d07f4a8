"""What a file says is known by its content, whole, and beside it what a reader must doubt."""

import os
import signal
import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest

from ballast.delivery.ledgers import sheets
from ballast.platform.sheets import apart, child
from ballast.platform.sheets.grids import Container, Void
from ballast.platform.sheets.opening import open_workbook
from ballast.platform.sheets.reading import WorkbookRefused, read
from tests.ledgers.workbooks import grid_workbook
from tests.sheets import old_workbooks as old
from tests.sheets.packages import LEDGER, package, relations_xml, row, sheet, workbook_xml

ENVIRONMENT = {"PYTHONPATH": "src"}
ROWS = [["名称", "总投资"], ["东路", 12.5]]


def rows(content, **asked):
    return open_workbook(content, **asked).grids[0].rows


def refusal(content, **asked):
    with pytest.raises(WorkbookRefused) as refused:
        open_workbook(content, **asked)
    return refused.value


def where(refused):
    """The line, the sign and the byte of which a refusal speaks."""
    return {name: refused.params[name] for name in ("line", "column", "byte")}


def test_a_workbook_old_or_new_or_plain_text_gives_the_same_table():
    opened = [
        open_workbook(content)
        for content in (
            grid_workbook(ROWS),
            old.old_workbook({"表": old.table(ROWS)}),
            "名称,总投资\r\n东路,12.5\r\n".encode(),
        )
    ]

    assert [book.container for book in opened] == [Container.XLSX, Container.XLS, Container.CSV]
    assert [book.encoding for book in opened] == ["", "", "utf-8"]
    assert [book.grids[0].sheet for book in opened] == ["表", "表", "CSV"]
    assert [[list(line) for line in book.grids[0].rows] for book in opened] == [
        ROWS,
        ROWS,
        [["名称", "总投资"], ["东路", "12.5"]],
    ]


def test_days_times_and_long_numbers_come_through_as_they_were():
    told = [
        date(2023, 4, 1),
        datetime(2023, 4, 1, 10, 30),
        time(10, 30),
        timedelta(hours=30),
        1_234_567_890_123_456.0,
        0.1,
        True,
        "第1期\n二行",
    ]

    assert rows(grid_workbook([told])) == [told]


# --- what a reader must know beside the values --------------------------------------------------


def test_errors_and_formulas_nobody_computed_are_told_in_both_kinds_of_workbook():
    computed = '<c r="C1" t="str"><f>A1&amp;""</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c>'
    new = sheet(row(1, f'<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c>{computed}'))
    ancient = old.error(0, 0) + old.formula(0, 1, b"\x1e\x01\x00", old.REF_ERROR)

    assert rows(package(new)) == [[Void.ERROR, Void.UNVALUED, "", 2.0]]
    assert rows(old.old_workbook({"表": ancient})) == [[Void.ERROR, Void.ERROR]]


def test_a_number_that_is_none_is_an_error():
    values = "".join(f'<c r="{c}1"><v>{v}</v></c>' for c, v in (("A", "NaN"), ("B", "1e999")))

    assert rows(package(sheet(row(1, values)))) == [[Void.ERROR, Void.ERROR]]


def test_hidden_rows_columns_and_sheets_are_told_as_far_as_there_are_values():
    new = package(
        sheet(
            '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
            '<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>1</v></c></row><row r="9" hidden="true"/>',
            before='<cols><col min="1" max="1" width="9"/><col min="3" max="16384" hidden="1"/></cols>',
        ),
        workbook=workbook_xml(["表"], ' state="hidden"'),
    )
    cells = old.table([[1, "", 1], [1]]) + old.hidden_row(1) + old.hidden_column(2)
    ancient = old.old_workbook({"表": cells}, hidden=["表"])

    (grid,) = open_workbook(new).grids
    assert (grid.visible, grid.hidden_rows, grid.hidden_columns) == (False, {0}, {2, 3})
    (grid,) = open_workbook(ancient).grids
    assert (grid.visible, grid.hidden_rows, grid.hidden_columns) == (False, {1}, {2})


def test_values_from_other_workbooks_are_told():
    formulas = {
        "A1": "<f>[1]Sheet1!A1</f>",
        "B1": "<f>SUM('[2]某 表'!A1:A9)*2</f>",
        "C1": '<f t="shared" ref="C1:D1" si="0">[1]Sheet1!C1</f>',
        "D1": '<f t="shared" si="0"/>',
        "E1": "<f>表1[2023]+Table1[[2022]]</f>",
        "F1": '<f t="shared" ref="F1:G1" si="1">A1</f>',
        "G1": '<f t="shared" si="1"/>',
    }
    cells = "".join(f'<c r="{cell}">{f}<v>1</v></c>' for cell, f in formulas.items())

    assert open_workbook(package(sheet(row(1, cells)))).grids[0].linked == {
        (0, 0),
        (0, 1),
        (0, 2),
        (0, 3),
    }


def test_values_from_other_workbooks_are_told_of_an_old_one():
    books = old.record(0x01AE, b"\x01\x00\x01\x04") + old.record(
        0x01AE, b"\x01\x00\x05\x00\x00b.xls"
    )
    around = books + old.record(0x0017, b"\x02\x00" + bytes(6) + b"\x01\x00" + bytes(4))
    one = b"\x00\x00\x00\x00\x00\x00\xf0\x3f"
    here, there = (b"\x5a" + reference + bytes(4) for reference in (b"\x00\x00", b"\x01\x00"))
    words = b"\x17\x02\x01" + "甲乙".encode("utf-16-le")
    choice = b"\x19\x04\x01\x00" + bytes(4)
    cells = (
        old.formula(0, 0, here, one)
        + old.formula(0, 1, there, one)
        + old.formula(0, 2, words + choice + there, one)
    )

    (grid,) = open_workbook(old.old_workbook({"表": cells}, around)).grids

    assert grid.linked == {(0, 1), (0, 2)}
    assert grid.rows == [[1.0, 1.0, 1.0]]


def test_macros_are_told_and_a_sheet_that_is_a_chart_is_passed_over():
    plain, with_macros = (
        read(open_workbook(content), sheets.form("plan", 2023))
        for content in (package(LEDGER), package(LEDGER, macros=b"anything"))
    )
    assert [(d.code, d.cell) for d in with_macros.doubts] == [
        *((d.code, d.cell) for d in plain.doubts),
        ("macros_not_run", "表1!A1"),
    ]

    chart = package(
        LEDGER,
        "<chartsheet/>",
        relations=relations_xml(["worksheets/sheet1.xml"]).replace(
            "</Relationships>",
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/chartsheet" Target="worksheets/sheet2.xml"/></Relationships>',
        ),
    )
    assert [grid.sheet for grid in open_workbook(chart).grids] == ["表1"]


def test_merged_cells_reach_no_further_than_the_values():
    cells = '<c r="A1"><v>1</v></c><c r="C1"><v>1</v></c>'
    merged = '<mergeCells><mergeCell ref="A1:B9"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'

    (grid,) = open_workbook(package(sheet(row(1, cells), merged))).grids

    assert grid.anchors == {(0, 0): (0, 0), (0, 1): (0, 0), (0, 2): (0, 2)}


# --- plain text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("项目,金额\n东路,1".encode("utf-8-sig"), "utf-8"),
        ("项目;金额\r\n东路;1".encode("gb18030"), "gb18030"),
        ("项目\t金额\r东路\t1".encode("gbk"), "gb18030"),
        ("项目,金额\n东路,1\n\n".encode(), "utf-8"),
    ],
)
def test_text_is_read_in_what_officials_save_it_in(content, encoding):
    book = open_workbook(content)

    assert book.encoding == encoding
    assert [line for line in book.grids[0].rows if line] == [["项目", "金额"], ["东路", "1"]]


def test_a_delimiter_within_words_or_amounts_does_not_divide():
    assert rows("甲;乙\n1,5;2,5\n3,5;4,5".encode())[1] == ["1,5", "2,5"]
    assert rows('甲,乙\n"东路, 西路",1\n'.encode())[1] == ["东路, 西路", "1"]
    assert rows("甲,乙;丙;丁\n".encode() + b'"1\n2;3\n4;5\n6;7\n8;9","10"\n')[1][1] == "10"
    assert rows('甲,乙\n"第一行\n第二行",1\n'.encode())[1] == ["第一行\n第二行", "1"]


def test_western_text_is_never_taken_for_chinese_and_is_read_when_its_encoding_is_said():
    content = "Name,Cost\nC\xf4te d\u2019Azur,10".encode("cp1252")

    refused = refusal(content)

    assert refused.code == "encoding_unknown"
    assert where(refused) == {"line": 2, "column": 2, "byte": "F4"}
    assert rows(content, encoding="cp1252")[1] == ["C\xf4te d\u2019Azur", "10"]


def test_a_byte_that_means_nothing_is_a_fault_of_its_cell_with_line_and_sign():
    content = "序号,项目名称,总投资（万元）\n".encode("gb18030")
    western = b'No.,Project,Cost\n1,"two\nlines\x81",1\n2,\x8d\x9d,3\x81\n'

    book = open_workbook(western, encoding="cp1252")

    assert book.grids[0].rows[1:] == [
        ["1", "two\nlines\ufffd", "1"],
        ["2", "\ufffd\ufffd", "3\ufffd"],
    ]
    assert [(f.code, f.cell, f.params) for f in book.faults] == [
        ("byte_undecodable", "CSV!B2", {"line": 3, "column": 6, "byte": "81"}),
        ("byte_undecodable", "CSV!B3", {"line": 4, "column": 3, "byte": "8D"}),
        ("byte_undecodable", "CSV!C3", {"line": 4, "column": 7, "byte": "81"}),
    ]
    for wrong, asked in (
        (content + b"\xff", "gb18030"),
        (content, "utf-8"),
        (b"\x81" * 101, "cp1252"),
    ):
        assert refusal(wrong, encoding=asked).code == "text_undecodable"
    refused = refusal(content + "东路".encode("gb18030") + b"\xff")
    assert where(refused) == {"line": 2, "column": 3, "byte": "FF"}


def test_text_that_cannot_be_read_is_known_again_by_its_headings_months_apart():
    def outline(text):
        return refusal(text.encode("cp1252")).params["layout"]

    august = outline("Caf\xe9,2023-08\nRoute d\xe9sert\xe9,10\n")

    assert outline("Caf\xe9,2023-09\nPont b\xe9ni,7\nRoute d\xe9sert\xe9,12\n") == august
    assert outline("Caf\xe9,Cost\nRoute d\xe9sert\xe9,10\n") != august


def test_a_cell_with_such_a_byte_is_told_once():
    content = b"No.,Project name,Total investment (yuan)\n1,Road,1\x81\n"
    reading = read(open_workbook(content, encoding="cp1252"), sheets.form("plan", 2023))

    assert [f.code for f in reading.faults if f.cell == "CSV!C2"] == ["byte_undecodable"]


def test_an_open_quotation_mark_does_not_swallow_the_rows_below_it():
    refused = refusal('甲,乙\n"东路,1\n西路,2\n'.encode())

    assert (refused.code, refused.params) == ("text_undivided", {"line": 2})


def test_an_encoding_nobody_offers_is_a_slip_of_ours():
    with pytest.raises(ValueError, match="utf-7"):
        open_workbook(b"a,b", encoding="utf-7")


# --- what it costs ------------------------------------------------------------------------------


def test_what_parses_a_strangers_bytes_loads_nothing_of_the_server():
    loaded = "import ballast.platform.sheets.child, sys; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loaded], env=ENVIRONMENT).returncode == 0


def test_a_workbook_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.001)

    assert refusal(grid_workbook(ROWS)).code == "workbook_too_slow"


def test_what_parses_does_not_outlive_the_one_who_asked():
    another = str(os.getppid())

    ended = subprocess.run([sys.executable, "-m", child.__name__, another], env=ENVIRONMENT)

    assert ended.returncode == -signal.SIGKILL


def test_mutated_workbooks_do_no_harm():
    ran = subprocess.run(
        [sys.executable, "-m", "tools.fuzz", "8", "7"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1].startswith("8 files, at most")
