"""Weeks at holidays and year ends, the published order, what is proposed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.delivery.schedule.rules import (
    NotAWeek,
    Tally,
    TaskState,
    Told,
    Undone,
    Week,
    bulletin_on,
    by_unit,
    closes_on,
    from_undone,
    is_late,
    ordered,
    tally,
)
from ballast.kernel.workdays import Calendar

# 29 September to 6 October 2023 off, 7 and 8 October worked; 10 June 2024 off.
HOLIDAYS = {date(2023, 9, 29) + timedelta(days=n): False for n in range(8)}
WORKED = {date(2023, 10, 7): True, date(2023, 10, 8): True}
CALENDAR = Calendar({**HOLIDAYS, **WORKED, date(2024, 6, 10): False}, last_official_year=2024)


def test_a_week_at_new_year_is_counted_as_iso_does():
    assert Week.of(date(2023, 1, 1)).code == "2022-W52"
    assert Week.of(date(2020, 12, 31)).code == "2020-W53"
    assert Week.from_code("2020-W53").later() == Week.from_code("2021-W01")


@pytest.mark.parametrize("code", ["", "2023-39", "2023-W00", "2023-W53", "2023-W54", "二〇二三"])
def test_what_is_no_week_is_refused(code):
    with pytest.raises(NotAWeek):
        Week.from_code(code)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_the_week_of_its_code(day):
    week = Week.of(day)

    assert Week.from_code(week.code) == week
    assert day in week
    assert closes_on(week, CALENDAR) < bulletin_on(week, CALENDAR)


@pytest.mark.parametrize(
    ("day", "closes", "bulletin"),
    [
        (date(2023, 9, 20), date(2023, 9, 22), date(2023, 9, 25)),
        (date(2023, 9, 25), date(2023, 9, 28), date(2023, 10, 7)),  # Friday is a holiday
        (date(2023, 10, 4), date(2023, 10, 7), date(2023, 10, 9)),  # no working day at all
        (date(2024, 6, 3), date(2024, 6, 7), date(2024, 6, 11)),  # Monday is a holiday
    ],
)
def test_friday_noon_and_monday_move_with_holidays(day, closes, bulletin):
    week = Week.of(day)

    assert closes_on(week, CALENDAR) == closes
    assert bulletin_on(week, CALENDAR) == bulletin


def test_noon_itself_is_in_time_and_a_minute_later_is_not():
    noon = datetime(2024, 6, 7, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    week = Week.of(noon.date())

    assert not is_late(week, noon, CALENDAR)
    assert is_late(week, noon + timedelta(minutes=1), CALENDAR)


def told(unit, state, *, late=False, times=0):
    return Told(unit, state, late, times)


def test_the_parts_add_up_and_what_was_taken_back_is_not_counted():
    rows = [
        told("N", TaskState.DONE, late=True),
        told("N", TaskState.UNDONE, times=2),
        told("N", TaskState.OPEN),
        told("N", TaskState.WITHDRAWN),
    ]

    assert tally(rows) == Tally(due=3, done=1, undone=1, unfiled=1, late=1, carried=1)
    assert tally([]).share is None


def test_units_stand_by_share_then_by_number_due_then_by_lateness_then_by_code():
    done, undone = TaskState.DONE, TaskState.UNDONE
    rows = [
        *(told("E", done), told("E", undone)),
        *(told("D", done) for _ in range(2)),
        *(told("C", done, late=True) for _ in range(2)),
        *(told("B", done) for _ in range(3)),
        *(told("A", done) for _ in range(2)),
    ]

    assert ordered(by_unit(rows)) == ["B", "A", "D", "C", "E"]


def test_only_what_is_to_be_done_by_the_end_of_the_week_is_carried_over_into_it():
    week = Week.of(date(2024, 6, 10))
    one = Undone(
        pk=1,
        project_id=7,
        node_id=None,
        what="浇筑",
        person="",
        new_due_on=week.sunday,
        times=1,
    )

    [found] = from_undone([one], week)
    assert (found.times, found.carried_from, found.due_on) == (2, 1, week.sunday)
    assert from_undone([one], week.later(-1)) == []
    assert from_undone([one], week.later())[0].due_on == week.later().monday
