"""The tables of rights and powers, and the climb through a dated tree."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.platform.identity import rules
from ballast.platform.identity.rules import (
    ADMINISTRATORS,
    RIGHTS,
    SERIES,
    WHOLE_CITY,
    Role,
    Tie,
    UnitKind,
)

JANUARY, MAY, JUNE = date(2024, 1, 1), date(2024, 5, 1), date(2024, 6, 1)
NAME = ("zhangsan", "张三丰")


def test_every_role_has_rights_and_every_kind_but_the_owner_a_series():
    assert set(RIGHTS) == set(Role)
    assert all(RIGHTS.values())
    assert set(UnitKind) - set(SERIES) == {UnitKind.OWNER}


def test_no_power_of_one_administrator_is_another_s():
    changing = [RIGHTS[role] - {"unit.view", "person.view"} for role in sorted(ADMINISTRATORS)]

    assert all(changing)
    assert sum(map(len, changing)) == len(frozenset().union(*changing))


def test_who_brings_in_the_plan_or_judges_the_lamps_sees_every_project_they_touch():
    wide = {"plan.import", "alert.judge", "register.edit"}

    assert {role for role in Role if RIGHTS[role] & wide} <= WHOLE_CITY


def test_no_administrator_reads_a_project():
    business = RIGHTS[Role.PROJECT_OFFICE] - {"unit.view"}

    assert not business & frozenset().union(*(RIGHTS[role] for role in ADMINISTRATORS))


@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("Ballast-24", ()),
        ("Ballast-2", ("password_short",)),
        ("ballast-stone", ("password_plain",)),
        ("ballast-24stone", ()),
        ("压舱石Stone2024", ()),
        ("Xzhangsan-24", ("password_like_name",)),
        ("X-nasgnahz-24", ("password_like_name",)),
        ("张三丰Stone-24", ("password_like_name",)),
        ("ab", ("password_short", "password_plain")),
    ],
)
def test_each_password_rule_decides_at_its_edge(password, faults):
    found = rules.password_faults(password, about=NAME, is_common=False, was_used=False)

    assert found == faults


def test_common_and_used_passwords_are_named():
    found = rules.password_faults("Ballast-2024", about=NAME, is_common=True, was_used=True)

    assert found == ("password_common", "password_used")


def test_a_password_runs_out_on_its_ninetieth_day():
    at = datetime(2024, 6, 3, 9, 30)
    life = timedelta(days=90)

    assert rules.password_expired(at - life, at, life)
    assert not rules.password_expired(at - life + timedelta(seconds=1), at, life)


def test_one_above_another_only_while_both_ties_hold():
    """1 stands under 2 until May; 2 under 3 from June: 1 never stood under 3."""
    ties = {1: [Tie(2, JANUARY, MAY)], 2: [Tie(3, JUNE)]}

    assert not rules.stands_under(ties, 1, 3, JANUARY)
    assert rules.stands_under(ties | {2: [Tie(3, date(2024, 4, 30))]}, 1, 3, JANUARY)
    assert not rules.stands_under(ties | {2: [Tie(3, date(2024, 4, 30))]}, 1, 3, MAY)


def test_a_ring_elsewhere_does_not_trap_the_climb():
    ties = {1: [Tie(2, JANUARY)], 2: [Tie(1, JANUARY)], 3: [Tie(1, JANUARY)]}

    assert not rules.stands_under(ties, 3, 4, JANUARY)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_ties_that_are_refused_when_they_close_a_ring_never_make_one(pairs):
    above: dict[int, int] = {}
    for unit, parent in pairs:
        tree = {lower: [Tie(upper, JANUARY)] for lower, upper in above.items()}
        if unit not in above and not rules.stands_under(tree, parent, unit, JANUARY):
            above[unit] = parent

    for unit in above:
        climbed, at = 0, unit
        while at in above and climbed <= len(above):
            climbed, at = climbed + 1, above[at]
        assert climbed <= len(above)
