"""Which figure counts: the one thing every screen, list and lamp agrees on."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.progress.rules import (
    AsOf,
    Counted,
    Filed,
    Kind,
    Standing,
    State,
    counted,
    standing,
)

SEPTEMBER, OCTOBER = "2023-09", "2023-10"


def at(day):
    return datetime(2023, 10, day, tzinfo=ZoneInfo("Asia/Shanghai"))


def filed(number, completed=100, *, period=SEPTEMBER, kind=Kind.ACTUAL, revision=1, **more):
    amount = None if completed is None else Decimal(completed)
    more = {"state": State.ACCEPTED, "month_yuan": Decimal(10), "attempt": number} | more
    return Filed(
        id=number, period=period, kind=kind, revision=revision, completed_yuan=amount, **more
    )


def test_the_last_accepted_attempt_counts():
    assert counted([filed(1, 100), filed(2, 90)], SEPTEMBER) == Counted(
        2, SEPTEMBER, "ACTUAL", Decimal(90), Decimal(10), None
    )


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED, State.LEFT_OUT])
def test_what_is_not_accepted_does_not_count(state):
    assert counted([filed(1, 100), filed(2, 90, state=state)], SEPTEMBER).filing_id == 1


def test_an_accepted_actual_beats_a_later_estimate():
    later = filed(2, 90, kind=Kind.ESTIMATE)

    assert counted([filed(1, 100), later], SEPTEMBER).filing_id == 1
    assert counted([later], SEPTEMBER).kind == "ESTIMATE"


def test_an_unfiled_month_carries_the_last_figure_and_has_no_month_of_its_own():
    carried = counted([filed(1, 100, period="2023-07"), filed(2, 80, period="2023-06")], OCTOBER)

    assert (carried.filing_id, carried.filed_for) == (1, "2023-07")
    assert (carried.completed_yuan, carried.month_yuan) == (Decimal(100), None)


def test_a_filing_without_a_figure_carries_the_one_before():
    assert counted([filed(1, 100), filed(2, None, period=OCTOBER)], OCTOBER).filed_for == SEPTEMBER


def test_a_later_month_never_counts_for_an_earlier_one():
    assert counted([filed(1, period=OCTOBER)], SEPTEMBER) == Counted()


def test_a_closed_revision_looks_at_nothing_that_came_after_it():
    first, anew = filed(1, 100), filed(2, 90, revision=2)

    assert counted([first, anew], SEPTEMBER, AsOf({SEPTEMBER: 1})).filing_id == 1
    assert counted([first, anew], SEPTEMBER, AsOf({SEPTEMBER: 2})).filing_id == 2
    # October was closed on September's first revision and keeps what it carried.
    assert counted([first, anew], OCTOBER, AsOf({SEPTEMBER: 1, OCTOBER: 1})).filing_id == 1


def test_a_duty_stands_where_its_last_attempt_stands_unless_one_was_accepted():
    def of(*states):
        rows = [filed(number, state=state) for number, state in enumerate(states, start=1)]
        return standing(rows, SEPTEMBER, is_due=True)

    assert of() is Standing.NOT_REPORTED
    assert of(State.DRAFT) is Standing.DRAFT
    assert of(State.RETURNED, State.SUBMITTED) is Standing.SUBMITTED
    assert of(State.ACCEPTED, State.DRAFT) is Standing.ACCEPTED
    assert of(State.LEFT_OUT) is Standing.NOT_REPORTED
    assert standing([], SEPTEMBER, is_due=False) is Standing.NOT_DUE
