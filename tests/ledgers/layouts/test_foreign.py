"""Another country's ledgers are read through what a person answered, and never taken for yuan."""

from decimal import Decimal

import pytest

from ballast.delivery.ledgers import sheets
from ballast.platform.sheets.reading import Told, open_workbook, read

HEAD = ["Project Name", "Department", "Start (Latest Approved)", "Whole Life Cost (£m)"]
ROWS = [
    ["Harbour Crossing", "Transport", "02/12/2019", "£1,139.18"],
    ["Northern Archive", "Culture", "30/06/2021", "Exempt under Section 43"],
]
ANSWERS = Told(
    columns={
        "Department": "owner",
        "Start (Latest Approved)": "planned_start",
        "Whole Life Cost (£m)": "total_investment",
    },
    units={"": "£m"},
    currency="GBP",
)


def csv(rows) -> str:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


def told(content, answers):
    book = open_workbook(content, encoding=answers.encoding)
    return read(book, sheets.form("plan", None), answers)


UPRIGHT = [HEAD, *ROWS]
TURNED = [list(column) for column in zip(*UPRIGHT, strict=True)]


@pytest.mark.parametrize(
    ("rows", "encoding", "answers"),
    [
        (UPRIGHT, "utf-8", {}),
        (UPRIGHT, "utf-8-sig", {}),
        (UPRIGHT, "cp1252", {"encoding": "cp1252"}),
        (TURNED, "cp1252", {"encoding": "cp1252", "transposed": True}),
    ],
)
def test_remembered_answers_read_each_encoding_and_direction(rows, encoding, answers):
    reading = told(csv(rows).encode(encoding), Told(**{**ANSWERS.dump(), **answers}))

    bridge, archive = sheets.rows(reading, "plan", 2020)
    cost = "CSV!B4" if rows is TURNED else "CSV!D2"
    exempt = "CSV!C4" if rows is TURNED else "CSV!D3"
    assert bridge.project["total_investment_yuan"] == Decimal("1139180000.00")  # of the currency
    assert bridge.cells["total_investment_yuan"] == cost
    assert bridge.owner == "Transport"
    assert "total_investment_yuan" not in archive.project
    assert [(f.code, f.cell) for f in reading.faults] == [("amount_not_number", exempt)]
    assert [q for q in reading.questions if q.blocking] == []


def test_pounds_are_asked_about_and_never_taken_for_yuan():
    reading = told(csv(UPRIGHT).encode(), Told(columns=ANSWERS.columns))

    assert [q.guesses for q in reading.questions if q.kind == "currency"] == [("GBP",)]
    assert "currency_foreign" in [fault.code for fault in reading.faults]


def test_a_table_on_its_side_is_no_form_of_one_project():
    content = csv([["Project Name", "东路", "西路"], ["Department", "甲局", "乙局"]]).encode()
    reading = told(content, Told(transposed=True))

    assert [row.text("name") for row in reading.tables[0].rows] == ["东路", "西路"]
