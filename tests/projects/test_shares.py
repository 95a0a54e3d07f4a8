"""A cross-district project counts wholly, and once, whoever shares it."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel.money import apportion
from ballast.platform.audit.models import Entry
from ballast.projects.models import ShareSplit
from ballast.projects.rules import RegisterRefused, make_a_whole
from ballast.projects.selectors import shares
from ballast.projects.services import Split, split_shares
from tests.identity.factories import ACTOR, NOW, make_unit

from .factories import make_project

TODAY = date(2024, 6, 3)
MILLION = 10**6


@st.composite
def divisions(draw):
    """Shares of six places that make exactly one."""
    cuts = draw(st.lists(st.integers(1, MILLION - 1), unique=True, max_size=25))
    edges = [0, *sorted(cuts), MILLION]
    parts = [Decimal(b - a) / MILLION for a, b in itertools.pairwise(edges)]
    return dict(enumerate(parts))


@given(divisions(), st.integers(-(10**15), 10**15))
def test_the_parts_add_up_to_the_amount_to_the_cent(division, cents):
    amount = Decimal(cents).scaleb(-2)

    parts = apportion(amount, division)

    assert make_a_whole(division.values())
    assert sum(parts.values()) == amount
    assert all(
        abs(parts[key] - amount * share) < Decimal("0.01") for key, share in division.items()
    )


def test_the_cent_left_over_goes_to_the_largest_remainder():
    thirds = {"北": Decimal("0.333333"), "中": Decimal("0.333333"), "南": Decimal("0.333334")}

    assert apportion(Decimal("100.00"), thirds) == {
        "北": Decimal("33.33"),
        "中": Decimal("33.33"),
        "南": Decimal("33.34"),
    }
    with pytest.raises(ValueError, match="cents"):
        apportion(Decimal("0.001"), thirds)


@pytest.mark.parametrize(
    "parts", [["0.5", "0.4"], ["0.5", "0.500001"], ["1", "0"], ["0.3333333", "0.6666667"], []]
)
def test_what_is_not_exactly_one_is_no_division(parts):
    assert not make_a_whole(map(Decimal, parts))


@pytest.fixture
def place(db):
    north, south = make_unit(is_accounting=True), make_unit(is_accounting=True)
    return make_project(name="环线"), north, south


def put(project, division, since=TODAY):
    parts = {unit.pk: Decimal(share) for unit, share in division.items()}
    entry = Split(project_id=project.pk, since=since, shares=parts)
    split_shares(by=ACTOR, at=NOW, splits=[entry])


def test_a_new_division_ends_the_one_before_it(place):
    project, north, south = place
    put(project, {north: "0.5", south: "0.5"}, date(2024, 1, 1))
    put(project, {north: "0.7", south: "0.3"}, date(2024, 5, 1))

    half, more = Decimal("0.5"), Decimal("0.7")
    assert shares([project], date(2024, 4, 30)) == {project.pk: {north.pk: half, south.pk: half}}
    assert shares([project], TODAY)[project.pk][north.pk] == more


def test_a_division_of_the_same_day_replaces_itself_and_none_ends_it(place):
    project, north, south = place
    put(project, {north: "0.5", south: "0.5"}, date(2024, 5, 1))
    put(project, {north: "1"}, date(2024, 5, 1))
    assert shares([project], TODAY) == {project.pk: {north.pk: Decimal(1)}}

    put(project, {}, TODAY)

    assert shares([project], TODAY) == {}
    assert shares([project], TODAY - timedelta(days=1)) != {}


def test_each_fault_is_named_and_nothing_is_written(place):
    project, north, _south = place
    put(project, {north: "1"}, TODAY)
    entries = Entry.objects.count()
    clerk = make_unit()

    with pytest.raises(RegisterRefused) as refused:
        put(project, {north: "0.5", clerk: "0.4"}, date(2024, 1, 1))
    with pytest.raises(RegisterRefused) as later:
        put(project, {north: "1"}, TODAY + timedelta(days=1))

    assert {fault.code for fault in refused.value.faults} == {
        "before_last_split",
        "shares_not_whole",
        "unit_not_accounting",
    }
    assert {fault.code for fault in later.value.faults} == {"since_future"}
    assert ShareSplit.objects.count() == 1
    assert Entry.objects.count() == entries
