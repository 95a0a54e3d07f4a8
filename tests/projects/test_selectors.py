"""Nobody sees a project that is not theirs, and nobody is nobody."""

from datetime import date

import pytest

from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Role
from ballast.projects.selectors import visible_to, within_reach
from tests.identity.factories import make_unit, make_user

from .factories import make_project

ON = date(2024, 6, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """A district with a bureau below it, another district, and a project of each and of nobody."""
    north = make_unit(name="北区", region_code="450302")
    bureau = make_unit(name="北区交通局", under=north)
    south = make_unit(name="南区", region_code="450303")
    make_project(name="北路", unit=north)
    make_project(name="北桥", unit=bureau)
    make_project(name="南路", unit=south)
    make_project(name="市属隧道", region_code="450302")
    make_project(name="无主工程")
    return {"north": north, "south": south}


def seen(viewer, on=ON):
    return sorted(visible_to(viewer, on).values_list("name", flat=True))


def test_the_project_office_sees_every_project(city):
    assert len(seen(make_user(role=Role.PROJECT_OFFICE))) == 5


def test_a_district_sees_its_own_those_below_it_and_what_lies_in_it(city):
    viewer = make_user(role=Role.DISTRICT, unit=city["north"])

    assert seen(viewer) == sorted(["北路", "北桥", "市属隧道"])


def test_who_has_no_role_or_no_role_any_more_sees_nothing(city):
    assert seen(make_user()) == []
    former = make_user(role=Role.PROJECT_OFFICE, until=date(2024, 1, 1))
    assert seen(former) == []


def test_an_administrator_of_the_system_sees_no_project(city):
    assert seen(make_user(role=Role.SYSTEM_ADMINISTRATOR)) == []


def test_a_service_reaches_no_further_than_the_person_who_asks(city):
    viewer = make_user(role=Role.DISTRICT, unit=city["south"])

    def reached(by):
        return sorted(within_reach(by, ON).values_list("name", flat=True))

    assert reached(Actor("person", viewer.pk, viewer.name)) == ["南路"]
    assert reached(Actor("person", viewer.pk + 1000, "?")) == []
    assert reached(Actor("person", None, "?")) == []
    assert len(reached(Actor("system", None, "demo"))) == 5
