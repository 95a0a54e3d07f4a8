"""Periods as the office writes them: months, 1—2月, quarters, halves, years."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel import periods
from ballast.kernel.periods import NotAPeriod, Period

YEARS = st.integers(1950, 2950)
MONTHS = st.builds(Period.month, YEARS, st.integers(1, 12))
PERIODS = st.one_of(
    MONTHS,
    st.builds(Period.opening, YEARS),
    st.builds(Period.quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.half, YEARS, st.integers(1, 2)),
    st.builds(Period.whole, YEARS),
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2023年9月", "2023-09"),
        ("2023年09月份", "2023-09"),
        ("２０２３年９月", "2023-09"),
        ("2023.9", "2023-09"),
        ("2023-09", "2023-09"),
        ("2023/9", "2023-09"),
        ("202309", "2023-09"),
        (" 9 月 ", "2023-09"),
        ("1—2月", "2023-01~02"),
        ("1－2月份", "2023-01~02"),
        ("1月至2月", "2023-01~02"),
        ("2024年1-2月", "2024-01~02"),
        ("2024-01/02", "2024-01~02"),
        ("1—9月", "2023-01~09"),
        ("三季度", "2023Q3"),
        ("第3季度", "2023Q3"),
        ("2024年一季度", "2024Q1"),
        ("2024q1", "2024Q1"),
        ("上半年", "2023H1"),
        ("2024年下半年", "2024H2"),
        ("2022年", "2022"),
        ("2022年度", "2022"),
    ],
)
def test_what_people_write_is_read(written, code):
    assert periods.parse(written, year=2023).code == code


@pytest.mark.parametrize("written", ["", "13月", "2023-00", "五季度", "9—3月", "中旬", "1-2"])
def test_what_names_no_period_is_refused(written):
    with pytest.raises(NotAPeriod):
        periods.parse(written, year=2023)


def test_a_month_without_its_year_is_refused_where_no_year_is_meant():
    with pytest.raises(NotAPeriod):
        periods.parse("9月")


def test_january_of_a_decimal_is_not_taken_for_october():
    """A sheet that holds 2023.10 as a number says 2023.1: it is read as it stands."""
    assert periods.parse("2023.1").code == "2023-01"
    assert periods.parse("2023.10").code == "2023-10"


@given(PERIODS)
def test_a_code_leads_back_to_its_period(period):
    assert Period.from_code(period.code) == period


def test_a_code_has_one_spelling():
    with pytest.raises(NotAPeriod):
        Period.from_code("2023-9")


@given(MONTHS, MONTHS)
def test_codes_of_months_sort_as_time_goes(one, other):
    assert (one < other) == (one.code < other.code)


@given(PERIODS)
def test_the_one_after_the_one_before_is_the_same(period):
    assert period.kind == "opening" or period.next().previous() == period
    assert period.previous().last_day + timedelta(days=1) == period.first_day
    assert period.next().first_day == period.last_day + timedelta(days=1)


def test_the_year_may_begin_with_january_and_february_together():
    opening = Period.opening(2024)

    assert Period.month(2023, 12).next(opening=True) == opening
    assert opening.next(opening=True) == Period.month(2024, 3)
    assert Period.month(2024, 3).previous(opening=True) == opening
    assert opening.previous(opening=True) == Period.month(2023, 12)
    assert Period.month(2024, 3).previous() == Period.month(2024, 2)


def test_a_span_of_odd_length_has_no_neighbour():
    with pytest.raises(ValueError, match="no neighbours"):
        periods.parse("2023年1—9月").next()


@pytest.mark.parametrize(
    ("code", "progress"),
    [
        ("2023-09", Fraction(3, 4)),
        ("2024-01~02", Fraction(1, 6)),
        ("2023Q1", Fraction(1, 4)),
        ("2023", Fraction(1)),
    ],
)
def test_time_progress_is_months_elapsed_of_twelve(code, progress):
    assert Period.from_code(code).time_progress == progress


def test_a_period_knows_its_days():
    february = Period.opening(2024)

    assert february.last_day == date(2024, 2, 29)
    assert date(2024, 1, 1) in february
    assert date(2024, 3, 1) not in february
    assert Period.of(date(2023, 9, 30)) == Period.month(2023, 9)


@pytest.mark.parametrize(
    ("code", "zh", "en", "to_date"),
    [
        ("2023-09", "2023年9月", "September 2023", "2023年1—9月"),
        ("2024-01", "2024年1月", "January 2024", "2024年1月"),
        ("2024-01~02", "2024年1—2月", "January–February 2024", "2024年1—2月"),
        ("2023Q3", "2023年三季度", "Q3 2023", "2023年1—9月"),
        ("2023H1", "2023年上半年", "H1 2023", "2023年1—6月"),
        ("2023", "2023年", "2023", "2023年1—12月"),
    ],
)
def test_a_period_is_named_as_papers_name_it(code, zh, en, to_date):
    period = Period.from_code(code)

    assert (period.label(), period.label("en"), period.label_to_date()) == (zh, en, to_date)


def test_the_year_can_be_left_out_of_a_name():
    september = Period.month(2023, 9)

    assert september.label(year=False) == "9月"
    assert september.label_to_date(year=False) == "1—9月"
    assert september.label_to_date("en") == "January–September 2023"
    assert Period.whole(2023).label(year=False) == "2023年"
