"""The map's figures: by the place where projects lie, and by the unit they count for."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.rules import together
from ballast.oversight.reporting.selectors import Choice
from ballast.platform.identity.models import Unit
from ballast.platform.identity.rules import Role
from ballast.projects.models import ShareSplit
from tests.alerts.factories import AT, BY, SEPTEMBER, count, make_project
from tests.identity.factories import make_unit, make_user

pytestmark = pytest.mark.django_db

MONTH = Period.from_code(SEPTEMBER)
WAN = 10_000


@pytest.fixture
def city():
    """Two districts and a park; one project is divided between the districts."""
    north = make_unit(code="N", region_code="990102", is_accounting=True)
    south = make_unit(code="S", region_code="990103", is_accounting=True)
    park = make_unit(code="P", region_code="990172", is_accounting=True)
    make_project("北红", unit=north, completed="40", region_code="990102", **at("110", "39"))
    make_project("北绿", unit=north, completed="80", region_code="990102", **at("110.1", "39"))
    make_project("园", unit=park, completed="90", region_code="990103", functional_area=park)
    shared = make_project("跨区", unit=north, planned="300", completed="90", region_code="990103")
    for unit, share in ((north, "0.6"), (south, "0.4")):
        ShareSplit.objects.create(
            project=shared, unit=unit, share=Decimal(share), valid_from=date(2020, 1, 1)
        )
    count()
    evaluate(by=BY, at=AT, period=SEPTEMBER)


def at(east, north, crs="CGCS2000"):
    return {"longitude": Decimal(east), "latitude": Decimal(north), "crs": crs}


def listed():
    viewer = make_user(role=Role.PROJECT_OFFICE)
    return reporting.lines(viewer, AT.date(), MONTH, with_lamps=True)


def told(figures):
    return figures.count, int(figures.planned_yuan / WAN), int(figures.completed_yuan / WAN)


def test_a_project_lies_in_its_functional_area_and_else_in_its_region(city):
    found = reporting.by_place(listed(), MONTH)

    assert {code: told(one) for code, one in found.items()} == {
        "990102": (2, 200, 120),
        "990103": (1, 300, 90),
        "990172": (1, 100, 90),
    }
    assert found["990102"].lamps[Colour.RED] == 1


def test_a_divided_project_counts_for_its_unit_and_its_money_by_shares(city):
    found = reporting.by_accounting_unit(listed(), MONTH)
    codes = dict(Unit.objects.values_list("pk", "code"))

    assert {codes[pk]: told(one) for pk, one in found.items()} == {
        "N": (3, 380, 174),
        "S": (0, 120, 36),
        "P": (1, 100, 90),
    }


@pytest.mark.parametrize("by", [reporting.by_place, reporting.by_accounting_unit])
def test_the_areas_together_are_the_list(city, by):
    lines = listed()
    whole = together(reporting.figures(lines, MONTH).values(), MONTH.time_progress)
    areas = together(by(lines, MONTH).values(), MONTH.time_progress)

    assert told(areas) == told(whole) == (4, 600, 300)
    assert areas.lamps == whole.lamps
    assert areas.value("completion_rate") == whole.value("completion_rate")


@pytest.mark.parametrize("by", [reporting.by_place, reporting.by_accounting_unit])
def test_a_part_of_a_listed_project_is_not_counted_again_and_keeps_its_lamp(city, by):
    whole = make_project("整体", completed="80", region_code="990102")
    make_project("一期", completed="40", region_code="990102", parent=whole, kinship="PHASE")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    areas = together(by(listed(), MONTH).values(), MONTH.time_progress)

    assert told(areas) == (5, 700, 380)
    assert sum(areas.lamps.values()) == 6


@pytest.mark.parametrize("by", [reporting.by_place, reporting.by_accounting_unit])
def test_the_number_of_queries_does_not_grow(city, by, django_assert_max_num_queries):
    lines = listed()
    with django_assert_max_num_queries(11):
        by(lines, MONTH)
    for name in "甲乙丙丁":
        make_project(name, unit=make_unit(region_code="990102"), region_code="990102")
    with django_assert_max_num_queries(11):
        by(lines, MONTH)


def test_points_come_worst_first_and_where_they_lie_in_the_maps_own_system(city):
    make_project("火星", completed="20", region_code="990102", **at("110.2", "39.1", "GCJ02"))
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    mars, red, green = reporting.points(listed(), most=10)

    assert [one.name for one in (mars, red, green)] == ["火星", "北红", "北绿"]
    assert (red.colour, red.at) == (Colour.RED, (110.0, 39.0))
    assert mars.at.east != 110.2
    assert mars.at.east == pytest.approx(110.2, abs=0.01)


def test_a_box_and_a_number_bound_what_is_drawn(city):
    assert [one.name for one in reporting.points(listed(), most=1)] == ["北红"]
    east_of = (110.05, 38.0, 111.0, 40.0)
    assert [one.name for one in reporting.points(listed(), most=9, box=east_of)] == ["北绿"]


def test_who_has_no_position_is_counted_and_can_be_asked_for(city):
    lines = listed()

    counts = reporting.with_position(lines)
    assert (sum(here for here, _ in counts.values()), sum(no for _, no in counts.values())) == (
        2,
        2,
    )
    nowhere = reporting.chosen(lines, Choice(position="none"))
    assert {one.name for one in nowhere} == {"园", "跨区"}


@pytest.mark.parametrize(
    ("place", "names"), [("990102", {"北红", "北绿"}), ("990103", {"跨区"}), ("990172", {"园"})]
)
def test_a_place_narrows_the_list_to_what_the_map_counts_there(city, place, names):
    assert {one.name for one in reporting.chosen(listed(), Choice(place=place))} == names
