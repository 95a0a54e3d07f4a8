"""Boundaries are taken in and withdrawn, each with a day from which it holds and a journal entry."""

from datetime import date

import pytest

from ballast.kernel.coordinates import Crs
from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.maps.models import Boundaries
from ballast.platform.maps.rules import BoundariesRefused
from ballast.platform.maps.selectors import geojson, in_force
from ballast.platform.maps.services import BoundariesGone, withdraw
from tests.identity.factories import ACTOR, NOW, make_unit, make_user
from tests.maps.factories import feature, square, take_boundaries

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    make_unit(code="N", name="北区", region_code="990102")
    make_unit(code="GX", name="高新区", region_code="990172")


def test_a_file_holds_from_its_day_and_the_next_replaces_it(units):
    first = take_boundaries(feature("990102"), valid_from=date(2020, 1, 1))
    second = take_boundaries(feature("990102"), valid_from=date(2024, 7, 1))

    assert in_force(date(2019, 12, 31)) == []
    assert in_force(date(2024, 6, 30)) == [first]
    assert in_force(date(2024, 7, 1)) == [second]


def test_regions_and_functional_areas_are_two_layers(units):
    areas = take_boundaries(feature("GX", key="unit"), layer="AREAS")
    regions = take_boundaries(feature("990102"))

    assert in_force(date(2024, 1, 1)) == [regions, areas]


def test_what_is_withdrawn_gives_way_to_what_held_before(units):
    first = take_boundaries(feature("990102"))
    second = take_boundaries(feature("990102"), valid_from=date(2021, 1, 1))

    withdraw(by=ACTOR, at=NOW, pk=second.pk)

    assert in_force(date(2024, 1, 1)) == [first]
    assert [one.code for one in Entry.objects.order_by("-pk")[:3]] == [
        "maps.withdrawn",
        "maps.taken",
        "maps.taken",
    ]
    with pytest.raises(BoundariesGone):
        withdraw(by=ACTOR, at=NOW, pk=second.pk)


def test_outlines_given_in_gcj_02_are_drawn_where_they_lie(units):
    taken = take_boundaries(feature("990102", square(110, 39)), crs=Crs.GCJ02)

    [[[corner, *_]]] = geojson(taken.pk)["features"][0]["geometry"]["coordinates"]
    assert corner != [110, 39]
    assert corner == pytest.approx([110, 39], abs=0.01)


def test_a_map_names_its_areas_by_code_and_places_their_names_inside(units):
    taken = take_boundaries(feature("990102", name="北城"))

    assert taken.areas == [["990102", "北城", 110.1, 39.1]]
    assert geojson(taken.pk)["features"][0]["properties"] == {"name": "990102", "cp": [110.1, 39.1]}


def test_a_file_at_fault_or_without_a_source_writes_nothing(units):
    for wrong in (
        lambda: take_boundaries(feature("990102"), feature("000000")),
        lambda: take_boundaries(feature("990102"), source="  "),
        lambda: take_boundaries(feature("990102"), layer="AREAS"),
    ):
        with pytest.raises(BoundariesRefused):
            wrong()

    assert not Boundaries.objects.exists()
    assert not Entry.objects.filter(code__startswith="maps.").exists()


@pytest.mark.parametrize("role", list(Role))
def test_the_office_alone_brings_boundaries(units, role):
    by = actor_of(make_user(role=role))
    if role is Role.PROJECT_OFFICE:
        assert take_boundaries(feature("990102"), by=by).added_by
    else:
        with pytest.raises(NotAllowed):
            take_boundaries(feature("990102"), by=by)
