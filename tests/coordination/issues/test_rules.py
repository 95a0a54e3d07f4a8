"""Clock rules: holidays, make-up days, pauses, year ends, and years not published yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.coordination.rules.clocks import Rest, Timing, due_on, is_silent, timing
from ballast.dispatch.coordination.rules.issues import Act, Moved, Severity, Torn, replay
from ballast.dispatch.coordination.rules.levels import (
    PRESETS,
    RULE_13710,
    STANDARD,
    ladder_faults,
    ladder_from_json,
    ladder_to_json,
)
from ballast.dispatch.coordination.rules.papers import Used, used
from ballast.kernel.workdays import Calendar

# 国办发明电〔2022〕16号, as far as these tests ask: National Day 2023, New Year 2024.
FREE = [date(2023, 9, 29), *(date(2023, 10, day) for day in range(1, 7)), date(2024, 1, 1)]
MADE_UP = [date(2023, 10, 7), date(2023, 10, 8)]
CALENDAR = Calendar(
    {**dict.fromkeys(FREE, False), **dict.fromkeys(MADE_UP, True)}, last_official_year=2024
)
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def due(started, days, *rests):
    return due_on(started, days, [Rest(*one) for one in rests], CALENDAR)


def test_a_holiday_does_not_count_and_the_weekend_made_up_for_it_does():
    assert due(date(2023, 9, 27), 5) == date(2023, 10, 10)  # 28, then 7, 8, 9, 10


def test_the_day_of_a_paper_is_no_day_used_while_the_clock_still_stands_on_it():
    started, limit, today = date(2024, 6, 3), date(2024, 6, 10), date(2024, 6, 7)
    rest = Rest(date(2024, 6, 6), date(2024, 6, 20))

    assert used(started, limit, today, [rest], CALENDAR) == Used(days=2, paused=2, over=0)
    assert used(started, limit, today, [], CALENDAR) == Used(days=4, paused=0, over=0)


def test_what_begins_on_a_holiday_begins_to_count_on_the_next_working_day():
    assert due(date(2023, 10, 3), 1) == date(2023, 10, 7)


def test_a_limit_runs_over_the_end_of_the_year():
    assert due(date(2023, 12, 28), 3) == date(2024, 1, 3)  # 29, 2, 3


def test_beyond_the_published_years_the_week_decides_and_the_day_is_provisional():
    day = due(date(2025, 9, 30), 5)
    assert day == date(2025, 10, 7)
    assert CALENDAR.is_provisional(day)


def test_days_of_a_pause_do_not_count_and_its_last_day_is_the_one_before_it_ends():
    started = date(2023, 11, 6)  # Monday
    assert due(started, 5) == date(2023, 11, 13)
    assert due(started, 5, (date(2023, 11, 8), date(2023, 11, 10))) == date(2023, 11, 15)


def test_a_pause_over_a_holiday_moves_the_limit_only_by_its_working_days():
    assert due(date(2023, 9, 27), 5, (date(2023, 9, 28), date(2023, 10, 8))) == date(2023, 10, 12)


def test_a_pause_that_was_over_before_or_lasted_no_day_changes_nothing():
    started = date(2023, 11, 6)
    before = (date(2023, 11, 1), date(2023, 11, 3))
    empty = (date(2023, 11, 8), date(2023, 11, 8))
    assert due(started, 5, before, empty) == due(started, 5)


@given(DAYS, st.integers(0, 40), st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=4))
def test_a_limit_is_a_working_day_outside_every_pause_and_so_many_days_away(started, days, found):
    rests = [Rest(day, day + timedelta(days=length)) for day, length in found]
    limit = due_on(started, days, rests, CALENDAR)
    counted = [
        day
        for day in (started + timedelta(days=n) for n in range(1, (limit - started).days + 1))
        if CALENDAR.is_workday(day) and not any(one.holds(day) for one in rests)
    ]
    assert len(counted) == days
    assert not days or counted[-1] == limit


def test_the_limit_itself_is_in_time_and_the_48_hours_before_it_are_soon():
    limit = date(2023, 10, 9)
    stands = {day: timing(limit, date(2023, 10, day), CALENDAR) for day in (6, 7, 8, 9, 10)}
    assert stands == {
        6: Timing.NORMAL,
        7: Timing.SOON,
        8: Timing.SOON,
        9: Timing.SOON,
        10: Timing.OVERDUE,
    }


def test_a_raiser_is_silent_when_the_third_working_day_is_over():
    told = date(2023, 9, 28)
    assert [is_silent(told, date(2023, 10, day), CALENDAR) for day in (8, 9, 10)] == [
        False,
        False,
        True,
    ]


def test_the_days_of_a_level_follow_the_preset_and_what_is_major():
    days = [STANDARD.level(number).days_for(Severity.MAJOR) for number in (1, 2, 3)]
    assert days == [5, 5, 10]
    assert RULE_13710.level(1).days_for(Severity.ORDINARY) == 7
    assert RULE_13710.level(1).days_for(Severity.GRAVE) == 21
    assert (RULE_13710.accept_days, RULE_13710.report_days) == (1, 3)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_ladder_is_stored_and_read_again(preset):
    ladder = PRESETS[preset]
    assert ladder_faults(ladder) == []
    assert ladder_from_json(ladder_to_json(ladder)) == ladder


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([(Act.ACCEPT, {"state": ("raised", "accepted")})], "never raised"),
        (
            [
                (Act.RAISE, {"state": (None, "raised")}),
                (Act.CONFIRM, {"state": ("solved", "closed")}),
            ],
            "state was 'raised', not 'solved'",
        ),
        (
            [
                (Act.RAISE, {"state": (None, "raised")}),
                (Act.CONFIRM, {"state": ("raised", "closed")}),
            ],
            "from raised to closed",
        ),
        (
            [
                (Act.RAISE, {"state": (None, "raised"), "level": (None, 1)}),
                (Act.ESCALATE, {"level": (2, 3)}),
            ],
            "level was 1, not 2",
        ),
    ],
)
def test_a_journal_with_a_line_missing_or_invented_does_not_add_up(lines, why):
    with pytest.raises(Torn, match=why):
        replay(Moved(act, 1, fields) for act, fields in lines)
