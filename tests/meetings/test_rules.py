"""What is due by the table of graded dispatch, and how meetings move."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.meetings.rules import (
    STANDARD,
    Dispatcher,
    Every,
    Kind,
    Line,
    Standing,
    faults_of,
    line_of,
    standing,
    window,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def line(grade, project_class, by=Dispatcher.OFFICE, families=("start",)):
    return Line(grade, project_class, by, Every.MONTH, Kind.MONTHLY, families)


@given(st.sampled_from(Every), DAYS)
def test_every_day_lies_in_one_span_and_spans_follow_one_another(every, day):
    first, last = window(every, day)

    assert first <= day <= last
    assert window(every, first) == window(every, last) == (first, last)
    assert window(every, last + timedelta(days=1))[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("every", "span"),
    [
        (Every.WEEK, (date(2023, 12, 25), date(2023, 12, 31))),
        (Every.MONTH, (date(2023, 12, 1), date(2023, 12, 31))),
        (Every.QUARTER, (date(2023, 10, 1), date(2023, 12, 31))),
    ],
)
def test_spans_end_with_the_year_where_they_do(every, span):
    assert window(every, date(2023, 12, 28)) == span


def test_the_finest_line_that_fits_a_project_counts():
    lines = {one.key: one for one in (line("", ""), line("CITY", ""), line("CITY", "NEW_START"))}

    assert line_of(lines, "CITY", "NEW_START").key == ("CITY", "NEW_START")
    assert line_of(lines, "CITY", "CARRY_OVER").key == ("CITY", "")
    assert line_of(lines, "DISTRICT", "NEW_START").key == ("", "")
    assert line_of({}, "CITY", "NEW_START") is None


def test_a_meeting_counts_for_its_own_span_alone():
    span = (date(2023, 9, 1), date(2023, 9, 30))

    assert standing([date(2023, 9, 15)], [], span) is Standing.HELD
    assert standing([date(2023, 8, 31)], [date(2023, 9, 30)], span) is Standing.PLANNED
    assert standing([date(2023, 8, 31)], [date(2023, 10, 1)], span) is Standing.DUE


def test_a_table_names_every_fault_of_its_lines():
    table = [line("CITY", ""), line("CITY", ""), line("", "", families=())]

    assert [(one.code, one.params) for one in faults_of(table)] == [
        ("graded_twice", {"line": 1}),
        ("graded_without_lamps", {"line": 3}),
    ]
    assert list(faults_of(STANDARD)) == []
    assert [one.code for one in faults_of([])] == ["graded_empty"]
