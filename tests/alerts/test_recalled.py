"""What lamps keep is enough to decide them again, whatever is known today."""

from datetime import date, timedelta
from decimal import Decimal

import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.dispatch.alerts.rules import OUT_OF_SCOPE, Family, figures, judged, recalled
from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors
from ballast.platform.analytics.schema import Type

from .test_judging import BLANK, BOOKS

SEPTEMBER = Period.month(2023, 9)
FLAGS = {f"is_exempt_{one}": Type.FLAG for one in Family} | {"keeps_entry": Type.FLAG}
AMOUNTS = st.none() | st.integers(0, 200).map(lambda wan: Decimal(wan) * 10_000)
DAYS = st.none() | st.integers(-300, 120).map(lambda past: SEPTEMBER.last_day + timedelta(past))
FACTS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["ACTIVE", "SUSPENDED"]),
        "planned_yuan": AMOUNTS,
        "completed_yuan": AMOUNTS,
        "is_due": st.booleans(),
        "is_filed": st.booleans(),
        "keeps_entry": st.booleans(),
        "is_exempt_start": st.booleans(),
        "is_exempt_progress": st.booleans(),
    }
    | {name: DAYS for mark in ("start", "finish", "commission") for name in (f"planned_{mark}_on",)}
    | dict.fromkeys(("started_on", "finished_on", "commissioned_on", "entered_on"), DAYS)
)
# What no lamp keeps: a closed month keeps it otherwise, or it never changes.
FIXED = st.fixed_dictionaries(
    {
        "plan_class": st.sampled_from(["NEW_START", "CARRY_OVER", "DUE_FINISH", "PREPARATORY"]),
        "total_yuan": st.sampled_from([None, Decimal(4_990_000), Decimal(90_000_000)]),
    }
)


def rows_of(book, facts):
    frame = selectors.frame([facts], FLAGS)
    runs = {f"running_{one}": nw.lit(0) for one in Family}
    [row] = judged(frame.with_columns(**runs), book, SEPTEMBER).collect().iter_rows(named=True)
    return {family: row[family] for family in book.rules if row[family] != OUT_OF_SCOPE}


@settings(max_examples=100)
@pytest.mark.parametrize("name", ["default", "sanya", "bozhou"])
@given(then=FACTS, today=FACTS, fixed=FIXED)
def test_the_same_rulebook_gives_the_same_rows_on_what_is_recalled(name, then, today, fixed):
    book, blank = BOOKS[name], BLANK | dict.fromkeys(FLAGS, False)
    was = blank | then | fixed
    rows = rows_of(book, was)
    lamps = {
        family: (row, {} if row == "exempt" else figures(book.rules[family], was, SEPTEMBER))
        for family, row in rows.items()
    }

    again = recalled(blank | today | fixed, book, lamps, SEPTEMBER)

    assert rows_of(book, again) == rows


def test_what_came_after_the_period_stays_as_it_is_known_today():
    later = date(2023, 11, 5)
    lamps = {Family.START: ("overdue", {"planned": "2023-08-20"})}

    again = recalled(BLANK | {"started_on": later}, BOOKS["default"], lamps, SEPTEMBER)

    assert (again["planned_start_on"], again["started_on"]) == (date(2023, 8, 20), later)
