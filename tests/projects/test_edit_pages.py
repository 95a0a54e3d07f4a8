"""The office enters a project and corrects it card by card; every fault stands at its field."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.platform.audit.models import Entry
from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role
from ballast.projects.models import Project
from tests.identity.factories import make_client, make_unit, make_user
from tests.support.html import region, swap

from .factories import make_project

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def url(project, act=""):
    return f"/projects/{project.number}/edit/{act}"


def wrong(page):
    """Each field marked wrong, by its name, with what is said there."""
    soup = BeautifulSoup(page.content, "html.parser")
    return {
        field.select_one("[name]")["name"]: field.select_one(".errorlist").get_text()
        for field in soup.select(".field--wrong")
    }


def test_a_project_is_entered_with_its_name_alone_and_edited_from_there(office):
    assert office.get("/projects/new/").status_code == 200

    answer = office.post("/projects/new/", {"name": "北环路 改造工程", "template": "linear"})

    project = Project.objects.get()
    assert (project.name, project.template) == ("北环路改造工程", "linear")
    assert (answer.status_code, answer.url) == (302, url(project))
    assert project.number in office.get(answer.url).content.decode()


def test_amounts_are_typed_in_ten_thousands_or_with_their_unit(office):
    sent = {"name": "一", "template": "industrial"}
    sent |= {"total_investment_yuan": "6.32亿元", "expected_tax_yuan": "1,200"}

    office.post("/projects/new/", sent)

    project = Project.objects.get()
    assert (project.total_investment_yuan, project.expected_tax_yuan) == (632_000_000, 12_000_000)


def test_every_fault_of_a_new_project_stands_at_its_field_and_nothing_is_lost(office):
    sent = {
        "name": "某涉密工程",
        "template": "industrial",
        "owner_credit_code": "91350100M000100Y44",
        "longitude": "25.1",
        "latitude": "110.3",
        "industry_code": "9999",
        "content": "写了很久的建设内容",
    }

    answer = office.post("/projects/new/", sent)

    assert answer.status_code == 422
    assert set(wrong(answer)) == {
        "name",
        "owner_credit_code",
        "longitude",
        "crs",
        "industry_code",
    }
    assert "系统外项目" in wrong(answer)["name"]
    assert "写了很久的建设内容" in answer.content.decode()
    assert not Project.objects.exists()


def test_projects_of_a_like_name_are_shown_while_one_types(office):
    near = make_project(name="北环路改造工程（一期）", owner_name="城投集团")
    make_project(name="城南污水处理厂")

    answer = office.get("/projects/similar/", {"name": "北环路改造工程"}).content.decode()

    assert near.number in answer
    assert "城南污水处理厂" not in answer
    assert office.get("/projects/similar/", {"name": "桥"}).content.decode().strip() == ""


def test_a_card_is_corrected_and_a_blank_empties_its_field(office):
    project = make_project(name="一", precinct="东片区", address="一号路")

    answer = office.post(url(project, "place/"), {"address": "二号路", "precinct": ""})

    project.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, url(project) + "#place")
    assert (project.address, project.precinct) == ("二号路", "")


def test_what_htmx_puts_in_place_is_what_the_page_would_show(office):
    project = make_project(name="一")
    before = office.get(url(project))
    sent = {"name": "二", "valid_from": today().isoformat(), "reason": "批复更名", "paper": ""}

    part = office.post(url(project, "rename/"), sent, headers=HTMX)
    after = office.get(url(project))

    soup = BeautifulSoup(part.content, "html.parser")
    assert soup.select_one("#named[hx-swap-oob] h1").get_text() == "二"
    assert soup.select_one("[role=status]").get_text(strip=True) == "已登记。"
    for other in soup.select("[hx-swap-oob], [role=status]"):
        other.extract()
    part.content = str(soup).encode()
    assert swap(before, "#names", part) == region(after, "#names")


def test_a_refused_act_answers_with_its_card_and_the_reason_at_the_field(office):
    project = make_project(name="一")
    sent = {"name": "一", "valid_from": today().isoformat(), "reason": "x"}

    part = office.post(url(project, "rename/"), sent, headers=HTMX)
    whole = office.post(url(project, "rename/"), sent)

    assert part.status_code == whole.status_code == 422
    assert wrong(part) == wrong(whole) == {"name": "与现名称相同。"}
    assert not Entry.objects.filter(code="projects.renamed").exists()


def test_only_what_may_befall_a_project_now_is_offered(office):
    project = make_project(name="一")

    def offered():
        soup = BeautifulSoup(office.get(url(project)).content, "html.parser")
        return {form["action"].split("/")[-2] for form in soup.select("#state form, #kin form")}

    assert offered() == {"suspend", "exit", "add-phase", "bundle", "merge", "split"}
    day = {"happened_on": today().isoformat(), "reason": "业主放弃", "paper": ""}
    office.post(url(project, "exit/"), day | {"cause": "OWNER_WITHDREW"})
    assert offered() == {"reinstate"}


def test_parts_and_phases_are_named_by_their_numbers_and_unknown_ones_are_told(office):
    parent, part = make_project(name="总项目"), make_project(name="子项目")
    sent = {"parts": f"{part.number}，B0009992", "kinship": "BUNDLE"}

    answer = office.post(url(parent, "bundle/"), sent)

    assert "B0009992" in wrong(answer)["parts"]
    office.post(url(parent, "bundle/"), sent | {"parts": part.number})
    part.refresh_from_db()
    assert part.parent == parent
    office.post(url(parent, "add-phase/"), {"name": "二期", "total_investment_yuan": "5亿元"})
    phase = Project.objects.get(name="二期")
    assert (phase.parent, phase.kinship, phase.total_investment_yuan) == (
        parent,
        "PHASE",
        500_000_000,
    )


def test_a_project_is_split_by_lines_pasted_from_a_sheet(office):
    project = make_project(name="全线", total_investment_yuan=30_000_000)
    sent = {"happened_on": today().isoformat(), "reason": "分标段", "paper": "", "difference": ""}

    office.post(url(project, "split/"), sent | {"parts": "一标段\t1000\n二标段 2000"})

    project.refresh_from_db()
    assert project.state == "SPLIT"
    parts = Project.objects.exclude(pk=project.pk).order_by("number")
    assert [(one.name, one.total_investment_yuan) for one in parts] == [
        ("一标段", 10_000_000),
        ("二标段", 20_000_000),
    ]


def test_capacities_are_lines_of_item_figure_and_measure(office):
    project = make_project(name="一")

    office.post(url(project, "capacities/"), {"sizes": "道路 长度 60.5 公里\n隧道 3 座"})
    bad = office.post(url(project, "capacities/"), {"sizes": "隧道 三 座"})

    assert [(one.item, one.amount, one.measure) for one in project.capacities.order_by("pk")] == [
        ("道路 长度", pytest.approx(60.5), "公里"),
        ("隧道", 3, "座"),
    ]
    assert "隧道 三 座" in wrong(bad)["sizes"]


def test_the_money_card_flags_an_estimate_more_than_a_tenth_over(office):
    project = make_project(name="一")
    sent = {"decided_on": "2024-01-02", "paper": "发改〔2024〕1号", "reason": ""}
    office.post(url(project, "amount/"), sent | {"stage": "ORIGINAL", "total_yuan": "10000"})
    answer = office.post(
        url(project, "amount/"),
        sent | {"stage": "APPROVED", "total_yuan": "11234"},
        headers=HTMX,
    )

    assert "概算超过估算 12.34%" in answer.content.decode()


def test_a_page_of_a_long_history_asks_no_more_of_the_database_than_one_of_none(office):
    plain, long = make_project(name="新"), make_project(name="旧")
    for place in range(3):
        day = date(2024, 7, 1 + place).isoformat()
        office.post(
            url(long, "put-on-list/"),
            {"list_name": f"名单{place}", "valid_from": day, "batch": "", "paper": ""},
        )
        office.post(
            url(long, "amount/"), {"stage": "ORIGINAL", "total_yuan": "1", "decided_on": day}
        )
        office.post(url(long, "add-phase/"), {"name": f"{place}期"})

    def queries(project):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            office.get(url(project))
        return len(asked)

    assert queries(long) == queries(plain) <= 28


def test_nobody_but_the_office_edits_and_what_is_not_there_is_not_found(office):
    project = make_project(name="一", unit=make_unit(code="N"))
    district = make_client(make_user(role=Role.DISTRICT))

    assert district.get(url(project)).status_code == 403
    assert district.post(url(project, "rename/"), {"name": "二"}).status_code == 403
    assert office.get("/projects/B0000000/edit/").status_code == 404
    assert office.post(url(project, "explode/")).status_code == 404
    assert office.get(url(project, "rename/")).status_code == 405
