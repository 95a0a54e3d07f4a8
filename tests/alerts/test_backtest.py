"""What came after a lamp: counted by hand, and never counted from periods that are not closed."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.alerts.rules import (
    Colour,
    Followed,
    Lamp,
    Outcome,
    State,
    chain,
    followed,
    quality,
    telling,
)
from ballast.kernel.periods import Period

YEAR = [Period.month(2023, month) for month in range(1, 13)]
MARCH, DECEMBER = YEAR[2], YEAR[11]
SLIP, KEPT, BEFORE, UNKNOWN = Outcome.SLIP, Outcome.KEPT, Outcome.BEFORE, Outcome.UNKNOWN


def state(planned_on=None, reached=None, completed="90", plan="100"):
    marks = ((planned_on, reached),) if planned_on else ()
    money = [None if one is None else Decimal(one) for one in (completed, plan)]
    return State(marks, *money)


def later(*after, at=MARCH, closed=YEAR):
    """The closed periods after ``at``; what was known in each, the last one told holding on."""
    ahead = [one for one in closed if one.last_day > at.last_day]
    told = [*after, *[after[-1]] * len(ahead)]
    return list(zip(ahead, told, strict=False))


@pytest.mark.parametrize(
    ("planned_on", "reached", "expected"),
    [
        (date(2023, 3, 1), None, Followed(SLIP, date(2023, 4, 1))),  # the 31st day late is in April
        (date(2023, 2, 28), None, Followed(BEFORE)),  # it was 31 days late in March already
        (date(2023, 5, 30), None, Followed(SLIP, date(2023, 6, 30))),  # the last day that counts
        (date(2023, 5, 31), None, Followed(KEPT)),  # a slip of July is none of three periods
        (date(2023, 4, 10), date(2023, 5, 10), Followed(KEPT)),  # 30 days late
        (date(2023, 4, 10), date(2023, 5, 11), Followed(SLIP, date(2023, 5, 11))),
        (None, None, Followed(KEPT)),
    ],
)
def test_a_node_slips_when_it_is_more_than_thirty_days_late(planned_on, reached, expected):
    known = state(planned_on, reached) if planned_on else state()
    now = state(planned_on) if planned_on else state()

    assert followed(now, MARCH, later(known)) == expected


@pytest.mark.parametrize(
    ("completed", "expected"),
    [("89.99", Followed(SLIP, date(2023, 12, 31))), ("90.00", Followed(KEPT))],
)
def test_a_year_that_ends_below_nine_tenths_of_the_plan_is_a_slip(completed, expected):
    assert followed(state(), MARCH, later(state(completed=completed))) == expected


def test_a_plan_lowered_afterwards_does_not_undo_the_slip():
    assert followed(state(plan="100"), MARCH, later(state(completed="80", plan="80"))) == Followed(
        SLIP, date(2023, 12, 31)
    )


def test_of_a_lamp_of_december_the_year_has_nothing_to_come():
    spring = [Period.month(2024, month) for month in (1, 2, 3)]
    told = later(state(completed="0"), at=DECEMBER, closed=spring)

    assert followed(state(completed="10"), DECEMBER, told) == Followed(KEPT)


@pytest.mark.parametrize(
    "closed",
    [YEAR[:5], YEAR[:11], [MARCH, DECEMBER]],
    ids=["two later periods", "no December", "December alone"],
)
def test_nothing_is_known_before_all_that_decides_it_is_closed(closed):
    late = state(date(2023, 3, 15), completed="0")

    assert followed(late, MARCH, later(late, closed=closed)) == Followed(UNKNOWN)


def test_a_project_that_left_the_list_tells_no_outcome():
    assert followed(state(), MARCH, later(None)) == Followed(UNKNOWN)
    planned = date(2023, 4, 20)
    assert followed(state(planned), MARCH, later(state(planned), None)).outcome == UNKNOWN


@given(
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    st.none() | st.integers(-200, 200),
    st.integers(0, 200),
)
def test_more_done_and_sooner_is_never_a_slip_where_less_and_later_is_none(planned, late, done):
    reached = None if late is None else planned + timedelta(days=late)
    worse = followed(state(planned), MARCH, later(state(planned, reached, str(done))))
    better = followed(state(planned), MARCH, later(state(planned, planned, str(done + 1))))

    assert not (better.outcome is SLIP and worse.outcome is KEPT)


def lamp(project, month, colour, outcome=KEPT, on=None):
    return Lamp(project, Period.month(2023, month), Colour(colour), Followed(outcome, on))


JUNE = date(2023, 6, 14)
LAMPS = [
    lamp(1, 3, "yellow", SLIP, JUNE),
    lamp(1, 4, "red", SLIP, JUNE),
    lamp(1, 5, "red", SLIP, JUNE),
    lamp(2, 3, "red"),
    lamp(3, 3, "green", SLIP, JUNE),
    lamp(4, 3, "red", BEFORE),
    lamp(5, 3, "red", UNKNOWN),
]


def test_good_lamps_are_counted_by_hand():
    red = quality(LAMPS, [Colour.RED])

    assert (red.lamps, red.known, red.slipped, red.before) == (5, 3, 2, 1)
    assert (red.slips, red.foretold) == (2, 1)
    assert (red.precision, red.recall, red.lead) == (Fraction(2, 3), Fraction(1, 2), 2)


def test_the_lead_begins_with_the_first_lamp_of_the_colours_asked_for():
    assert quality(LAMPS, [Colour.RED, Colour.YELLOW]).lead == 3


def test_without_a_known_outcome_there_is_no_share_at_all():
    none = quality([lamp(1, 3, "red", UNKNOWN)], [Colour.RED])

    assert (none.lamps, none.precision, none.recall, none.lead) == (1, None, None, None)


def test_runs_are_counted_from_a_year_before_only_where_a_rule_asks_for_them():
    years = [Period.month(year, month) for year in (2022, 2023) for month in range(1, 13)]

    assert chain(years, YEAR[2], YEAR[4], 1) == YEAR[2:5]
    assert chain(years, YEAR[2], YEAR[4], 3) == [*years[2:14], *YEAR[2:5]]


def test_three_later_periods_and_the_end_of_its_year_tell_what_came_after_a_lamp():
    assert telling([MARCH, YEAR[9]], YEAR) == {
        MARCH: [*YEAR[3:6], DECEMBER],
        YEAR[9]: YEAR[10:],
    }
