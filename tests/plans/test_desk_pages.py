"""The plan desk through its pages: put up, choose, issue; and what each refuses."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ballast.delivery.plans.models import Declaration, PlanLine, PlanYear
from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role, UnitKind
from tests.identity.factories import make_client, make_unit, make_user
from tests.plans.factories import WAN
from tests.projects.factories import make_project
from tests.support.html import inline_code, region, swap

pytestmark = pytest.mark.django_db

YEAR = today().year
DESK = f"/plans/{YEAR}/"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def north():
    return make_unit(code="N", name="北区")


@pytest.fixture
def company(north):
    return make_unit(name="北区建设公司", under=north, kind=UnitKind.OWNER)


@pytest.fixture
def owner(company):
    return make_client(make_user(role=Role.OWNER, unit=company))


def put_up(client, project, **changed):
    said = {
        "plan_class": "NEW_START",
        "planned_yuan": "1,200.5",
        "goal": "主体封顶",
        "starts_on": f"{YEAR}-03-01",
        "finishes_on": f"{YEAR + 1}-10-01",
    } | changed
    return client.post(f"{DESK}declarations/of/{project.number}/", said)


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def names(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("th.pin-first[scope=row]")]


def decide(client, *projects, **how):
    return client.post(f"{DESK}selection/decide/", {"project": [one.pk for one in projects]} | how)


def test_a_unit_puts_its_project_up_with_an_amount_in_ten_thousands(owner, company):
    bridge = make_project(name="跨江大桥", unit=company)

    answer = put_up(owner, bridge)

    assert answer.url == f"{DESK}declarations/"
    row = Declaration.objects.get()
    assert (row.project_id, row.plan_class) == (bridge.pk, "NEW_START")
    assert row.planned_yuan == 12_005_000
    assert (row.starts_on, row.finishes_on) == (date(YEAR, 3, 1), date(YEAR + 1, 10, 1))
    assert row.declared_by == company


def test_what_was_said_stands_in_the_form_and_can_be_changed(owner, company):
    bridge = make_project(name="跨江大桥", unit=company)
    put_up(owner, bridge)

    page = owner.get(f"{DESK}declarations/of/{bridge.number}/").content.decode()
    put_up(owner, bridge, planned_yuan="900")

    assert 'value="1200.5"' in page
    assert Declaration.objects.get().planned_yuan == 900 * WAN


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"plan_class": ""}, "这个字段是必填项"),
        ({"planned_yuan": "很多"}, "请填写数字"),
        ({"planned_yuan": "-1"}, "金额不能小于零"),
        ({"starts_on": f"{YEAR}-12-01", "finishes_on": f"{YEAR}-01-01"}, "跨江大桥"),
    ],
)
def test_a_wrong_answer_is_named_and_writes_nothing(owner, company, wrong, words):
    answer = put_up(owner, make_project(name="跨江大桥", unit=company), **wrong)

    assert answer.status_code == 422
    assert words in text(answer)
    assert not Declaration.objects.exists()


def test_a_project_of_another_unit_is_not_found(owner):
    assert put_up(owner, make_project(unit=make_unit())).status_code == 404


def test_a_project_is_found_by_initials_until_it_is_put_up(owner, company):
    bridge = make_project(name="跨江大桥", unit=company)
    make_project(name="水厂", unit=company)

    assert names(owner.get(f"{DESK}declarations/pick/?q=kjdq")) == ["跨江大桥"]
    put_up(owner, bridge)
    assert names(owner.get(f"{DESK}declarations/pick/?q=kjdq")) == []


def test_what_is_ticked_is_withdrawn_and_can_be_put_up_again(owner, company):
    bridge = make_project(name="跨江大桥", unit=company)
    put_up(owner, bridge)

    answer = owner.post(f"{DESK}declarations/withdraw/", {"project": [bridge.pk]}, follow=True)

    assert "已撤回1项申报" in text(answer)
    assert Declaration.objects.get().state == "WITHDRAWN"
    put_up(owner, bridge)
    assert Declaration.objects.get().state == "DECLARED"


def test_a_unit_sees_its_own_declarations_and_the_office_all(office, owner, company):
    put_up(owner, make_project(name="跨江大桥", unit=company))
    put_up(office, make_project(name="别处水厂", unit=make_unit()))

    assert names(owner.get(f"{DESK}declarations/")) == ["跨江大桥"]
    assert names(office.get(f"{DESK}declarations/")) == ["别处水厂", "跨江大桥"]


def test_each_condition_is_said_in_words_whether_met_or_not(office, company):
    put_up(office, make_project(name="跨江大桥", unit=company), starts_on=f"{YEAR + 1}-03-01")

    page = office.get(f"{DESK}selection/")
    marks = BeautifulSoup(page.content, "html.parser").select(".condition")
    said = {mark.get_text("|", strip=True) for mark in marks}

    assert "统一代码|不符合" in said
    assert "业主|待核实" in said
    assert "时间与类别 预备|不符合" in said


def test_only_those_with_an_unmet_condition_are_left(office, company):
    put_up(office, make_project(name="跨江大桥", unit=company))

    assert names(office.get(f"{DESK}selection/?only=unmet")) == ["跨江大桥"]
    assert names(office.get(f"{DESK}selection/?state=SELECTED")) == []


def test_a_choice_is_shown_once_more_before_it_is_made(office, company):
    bridge = make_project(name="跨江大桥", unit=company)
    put_up(office, bridge)

    asked = decide(office, bridge, select="")

    assert "选入1个项目" in text(asked)
    assert Declaration.objects.get().state == "DECLARED"
    decide(office, bridge, select="", confirmed="1", opinion="条件成熟")
    row = Declaration.objects.get()
    assert (row.state, row.opinion) == ("SELECTED", "条件成熟")
    assert PlanLine.objects.get().planned_yuan == 12_005_000


def test_leaving_out_without_a_word_is_refused_and_changes_nothing(office, company):
    bridge = make_project(name="跨江大桥", unit=company)
    put_up(office, bridge)

    answer = decide(office, bridge, leave_out="", confirmed="1", opinion=" ")

    assert answer.status_code == 422
    assert Declaration.objects.get().state == "DECLARED"


def test_what_was_left_out_can_still_be_selected_and_the_other_way_round(office, company):
    bridge = make_project(name="跨江大桥", unit=company)
    put_up(office, bridge)
    decide(office, bridge, leave_out="", confirmed="1", opinion="缓一年")
    decide(office, bridge, select="", confirmed="1")
    assert Declaration.objects.get().state == "SELECTED"

    decide(office, bridge, leave_out="", confirmed="1", opinion="缓一年")

    assert Declaration.objects.get().state == "LEFT_OUT"
    assert not PlanLine.objects.exists()


def test_a_plan_is_issued_with_its_number_and_its_classes_say_how_they_were_found(office, company):
    bridge = make_project(name="跨江大桥", unit=company)
    put_up(office, bridge)
    decide(office, bridge, select="", confirmed="1")

    check = text(office.get(f"{DESK}issue/"))
    done = office.post(
        f"{DESK}issue/", {"on": today().isoformat(), "paper": "临政发〔1〕号"}, follow=True
    )

    assert "下达1个项目、0.12亿元" in check
    assert PlanYear.objects.get(year=YEAR).paper == "临政发〔1〕号"
    assert "按计划开竣工时间确定" in text(done)
    assert Declaration.objects.get().state == "ISSUED"


def test_every_fault_that_would_refuse_the_issue_is_listed_with_its_place(office, company):
    for name in ("无金额一", "无金额二"):
        project = make_project(name=name, unit=company)
        put_up(office, project, planned_yuan="")
        decide(office, project, select="", confirmed="1")

    page = office.get(f"{DESK}issue/")
    refused = office.post(f"{DESK}issue/", {"on": today().isoformat()})

    faults = BeautifulSoup(page.content, "html.parser").select(".faults li")
    assert len(faults) == 2
    assert "无金额一" in faults[0].get_text()
    assert faults[0].a["href"].startswith(f"{DESK}declarations/of/")
    assert refused.status_code == 422
    assert PlanYear.objects.get(year=YEAR).issued_on is None


def test_nothing_selected_means_nothing_to_issue(office):
    assert "尚未选定项目" in text(office.get(f"{DESK}issue/"))


def test_the_workbook_holds_the_selection_with_its_conditions_and_no_formula(office, company):
    put_up(office, make_project(name="=1+1 大桥", unit=company))

    answer = office.get(f"{DESK}selection/export/")

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    row = [cell.value for cell in sheet[4]]
    assert row[0].startswith("=1+1")
    assert sheet["A4"].data_type == "s"
    assert row[5] == 1200.5
    assert "统一代码" in row[10]


@pytest.mark.parametrize("path", ["declarations/", "selection/"])
def test_what_htmx_swaps_in_is_what_a_reload_shows(office, company, path):
    for name in ("一桥", "二桥"):
        put_up(office, make_project(name=name, unit=company))

    whole = office.get(DESK + path)
    part = office.get(f"{DESK}{path}?q=yq", headers={"HX-Request": "true"})

    assert swap(whole, "#listing", part) == region(office.get(f"{DESK}{path}?q=yq"), "#listing")


def test_a_page_asks_as_often_for_thirty_projects_as_for_one(
    office, company, django_assert_max_num_queries
):
    for _ in range(30):
        project = make_project(unit=company)
        put_up(office, project)
        decide(office, project, select="", confirmed="1")

    for path, most in {"declarations/": 26, "selection/": 26, "issue/": 20}.items():
        with django_assert_max_num_queries(most, info=path):
            office.get(DESK + path)


@pytest.mark.parametrize(
    "path", ["", "lines/", "declarations/", "declarations/pick/", "selection/", "issue/"]
)
def test_no_page_holds_code(office, company, path):
    put_up(office, make_project(unit=company))

    assert inline_code(office.get(DESK + path).content.decode()) == []
