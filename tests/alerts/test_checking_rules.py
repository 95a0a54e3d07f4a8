"""What a check becomes, what an answer must say, and how checks are counted."""

from datetime import date
from fractions import Fraction

import pytest

from ballast.dispatch.alerts.rules import (
    CheckState,
    Counted,
    Rate,
    after_issue,
    climbs,
    is_near,
    says_something,
    tally,
)

MONDAY, DUE, AFTER = date(2023, 10, 16), date(2023, 10, 17), date(2023, 10, 18)
S = CheckState


@pytest.mark.parametrize(
    "words", ["", "  ", "无", "——", "同上", "已核实", "情况属实", "true", "。。。。。"]
)
def test_a_stroke_or_a_nod_is_no_explanation(words):
    assert not says_something(words)


@pytest.mark.parametrize("words", ["取水泵站用地3户未签约", "设备未到货", "gate 4 is shut"])
def test_a_reason_however_short_is_one(words):
    assert says_something(words)


@pytest.mark.parametrize(
    ("state", "is_standing", "is_of_period", "after"),
    [
        (S.WITHDRAWN, True, True, S.ASKED),  # issued again: asked again
        (S.CORRECTING, True, True, S.ASKED),  # still red on the corrected figure
        (S.CORRECTED, True, True, S.ASKED),
        (S.ANSWERED, True, True, S.ANSWERED),  # nobody answers the same twice
        (S.CLIMBED, True, True, S.CLIMBED),
        (S.CORRECTING, False, True, S.CORRECTED),
        (S.WITHDRAWN, False, True, S.WITHDRAWN),
        (S.ASKED, True, False, S.LAPSED),  # the later month asks
        (S.CLIMBED, False, False, S.LAPSED),
        (S.CORRECTING, True, False, S.LAPSED),
        (S.CORRECTING, False, False, S.CORRECTED),
        (S.ANSWERED, False, False, S.ANSWERED),
    ],
)
def test_what_a_month_that_is_issued_makes_of_a_check(state, is_standing, is_of_period, after):
    told = after_issue(state, is_standing=is_standing, is_of_period=is_of_period)
    assert told is after


def test_the_day_it_is_due_on_is_in_time_and_the_next_is_not():
    assert not climbs(S.ASKED, DUE, DUE)
    assert climbs(S.ASKED, DUE, AFTER)
    assert not climbs(S.CLIMBED, DUE, AFTER)
    assert not climbs(S.ANSWERED, DUE, AFTER)
    assert is_near(DUE, MONDAY)
    assert is_near(AFTER, MONDAY)
    assert not is_near(MONDAY, DUE)
    assert not is_near(date(2023, 10, 19), MONDAY)


def test_rates_name_their_denominators():
    rows = [
        Counted(S.ANSWERED, DUE, DUE, True, "funds"),
        Counted(S.ANSWERED, DUE, AFTER, True, "funds"),  # late
        Counted(S.ANSWERED, DUE, MONDAY, True, "design"),
        Counted(S.CORRECTING, DUE, MONDAY, False),
        Counted(S.CLIMBED, DUE),
        Counted(S.ASKED, date(2023, 10, 20)),  # not due: in no rate
        Counted(S.WITHDRAWN, DUE),
    ]

    told = tally(rows, AFTER)

    assert (told.asked, told.unanswered) == (6, 2)
    assert told.in_time == Rate(3, 5)
    assert told.in_time.share == Fraction(3, 5)
    assert told.true == Rate(3, 4)
    assert list(told.causes.items()) == [("funds", 2), ("design", 1)]
    assert tally([], AFTER).true.share is None
