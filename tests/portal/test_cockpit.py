"""The leaders' cockpit and the wall: one page, the same for every role but for names."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.dispatch.alerts.models import Evaluation
from ballast.dispatch.alerts.services import evaluate
from ballast.oversight.reporting import services
from ballast.platform.identity.rules import Role, UnitKind
from tests.alerts.factories import AT, BY, SEPTEMBER, count, decide_and_show, file, make_project
from tests.identity.factories import make_client, make_unit, make_user

pytestmark = pytest.mark.django_db

URL, WALL, BRIEF = "/cockpit/", "/wall/", "/cockpit/brief/"


@pytest.fixture
def units():
    return [make_unit(code="N", name="北区"), make_unit(code="S", name="南区")]


@pytest.fixture
def month(units):
    north, south = units
    make_project("北一红", unit=north, planned="100", completed="20", tier="CITY")
    make_project("北二绿", unit=north, planned="300", completed="320", tier="PROVINCIAL")
    make_project("南三灰", unit=south, planned="100", tier="CITY")
    decide_and_show()


def client_of(role, **fields):
    return make_client(make_user(role=role, **fields))


def text(response):
    return re.sub(r"\s+", " ", BeautifulSoup(response.content, "html.parser").get_text(" "))


def test_before_any_month_there_is_advice_instead_of_noughts():
    answer = client_of(Role.CITY_LEADER).get(URL)

    assert answer.status_code == 200
    assert "尚无已发布的月份" in text(answer)
    assert "尚无已发布的月份" in text(client_of(Role.PROJECT_OFFICE).get(WALL))


def test_a_month_without_projects_is_shown_without_a_fault():
    count()

    for url in (URL, WALL):
        page = text(client_of(Role.PROJECT_OFFICE).get(url))
        assert "预警灯（共0个项目）" in page
        assert "尚未评灯，或尚未发布" in page


def test_a_leader_sees_a_month_once_it_is_issued_and_the_office_before(units):
    make_project("北一红", unit=units[0], completed="20")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    leader, office = client_of(Role.CITY_LEADER), client_of(Role.PROJECT_OFFICE)

    before = text(leader.get(URL))
    drafted = text(office.get(URL))
    Evaluation.objects.update(issued_at=AT)
    after = text(leader.get(URL))

    assert "尚无已发布的月份" in before
    assert "北一红" in drafted
    assert "北一红" in after
    assert "预计" in after


def test_a_month_not_issued_cannot_be_reached_by_its_address(month, units):
    make_project("十月红", unit=units[0], period="2023-10", completed="1")
    evaluate(by=BY, at=AT, period="2023-10")

    answer = text(client_of(Role.CITY_LEADER).get(f"{URL}?period=2023-10"))

    assert "2023年9月" in answer
    assert "2023年10月" not in answer


def test_every_rate_stands_beside_its_denominator(month):
    page = text(client_of(Role.CITY_LEADER).get(URL))

    assert "68.0%" in page
    assert "年度计划 0.1 亿元" in page
    assert "预警灯（共3个项目）" in page
    assert "未报送 1" in page


def test_sums_are_the_citys_and_names_only_ones_own(month, units):
    south = text(client_of(Role.DISTRICT, unit=units[1]).get(URL))

    assert "预警灯（共3个项目）" in south
    assert "北一红" not in south


def test_without_the_provincial_projects_in_one_click(month):
    client = client_of(Role.CITY_LEADER)
    page = BeautifulSoup(client.get(URL).content, "html.parser")

    [link] = [one for one in page.select(".cockpit__leave a") if "省重点" in one.get_text()]
    rest = text(client.get(link["href"]))

    assert link["href"] == f"{URL}?period=2023-09&without=PROVINCIAL"
    assert "已剔除：省重点" in rest
    assert "其余2个项目" in rest
    assert "10.0%" in rest


def test_everything_leads_down_to_the_list_of_the_same_part(month):
    page = BeautifulSoup(client_of(Role.CITY_LEADER).get(f"{URL}?tier=CITY").content, "html.parser")
    hrefs = {one.get("href") for one in page.select(".cockpit a")}

    assert "/projects/?period=2023-09&tier=CITY&lamp=red" in hrefs
    assert "/projects/?period=2023-09&tier=CITY&counts=N" in hrefs


def test_the_wall_names_no_project_unless_who_makes_the_bulletin_asks(month):
    leader, office = client_of(Role.CITY_LEADER), client_of(Role.PROJECT_OFFICE)

    assert "北一红" not in text(leader.get(WALL))
    assert "北一红" not in text(leader.get(f"{WALL}?names=1"))
    assert "北一红" not in text(office.get(WALL))
    assert "北一红" in text(office.get(f"{WALL}?names=1"))


def test_the_wall_has_no_controls_and_looks_again_by_itself(month):
    page = BeautifulSoup(client_of(Role.CITY_LEADER).get(WALL).content, "html.parser")

    assert page.select("a, button, select, input, summary") == []
    assert page.html["data-theme"] == "screen"
    assert page.select_one("#wall")["hx-trigger"] == "every 60s"


def test_the_wall_shows_the_cockpits_figures(month):
    client = client_of(Role.CITY_LEADER)

    def figures(url):
        page = BeautifulSoup(client.get(url).content, "html.parser")
        return [one.get_text(" ", strip=True) for one in page.select(".kpi__value, .number")]

    wall = figures(WALL)
    assert wall
    assert set(wall) <= set(figures(URL))


def test_a_brief_is_shown_to_the_leader_it_goes_to(month):
    leader = make_user(role=Role.CITY_LEADER, name="周岚")
    other = make_user(role=Role.CITY_LEADER, name="林致远")

    own = text(make_client(leader).get(BRIEF))
    every = text(client_of(Role.PROJECT_OFFICE).get(BRIEF))

    assert "周岚" in own
    assert "林致远" not in own
    assert {"周岚", other.name} <= {name for name in ("周岚", "林致远") if name in every}
    assert "市重点办" in own
    assert "本月没有报送您的专报" in text(client_of(Role.DISTRICT).get(BRIEF))


def test_the_page_asks_the_same_number_of_questions_of_any_city(units):
    """Each role on both pages, in one city: filling it is what takes long."""
    kinds = {
        Role.CITY_LEADER: UnitKind.GOVERNMENT,
        Role.PROJECT_OFFICE: UnitKind.GOVERNMENT,
        Role.DISTRICT: UnitKind.GOVERNMENT,
        Role.OWNER: UnitKind.OWNER,
    }
    clients = {role: client_of(role, unit=make_unit(kind=kind)) for role, kind in kinds.items()}

    def asked(client, url):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def asked_by_all():
        return {
            (role, url): asked(client, url)
            for role, client in clients.items()
            for url in (URL, WALL)
        }

    def add(count):
        for number in range(count):
            work = make_project(unit=units[number % 2], completed="60", period="2023-08")
            file(work, "20" if number % 3 else "90")
        for period in ("2023-08", "2023-09"):
            decide_and_show(period)
        services.tell(at=AT)

    add(10)
    few = asked_by_all()
    add(60)
    many = asked_by_all()

    assert {who: (few[who], many[who]) for who in few if not many[who] <= few[who] <= 46} == {}
