"""Deadlines fall on the day the office would say."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel.workdays import Calendar

# The autumn of 2023 as published: off 9-29 … 10-6, worked on 10-7 and 10-8.
AUTUMN = {date(2023, 9, 29): False, date(2023, 9, 30): False}
AUTUMN |= {date(2023, 10, day): False for day in range(1, 7)}
AUTUMN |= {date(2023, 10, 7): True, date(2023, 10, 8): True}
CALENDAR = Calendar(AUTUMN, last_official_year=2023)

DAYS = st.dates(date(2023, 8, 1), date(2023, 12, 31))


def test_the_fifth_working_day_after_september_2023_is_the_eleventh():
    assert CALENDAR.add(date(2023, 9, 30), 5) == date(2023, 10, 11)
    assert CALENDAR.nth_of_month(2023, 10, 5) == date(2023, 10, 11)


def test_a_notice_of_the_twelfth_is_due_after_two_and_five_working_days():
    assert CALENDAR.add(date(2023, 10, 12), 2) == date(2023, 10, 16)
    assert CALENDAR.add(date(2023, 10, 12), 5) == date(2023, 10, 19)


def test_a_sunday_worked_to_make_up_counts_and_a_holiday_monday_does_not():
    assert CALENDAR.is_workday(date(2023, 10, 8))
    assert not CALENDAR.is_workday(date(2023, 10, 2))


def test_a_deadline_can_be_counted_back_over_a_holiday():
    assert CALENDAR.add(date(2023, 10, 9), -3) == date(2023, 9, 28)


def test_nought_days_is_the_day_itself():
    assert CALENDAR.add(date(2023, 10, 1), 0) == date(2023, 10, 1)


def test_a_month_with_too_few_working_days_runs_on():
    assert CALENDAR.nth_of_month(2023, 9, 25) == date(2023, 10, 11)


@given(DAYS, st.integers(0, 60))
def test_what_was_added_is_counted_between(day, count):
    assert CALENDAR.between(day, CALENDAR.add(day, count)) == count


@given(DAYS, DAYS)
def test_counting_is_the_same_as_looking_at_every_day(start, end):
    low, high = sorted((start, end))
    looked = sum(CALENDAR.is_workday(low + timedelta(days=n + 1)) for n in range((high - low).days))

    assert CALENDAR.between(low, high) == looked
    assert CALENDAR.between(high, low) == -looked


def test_a_year_nobody_has_published_is_provisional():
    assert not CALENDAR.is_provisional(date(2023, 12, 31))
    assert CALENDAR.is_provisional(date(2024, 1, 1))
