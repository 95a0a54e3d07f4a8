"""Nobody decides out of turn, and a filing counts only when every hand has passed it on."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.delivery.progress.rules import Level, State, Verdict
from ballast.delivery.progress.rules.chain import (
    DEFAULT,
    Seat,
    Step,
    before_office,
    is_whole,
    state,
    steps,
    turn,
)

GROUP, DISTRICT, DEPARTMENT = 11, 12, 13
EVERYBODY = {Level.GROUP: GROUP, Level.DISTRICT: DISTRICT, Level.DEPARTMENT: DEPARTMENT}
NOBODY = Seat()


@dataclass(frozen=True)
class Hand:
    order: int
    level: str
    verdict: str = "PENDING"
    unit_id: int | None = None


def hands(**verdicts):
    """The default chain with verdicts by level: ``hands(GROUP="ACCEPTED")``."""
    return [
        Hand(step.order, step.level, verdicts.get(step.level.value, "PENDING")) for step in DEFAULT
    ]


def levels(found):
    return [one.level for one in found]


def test_the_land_and_the_sector_read_side_by_side_between_group_and_office():
    assert steps(DEFAULT, EVERYBODY, NOBODY) == [
        (Step(1, Level.GROUP), GROUP),
        (Step(2, Level.DEPARTMENT), DEPARTMENT),
        (Step(2, Level.DISTRICT), DISTRICT),
        (Step(3, Level.OFFICE), None),
    ]


def test_a_level_without_a_unit_for_the_project_is_left_out():
    assert [step.level for step, _ in steps(DEFAULT, {Level.DISTRICT: DISTRICT}, NOBODY)] == [
        Level.DISTRICT,
        Level.OFFICE,
    ]


def test_a_group_that_filed_itself_does_not_review_itself():
    filer = Seat({Level.GROUP: frozenset({GROUP})})

    assert Level.GROUP not in {step.level for step, _ in steps(DEFAULT, EVERYBODY, filer)}


def test_the_office_decides_even_what_the_office_filed():
    assert [step.level for step, _ in steps(DEFAULT, {}, Seat(is_office=True))] == [Level.OFFICE]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ({}, ["GROUP"]),
        ({"GROUP": "ACCEPTED"}, ["DISTRICT", "DEPARTMENT"]),
        ({"GROUP": "ACCEPTED", "DEPARTMENT": "ACCEPTED"}, ["DISTRICT"]),
        ({"GROUP": "PASSED_OVER", "DISTRICT": "ACCEPTED", "DEPARTMENT": "ACCEPTED"}, ["OFFICE"]),
        ({"GROUP": "ACCEPTED", "DISTRICT": "RETURNED"}, []),
    ],
)
def test_whose_turn_it_is(verdicts, expected):
    assert levels(turn(hands(**verdicts))) == expected


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ({}, State.SUBMITTED),
        ({"GROUP": "ACCEPTED", "DISTRICT": "ACCEPTED", "DEPARTMENT": "ACCEPTED"}, State.SUBMITTED),
        ({"DISTRICT": "RETURNED", "GROUP": "ACCEPTED"}, State.RETURNED),
        (
            {
                "GROUP": "PASSED_OVER",
                "DISTRICT": "PASSED_OVER",
                "DEPARTMENT": "ACCEPTED",
                "OFFICE": "ACCEPTED",
            },
            State.ACCEPTED,
        ),
    ],
)
def test_what_follows_from_the_verdicts(verdicts, expected):
    assert state(hands(**verdicts)) is expected


def test_the_office_passes_over_only_what_is_still_open():
    assert levels(before_office(hands(GROUP="ACCEPTED", DISTRICT="ACCEPTED"))) == ["DEPARTMENT"]


def test_a_seat_decides_at_its_level_for_its_units_alone():
    seat = Seat({Level.DISTRICT: frozenset({DISTRICT})})

    assert seat.decides(Hand(2, "DISTRICT", unit_id=DISTRICT))
    assert not seat.decides(Hand(2, "DISTRICT", unit_id=GROUP))
    assert not seat.decides(Hand(2, "DEPARTMENT", unit_id=DISTRICT))
    assert not seat.decides(Hand(3, "OFFICE"))
    assert Seat(is_office=True).decides(Hand(3, "OFFICE"))


@pytest.mark.parametrize(
    "chain",
    [
        [],
        [Step(1, Level.DISTRICT)],
        [Step(1, Level.OFFICE), Step(2, Level.DISTRICT)],
        [Step(1, Level.OFFICE), Step(1, Level.DISTRICT)],
        [Step(1, Level.DISTRICT), Step(2, Level.DISTRICT), Step(3, Level.OFFICE)],
    ],
)
def test_a_chain_without_the_office_at_its_end_is_none(chain):
    assert not is_whole(chain)


def test_a_city_may_leave_it_all_to_the_office():
    assert is_whole(DEFAULT)
    assert is_whole([Step(1, Level.OFFICE)])


@given(
    st.permutations([Level.GROUP, Level.DISTRICT, Level.DEPARTMENT]),
    st.lists(st.integers(1, 4), min_size=3, max_size=3),
    st.data(),
)
def test_however_the_turns_are_taken_a_filing_ends_and_the_office_is_last(order, places, data):
    open_ = [Hand(place, level) for level, place in zip(order, places, strict=True)]
    open_.append(Hand(5, Level.OFFICE))
    decided = []
    while now := turn(open_):
        chosen = data.draw(st.sampled_from(now))
        decided.append(chosen.level)
        open_ = [replace(one, verdict=Verdict.ACCEPTED) if one == chosen else one for one in open_]

    assert state(open_) is State.ACCEPTED
    assert decided[-1] == Level.OFFICE
    assert sorted(decided) == sorted(Level)
