"""What a cell holds by the kind of its column."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.platform.sheets.cells import amount

from .papers import codes, grid, reading_of, said

numbers = st.decimals(0, 10**9, places=2)


@given(numbers)
def test_a_number_in_any_spelling_is_that_number(number):
    full = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    for written in (f"{number}", f"{number:,}", f" {number:,} ", f"{number:,}".translate(full)):
        assert amount(written) == number, written
    assert amount(float(number)) == number


@given(st.text())
def test_any_text_is_a_number_nothing_or_refused(text):
    try:
        number = amount(text)
    except ValueError:
        return
    assert number is None or number.is_finite()


def one(head, *values):
    """A table of one column beside the name, with these values."""
    rows = [[n, f"第{n}号", value] for n, value in enumerate(values, 1)]
    return reading_of(grid([["序号", "项目名称", head], *rows]))


def values_of(reading, key):
    return [row.get(key) for row in said(reading)]


def test_about_so_much_is_taken_with_a_doubt_and_other_words_are_faults():
    reading = one("总投资（万元）", "约3.5", "3.5左右", "约三千万", "3.5万", "$3.5", "¥3.5")

    assert codes(reading.doubts) == [("amount_about", "C2"), ("amount_about", "C3")]
    assert codes(reading.faults) == [("amount_not_number", f"C{line}") for line in (4, 5, 6)]
    assert values_of(reading, "total") == [Decimal("35000.00")] * 2 + [None] * 3 + [
        Decimal("35000.00")
    ]


@pytest.mark.parametrize(
    ("head", "written", "shares"),
    [
        ("完成比例（%）", (35, 60.5, 100), ("0.35", "0.605", "1")),
        ("完成比例", (0.35, 0.605, 1.0), ("0.35", "0.605", "1")),
        ("完成比例", ("35%", "６０．５％", 1.0), ("0.35", "0.605", "1")),
        ("完成比例(%)", (0.35, 120, "—"), ("0.0035", "1.2", None)),
    ],
)
def test_a_percentage_is_a_share_with_or_without_its_sign(head, written, shares):
    reading = one(head, *written)

    assert reading.faults == ()
    assert values_of(reading, "share") == [share and Decimal(share) for share in shares]


def test_a_bare_percentage_is_counted_as_the_amounts_beside_it_say():
    head = ["序号", "项目名称", "年度计划投资", "1-9月完成投资", "完成比例"]
    rows = [[1, "东路", 1000, 10, 1.0], [2, "西路", 1000, 5, 0.5]]

    reading = reading_of(grid([["单位：万元"], head, *rows]))

    assert values_of(reading, "share") == [Decimal("0.01"), Decimal("0.005")]
    assert reading.doubts == ()


def test_a_code_keeps_its_digits_or_is_a_fault():
    reading = one(
        *("项目代码", "2302-990104-04-01-100013", 123456789012345.0, 1234567890123456.0),
        *("0012", "2.3E+17"),
    )

    assert codes(reading.faults) == [("code_cut", "C4"), ("code_cut", "C6")]
    assert values_of(reading, "code")[:2] == ["2302-990104-04-01-100013", "123456789012345"]
    assert values_of(reading, "code")[3] == "0012"


def test_words_in_a_column_of_dates_are_kept_with_a_doubt():
    reading = one("计划开工时间", "已开工", "2023年4月", "—", 2023.1)

    assert codes(reading.doubts) == [("date_in_words", "C2"), ("date_month_unsure", "C5")]
    assert values_of(reading, "starts")[0] == "已开工"
    assert values_of(reading, "starts")[2] is None


@pytest.mark.parametrize(
    ("other", "first", "doubts"),
    [("31/12/2023", "2023-07-08", []), ("12/31/2023", "2023-08-07", []), ("2023", "2023-07-08", 1)],
)
def test_a_column_tells_whether_its_days_or_its_months_come_first(other, first, doubts):
    reading = one("计划开工时间", "08/07/2023", other)

    assert values_of(reading, "starts")[0].first.isoformat() == first
    assert codes(reading.doubts) == ([("date_day_or_month", "C2")] if doubts else [])


def test_what_is_hidden_linked_or_covered_is_doubted_where_it_stands():
    rows = [["序号", "项目名称", "总投资（万元）"]]
    rows += [[n, f"第{n}号", n] for n in range(1, 7)]
    sheet = grid(
        rows,
        ["A2:A3"],
        hidden_rows=frozenset({2, 3, 5, 40}),
        hidden_columns=frozenset({2, 9}),
        linked=frozenset({(4, 2), (5, 2)}),
    )

    reading = reading_of(sheet)

    assert [(f.code, f.cell) for f in reading.doubts if f.code != "sequence_missing"] == [
        ("value_covered", "表!A3"),
        ("column_hidden", "表!C1"),
        ("rows_hidden", "表!A3"),
        ("rows_hidden", "表!A6"),
        ("value_linked", "表!C5"),
    ]
    assert len(said(reading)) == 6
