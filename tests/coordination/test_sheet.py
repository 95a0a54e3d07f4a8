"""The table of a sweep in Excel: what goes out comes back, and every fault names its cell."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.dispatch.coordination import sheets
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import read, to_json
from ballast.platform.identity.models import Unit
from ballast.platform.sheets.reading import WorkbookRefused
from ballast.projects.models import Project
from tests.coordination.factories import QUESTIONS, TODAY

OPTIONS = [*QUESTIONS[1].options, ""]
ANSWERS = st.fixed_dictionaries(
    {
        "q1": st.sampled_from(["yes", "no", ""]),
        "q2": st.sampled_from(OPTIONS),
        "q3": st.decimals(-(10**9), 10**9, places=3).map(str) | st.just(""),
        "q4": st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(str) | st.just(""),
        "q5": st.text(max_size=60).map(str.strip),
    }
).map(lambda said: {one.code: read(one, said[one.code]) for one in QUESTIONS})


def make_table(answers):
    """A sweep over made-up projects, with nothing of it in a database."""
    sweep = Sweep(
        title="摸排：[假期]/在建", over="PROJECTS", asked=to_json(QUESTIONS), due_on=TODAY
    )
    unit = Unit(code="N", name="北区", short_name="北区")
    return sweep, [
        Duty(
            pk=n,
            sweep=sweep,
            unit=unit,
            project=Project(number=f"P{n:05}", name=f"第{n}号工程"),
            values=said,
        )
        for n, said in enumerate(answers, 1)
    ]


def edited(content, **cells):
    book = openpyxl.load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.active[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=12)
@given(st.lists(ANSWERS, min_size=1, max_size=6))
def test_what_goes_out_comes_back(answers):
    sweep, rows = make_table(answers)

    filled, faults = sheets.read_filled(sheets.to_fill(sweep, rows), sweep, rows)

    assert faults == []
    assert [one.duty_id for one in filled] == [row.pk for row in rows]
    assert [one.said for one in filled] == answers


def test_every_fault_is_named_by_its_cell_all_at_once():
    sweep, rows = make_table([{}, {}])
    content = edited(
        sheets.to_fill(sweep, rows), D4="大概", E4="半停", F5="几百人", G5="下月", A6="P99999"
    )

    _, faults = sheets.read_filled(content, sweep, rows)

    assert [(fault.code, fault.params["place"]) for fault in faults] == [
        ("answer_not_yes_or_no", "D4"),
        ("answer_not_an_option", "E4"),
        ("answer_not_a_number", "F5"),
        ("answer_not_a_day", "G5"),
        ("sheet_line_unknown", "A6"),
    ]


def test_a_line_that_stands_there_twice_is_a_fault():
    sweep, rows = make_table([{}])
    content = edited(sheets.to_fill(sweep, rows), A5="P00001", D5="是")

    _, faults = sheets.read_filled(content, sweep, rows)

    assert [(one.code, one.params["place"]) for one in faults] == [("sheet_line_twice", "A5")]


def test_columns_may_move_and_rows_may_go():
    sweep, rows = make_table([{"q1": "yes"}, {"q1": "no"}])
    book = openpyxl.load_workbook(BytesIO(sheets.to_fill(sweep, rows)))
    book.active.insert_cols(1)
    book.active.delete_rows(4)
    out = BytesIO()
    book.save(out)

    filled, faults = sheets.read_filled(out.getvalue(), sweep, rows)

    assert faults == []
    assert [(one.duty_id, one.said["q1"], one.places["q1"]) for one in filled] == [(2, "no", "E4")]


def test_another_table_and_one_without_a_question_are_told_apart():
    sweep, rows = make_table([{}])
    whole = sheets.to_fill(sweep, rows)

    assert [one.code for one in sheets.read_filled(edited(whole, D3="别的"), sweep, rows)[1]] == [
        "sheet_head_missing"
    ]
    blank = BytesIO()
    openpyxl.Workbook().save(blank)
    assert [one.code for one in sheets.read_filled(blank.getvalue(), sweep, rows)[1]] == [
        "sheet_without_heads"
    ]
    with pytest.raises(WorkbookRefused):
        sheets.read_filled(b"%PDF-1.7", sweep, rows)


def test_cells_offer_the_choices_of_their_question():
    sweep, rows = make_table([{}])

    sheet = openpyxl.load_workbook(BytesIO(sheets.to_fill(sweep, rows))).active

    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered["E4:E5000"] == '"全面施工,部分施工,停工"'
    assert sorted(offered) == ["D4:D5000", "E4:E5000"]
