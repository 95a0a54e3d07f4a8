"""A mayor reads one sentence; below it stands where each figure was filed, for who may go there."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.dispatch.alerts.models import ProjectLamp
from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user

from .factories import AT, BY, SEPTEMBER, decide_and_show, file, make_project
from .test_explaining import imported  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def open_page(project, user, period=SEPTEMBER):
    return make_client(user).get(f"/projects/{project.number}/lamps/{period}/")


def page(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def texts(found, selector):
    return [one.get_text(" ", strip=True) for one in found.select(selector)]


def links(found, words):
    return [one["href"] for one in found.find_all("a") if words in one.get_text()]


def test_the_page_begins_with_the_sentence(imported):  # noqa: F811
    decide_and_show(period=SEPTEMBER)

    found = page(open_page(imported, make_user(role=Role.CITY_LEADER)))

    assert texts(found, ".verdict__sentence") == [
        "年度计划完成率6.7%，低于时序进度（75.0%）68.3个百分点，超过30个百分点的红灯线。"
    ]
    assert texts(found, ".verdict__lamp") == ["滞后 投资进度"]


def test_who_may_open_the_workbook_is_led_to_its_cell_and_others_read_where_it_is(
    imported,  # noqa: F811
):
    decide_and_show(period=SEPTEMBER)

    office = page(open_page(imported, make_user(role=Role.PROJECT_OFFICE)))
    leader = page(open_page(imported, make_user(role=Role.CITY_LEADER)))

    [href] = links(office, "计划.xlsx 表!D3")
    assert href.endswith("/cell/?at=%E8%A1%A8%21D3")
    assert links(leader, "计划.xlsx") == []
    assert (
        "年度计划投资 600 万元 年度计划（未下达）；重点办于2023-10-11导入 · 计划.xlsx 表!D3"
        in " ".join(texts(leader, ".told__value"))
    )
    assert links(leader, "2023年9月数")[0] == f"/filings/{SEPTEMBER}/{imported.number}/"


def test_other_rulebooks_stand_beside_it_and_the_differing_are_marked():
    project = make_project(completed="68")
    decide_and_show(period=SEPTEMBER)

    found = page(open_page(project, make_user(role=Role.CITY_LEADER)))

    rows = texts(found.select(".told-by")[1], "tbody th")
    assert [row for row in rows if "与本期不同" in row] == ["关注 三亚（2022年） 2022.1 与本期不同"]
    assert len(rows) == 6


def test_months_with_lamps_lie_on_either_side():
    project = make_project(completed="68")
    file(project, "50", period="2023-08")
    for period in ("2023-08", SEPTEMBER):
        decide_and_show(period=period)

    found = page(open_page(project, make_user(role=Role.CITY_LEADER)))

    assert links(found, "2023年8月") == [f"/projects/{project.number}/lamps/2023-08/"]
    assert links(found, "2023年10月") == []


def test_the_panel_leads_to_the_page():
    project = make_project(completed="68")
    decide_and_show(period=SEPTEMBER)

    panel = make_client(make_user(role=Role.CITY_LEADER)).get(f"/projects/{project.number}/lamps/")

    found = BeautifulSoup(panel.content, "html.parser")
    assert links(found, "亮灯依据") == [f"/projects/{project.number}/lamps/{SEPTEMBER}/"]


def test_what_is_decided_and_not_issued_is_for_who_judges_it_alone():
    project = make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    assert open_page(project, make_user(role=Role.CITY_LEADER)).status_code == 404
    assert open_page(project, make_user(role=Role.PROJECT_OFFICE)).status_code == 200


def test_what_is_not_decided_yet_is_for_who_judges_it_alone():
    project = make_project(completed="40")

    assert open_page(project, make_user(role=Role.CITY_LEADER)).status_code == 404
    found = page(open_page(project, make_user(role=Role.PROJECT_OFFICE)))
    assert "本期尚未评灯" in found.get_text()
    assert not ProjectLamp.objects.exists()


def test_another_district_and_an_unknown_period_find_nothing():
    project = make_project(unit=make_unit(), completed="40")
    decide_and_show(period=SEPTEMBER)
    elsewhere = make_user(role=Role.DISTRICT, unit=make_unit())

    assert open_page(project, elsewhere).status_code == 404
    leader = make_user(role=Role.CITY_LEADER)
    assert open_page(project, leader).status_code == 200
    assert open_page(project, leader, period="2023-10").status_code == 404
    assert open_page(project, leader, period="nonsense").status_code == 404


def test_the_page_asks_a_fixed_number_of_questions():
    project = make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    reader = make_client(make_user(role=Role.PROJECT_OFFICE))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            reader.get(f"/projects/{project.number}/lamps/{SEPTEMBER}/")
        return len(captured)

    queries()
    one = queries()
    for _ in range(10):
        make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    assert queries() == one
