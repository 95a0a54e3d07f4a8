"""Why a project is red stands on its page, for whoever may see it."""

import pytest
from bs4 import BeautifulSoup

from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user

from .factories import AT, BY, SEPTEMBER, file, make_project

pytestmark = pytest.mark.django_db


def panel(client, project):
    return client.get(f"/projects/{project.number}/lamps/")


def rows(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.select("tbody tr")
    ]


def test_each_family_says_its_lamp_its_reason_and_how_long_it_has_stood():
    project = make_project(completed="40", total="100")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    answer = panel(make_client(make_user(role=Role.PROJECT_OFFICE)), project)

    page = BeautifulSoup(answer.content, "html.parser")
    reasons = [one.get_text(" ", strip=True) for one in page.select(".reasons li")]
    why = "年度计划完成率40.0%，低于时序进度（75.0%）35.0个百分点，超过30个百分点的红灯线。"
    assert reasons == [f"滞后 投资进度 已持续 1 期 {why}", "正常 报送 本期已报送。"]
    assert rows(answer) == [["项目", "滞后"], ["投资进度", "滞后"], ["报送", "正常"]]


def test_every_family_is_shown_month_by_month_the_earliest_first():
    project = make_project(completed="40", total="100")
    file(project, "80", period="2023-08")
    for period in ("2023-08", SEPTEMBER):
        evaluate(by=BY, at=AT, period=period)

    page = panel(make_client(make_user(role=Role.PROJECT_OFFICE)), project)

    soup = BeautifulSoup(page.content, "html.parser")
    strip = soup.select_one("#lamps-by-month")
    heads = [one.get_text(strip=True) for one in strip.select("thead th")]
    assert heads[1:] == ["2023年8月", "2023年9月"]
    assert [row.get_text(" ", strip=True) for row in strip.select("tbody tr")] == [
        "项目 正常 滞后",
        "投资进度 正常 滞后",
        "报送 正常 正常",
    ]


def test_before_any_month_was_judged_it_says_so():
    answer = panel(make_client(make_user(role=Role.PROJECT_OFFICE)), make_project())

    assert "本项目尚未评灯" in answer.content.decode()


def test_another_district_finds_no_lamps_here():
    project = make_project(unit=make_unit(), completed="40")
    elsewhere = make_user(role=Role.DISTRICT, unit=make_unit())

    assert panel(make_client(elsewhere), project).status_code == 404
