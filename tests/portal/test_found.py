"""A whole list taken as a set: what an address of the project list shows, and nothing else."""

import pytest

from ballast.delivery.progress.services import recount
from ballast.edges.portal.found import found
from ballast.platform.identity.models import Role
from tests.identity.factories import NOW, make_unit, make_user
from tests.progress.factories import SEPTEMBER, make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def listed():
    units = [make_unit(code="NORTH"), make_unit(code="SOUTH")]
    projects = [make_project(unit=unit, name=f"{unit.code}大桥") for unit in units]
    for project in projects:
        make_line(project)
    make_project(unit=units[0], name="不在计划内")
    make_period()
    recount(periods={SEPTEMBER})
    return projects


def test_an_address_gives_every_row_that_it_shows(listed):
    office = make_user(role=Role.PROJECT_OFFICE)
    north, south = (project.pk for project in listed)

    assert found(office, TODAY, f"period={SEPTEMBER}") == [north, south]
    assert found(office, TODAY, f"?period={SEPTEMBER}&unit=SOUTH&page=7&sort=name") == [south]
    assert found(office, TODAY, f"only={listed[0].number}") == [north]
    assert found(office, TODAY, "q=SOUTH大桥") == [south]


def test_nobody_is_given_what_they_do_not_see(listed):
    clerk = make_user(role=Role.DISTRICT, unit=listed[0].responsible_unit)

    assert found(clerk, TODAY, "") == [listed[0].pk]


def test_before_the_first_month_there_is_no_list():
    assert found(make_user(role=Role.PROJECT_OFFICE), TODAY, "unit=NORTH") == []
