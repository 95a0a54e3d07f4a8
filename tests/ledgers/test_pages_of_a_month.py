"""A month's ledger on its page: for the units by the office, by a unit itself, and what is left."""

import pytest

from ballast.delivery.ledgers.models import ImportRow
from ballast.delivery.ledgers.rules import State
from ballast.delivery.progress.models import Filing
from ballast.platform.identity.models import Role, UnitKind
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import make_line, make_period
from tests.projects.factories import make_project

from .test_pages import do, send, shown
from .workbooks import month_workbook

pytestmark = pytest.mark.django_db

ROAD, BRIDGE = "临川大道改造工程", "滨江大桥工程"


@pytest.fixture
def city():
    return make_unit(code="CITY", name="临川市")


@pytest.fixture
def office(city):
    return make_client(make_user(role=Role.PROJECT_OFFICE, unit=city))


@pytest.fixture
def company(city):
    return make_unit(name="北区建设公司", under=city, kind=UnitKind.OWNER)


@pytest.fixture
def road(company):
    project = make_project(name=ROAD, unit=company)
    make_line(project)
    make_period("2023-09")
    return project


def month(*rows):
    return month_workbook([[number, *row] for number, row in enumerate(rows, start=1)])


def test_the_office_enters_for_the_units_at_once(office, road):
    imported = send(office, month([ROAD, 900, "完成路基"]), "九月.xlsx")
    assert "代录" in shown(office, imported)

    do(office, imported, "commit", accept="1")

    assert Filing.objects.get().state == "ACCEPTED"
    page = shown(office, imported)
    assert "前往审核" in page
    assert "已认定" in page


def test_a_unit_files_its_own_and_is_not_offered_to_accept(company, road):
    filer = make_client(make_user(role=Role.OWNER, unit=company))
    imported = send(filer, month([ROAD, 900, "完成路基"]), "九月.xlsx")
    page = shown(filer, imported)
    assert imported.unit == company
    assert "代录" not in page

    do(filer, imported, "commit")

    assert imported.state == State.COMMITTED
    assert Filing.objects.get().state != "ACCEPTED"
    assert "前往审核" not in shown(filer, imported)


def test_another_units_project_and_what_is_missing_have_their_piles(city, company, road):
    other = make_unit(name="南区建设公司", under=city, kind=UnitKind.OWNER)
    make_line(make_project(name=BRIDGE, unit=other))
    filer = make_client(make_user(role=Role.OWNER, unit=company))

    imported = send(filer, month([BRIDGE, 900, "架梁"]), "九月.xlsx")

    standings = set(ImportRow.objects.values_list("standing", "name"))
    assert standings == {("FOREIGN", BRIDGE), ("MISSING", ROAD)}
    assert BRIDGE in shown(filer, imported, "?pile=foreign")
    assert ROAD in shown(filer, imported, "?pile=missing")
