"""Letting projects off, from a page: several at once, with proof, and never behind a closed month."""

from datetime import date, datetime
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from ballast.dispatch.alerts.models import Exemption, ProjectLamp
from ballast.dispatch.alerts.selectors import grounds
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import Period
from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.support import jobs
from tests.support.html import region, swap

from .factories import AT, BY, SEPTEMBER, close, make_project
from .test_exemptions import let

pytestmark = pytest.mark.django_db

YEAR = today().year
SAID = {
    "family": "progress",
    "cause": "winter",
    "since": "2023-09-15",
    "until": f"{YEAR + 1}-03-15",
    "proof": "气象部门冬季停工通知",
    "paper": "临建发〔2023〕15号",
}


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def rows(page, selector="#listing tbody tr"):
    found = BeautifulSoup(page.content, "html.parser").select(selector)
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in found]


def names(page):
    return [row[1] for row in rows(page)]


def errors(page):
    found = BeautifulSoup(page.content, "html.parser").select(".errorlist li")
    return [one.get_text(strip=True) for one in found]


def give(office, *projects, **said):
    return office.post("/exemptions/give/", SAID | {"projects": "\n".join(projects)} | said)


def test_several_projects_are_let_off_at_once_by_number_or_name(office):
    bridge, school = make_project("跨江大桥", completed="40"), make_project("滨江学校")

    answer = give(office, bridge.number, "", "滨江学校")

    assert answer["Location"] == "/exemptions/?state=running"
    told = Exemption.objects.order_by("pk").values_list("project", "family", "valid_from", "paper")
    assert list(told) == [
        (pk, "progress", date(2023, 9, 15), "临建发〔2023〕15号") for pk in (bridge.pk, school.pk)
    ]


def test_each_line_that_names_no_project_is_told_and_none_is_let_off(office):
    make_project("跨江大桥")
    for _ in range(2):
        make_project("同名工程")

    page = give(office, "跨江大桥", "无此项目", "同名工程", "跨江大桥")

    assert page.status_code == 422
    assert errors(page) == [
        "第2行：没有编号或名称为“无此项目”的项目。",
        "第3行：有多个项目名为“同名工程”，请填编号。",
        "第4行：“跨江大桥”重复。",
    ]
    assert "无此项目" in page.content.decode()
    assert not Exemption.objects.exists()


def test_who_is_let_off_already_is_named_by_line(office):
    project = make_project("跨江大桥")
    let(project)
    other = make_project("滨江学校")

    page = give(office, other.number, project.number, since="2023-09-30")

    assert errors(page) == ["第2项免评：已免评至2023-10-01。"]
    assert Exemption.objects.count() == 1


def test_what_would_be_over_within_closed_periods_is_refused_in_words(office):
    project = make_project(completed="40")
    close(SEPTEMBER)

    page = give(office, project.number, until="2023-09-30")

    assert errors(page) == ["截至2023-09-30的报告期已结账，亮灯不再变动：此免评届时已结束。"]


def test_an_exemption_given_after_a_close_does_not_bear_on_it_and_says_so(office):
    project = make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    close(SEPTEMBER)

    answer = office.get(give(office, project.number)["Location"])

    assert (
        "截至2023-09-30的报告期已结账，亮灯不变；免评只影响以后的报告期。"
        in answer.content.decode()
    )
    jobs.run_all()
    assert ProjectLamp.objects.get(family="progress").colour == "red"
    assert not grounds(Period.from_code(SEPTEMBER)).lets


def test_the_lamps_of_open_months_follow_by_themselves(office):
    project = make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    give(office, project.number)
    jobs.run_all()

    assert ProjectLamp.objects.get(family="progress").row == "exempt"


@pytest.fixture
def three():
    unit = make_unit(name="北区", code="N")
    running = let(make_project("正在免评", unit=unit), until=date(YEAR + 1, 1, 1))
    coming = let(make_project("将要免评"), since=date(YEAR + 1, 1, 1), until=date(YEAR + 1, 5, 1))
    ended = let(make_project("已经恢复"), cause=Exemption.Cause.SAFETY)
    return running + coming + ended


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["正在免评"]),
        ("?state=coming", ["将要免评"]),
        ("?state=ended", ["已经恢复"]),
        ("?state=all&cause=safety", ["已经恢复"]),
        ("?state=all&unit=N", ["正在免评"]),
        ("?state=all&family=start", []),
        ("?state=all&q=xxxx", []),
        ("?state=all&q=zzmp", ["正在免评"]),
    ],
)
def test_the_list_is_narrowed_by_state_unit_family_cause_and_name(office, three, query, found):
    assert names(office.get(f"/exemptions/{query}")) == found


def test_they_are_ended_early_by_ticking_them(office, three):
    office.post("/exemptions/end/", {"exemption": [three[0].pk], "on": today().isoformat()})

    three[0].refresh_from_db()
    assert three[0].valid_until == today()


def test_what_does_not_run_on_the_day_is_named_and_none_is_ended(office, three):
    page = office.post(
        "/exemptions/end/",
        {"exemption": [one.pk for one in three[:2]], "on": today().isoformat()},
    )

    assert (page.status_code, errors(page)) == (422, ["“将要免评”的免评当日不在有效期内。"])
    three[0].refresh_from_db()
    assert three[0].valid_until == date(YEAR + 1, 1, 1)


def test_none_is_ended_within_what_is_closed(office):
    [one] = let(make_project("正在免评", completed="40"), until=date(YEAR + 1, 1, 1))
    close(SEPTEMBER)

    page = office.post("/exemptions/end/", {"exemption": [one.pk], "on": "2023-09-20"})

    assert errors(page) == ["截至2023-09-30的报告期已结账，亮灯不再变动：请选更晚的日期。"]


def test_the_list_that_htmx_swaps_in_is_the_one_of_a_reload(office, three):
    address = "/exemptions/?state=all"
    part = office.get(address, headers={"HX-Request": "true"})

    assert swap(office.get("/exemptions/"), "#listing", part) == region(
        office.get(address), "#listing"
    )


def test_the_list_goes_away_as_a_workbook(office, three):
    answer = office.get("/exemptions/export/?state=ended")

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[0] for row in cells] == ["已经恢复"]
    assert cells[0][3:7] == [
        "投资进度",
        "依令安全停工",
        datetime(2023, 9, 1),
        datetime(2023, 10, 1),
    ]


def test_the_page_asks_the_database_no_more_for_more_exemptions(
    office, three, django_assert_max_num_queries
):
    for number in range(20):
        let(make_project(f"工程{number}"), until=date(YEAR + 1, 1, 1))

    with django_assert_max_num_queries(10):
        office.get("/exemptions/")


def test_a_district_sees_its_own_and_is_offered_nothing_else(three):
    unit = three[0].project.responsible_unit
    district = make_client(make_user(role=Role.DISTRICT, unit=unit))

    page = district.get("/exemptions/?state=all")

    assert [row[0] for row in rows(page)] == ["正在免评"]
    assert "/exemptions/give/" not in page.content.decode()
    assert "exemptions/end" not in str(BeautifulSoup(page.content, "html.parser").select("button"))


def test_the_lamp_panel_leads_the_office_to_an_exemption_of_the_project(office):
    project = make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    panel = office.get(f"/projects/{project.number}/lamps/").content.decode()

    assert f"/exemptions/give/?project={project.number}" in panel
    form = office.get(f"/exemptions/give/?project={project.number}")
    assert project.number in BeautifulSoup(form.content, "html.parser").textarea.text
