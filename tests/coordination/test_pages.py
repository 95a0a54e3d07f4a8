"""The pages of instructions and sweeps, as the office, an addressee and a unit use them."""

from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.models import Duty, Instruction, Sweep
from ballast.dispatch.coordination.rules import mark
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from tests.coordination.factories import (
    WORDS,
    draft_instruction,
    make_instruction,
    make_long_sweep,
    make_office,
    make_sweep,
)
from tests.identity.factories import NOW, make_client, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_unit(code="CITY")


@pytest.fixture
def north(city):
    return make_unit(code="NORTH", under=city)


@pytest.fixture
def leader(city):
    return make_user(role=Role.CITY_LEADER, unit=city, name="王市长")


@pytest.fixture
def office(city):
    return make_office(city)


@pytest.fixture
def clerk(north):
    return make_user(role=Role.DISTRICT, unit=north)


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def cells(answer):
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return [[cell for cell in row if cell is not None] for row in book.active.values]


def entry(leader, north, **said):
    return {
        "leader": leader.pk,
        "said_on": "2024-05-31",
        "form": "WRITTEN",
        "words": WORDS,
        "lead_unit": north.pk,
        **said,
    }


def test_an_instruction_is_entered_signed_for_and_reported_back(leader, north, office, clerk):
    project = make_project(unit=north)
    at_office, at_north = make_client(office), make_client(clerk)
    said = entry(leader, north, projects=project.number, post="副市长")

    entered = at_office.post("/instructions/new/", said)
    [one] = Instruction.objects.order_by("pk")
    page = f"/instructions/{one.pk}/"
    assert entered.url == page
    assert "待我办理 1" in text(at_north.get("/instructions/"))
    signed = at_north.post(
        "/instructions/receive/", {"instruction": one.pk, "from_page": "1"}, follow=True
    )
    assert "已签收1/1" in text(signed)
    told = at_north.post(f"{page}report/", {"words": "方案已报送。"}, follow=True)
    assert "方案已报送。" in text(told)
    assert "已反馈" in text(at_office.get("/instructions/?tab=reported"))


def test_what_is_wrong_with_an_entry_stands_at_its_field(leader, north, office):
    said = entry(leader, north, words="", lead_unit="", others="无此单位", projects="P1")

    answer = make_client(office).post("/instructions/new/", said)

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    wrong = soup.select(".field--wrong label, .field--wrong legend")
    assert [one.text for one in wrong] == ["其他配合单位、个人", "涉及项目"]
    assert Instruction.objects.count() == 0


def test_an_instruction_is_amended_and_withdrawn_by_the_office(leader, north, office):
    one = make_instruction(by=office, leader=leader, to=[north])
    client = make_client(office)
    said = entry(leader, north, words="改为三天内。")

    assert client.post(f"/instructions/{one.pk}/amend/", said).status_code == 422
    shown = client.post(f"/instructions/{one.pk}/amend/", {**said, "reason": "更正"}, follow=True)
    assert WORDS in text(shown)
    assert "改为三天内。" in text(shown)
    gone = client.post(f"/instructions/{one.pk}/withdraw/", {"reason": "重复录入"}, follow=True)
    assert "重复录入" in text(gone)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_OFFICE])
def test_who_is_not_addressed_finds_it_by_no_path(role, city, leader):
    other = make_unit()
    project = make_project(unit=city)
    one = make_instruction(leader=leader, to=[other], project_ids=[project.pk])
    client = make_client(make_user(role=role, unit=city))

    for page in ("", "form/"):
        assert client.get(f"/instructions/{one.pk}/{page}").status_code in (403, 404)
    for path in ("/instructions/?tab=all", "/instructions/?tab=all&q=交通局", "/notices/"):
        assert WORDS[:6] not in text(client.get(path))
    assert WORDS[:6] not in text(client.get(f"/projects/{project.number}/instructions/"))
    export = client.get("/instructions/export/?tab=all")
    assert export.status_code == 403 or len(cells(export)) == 3


def test_the_panel_of_a_project_is_empty_for_who_sees_none_of_its_instructions(
    leader, north, office, clerk
):
    project = make_project(unit=north)
    make_instruction(leader=leader, to=[make_unit()], project_ids=[project.pk])
    path = f"/projects/{project.number}/instructions/"

    assert make_client(clerk).get(path).content.strip() == b""
    assert WORDS[:6] in text(make_client(office).get(path))


def test_the_list_is_exported_as_it_is_filtered(leader, north, office):
    make_instruction(by=office, leader=leader, to=[north])
    make_instruction(by=office, leader=leader, to=[north], words="另一件事。")

    rows = cells(make_client(office).get("/instructions/export/?tab=open&q=另一件"))

    assert [row[2] for row in rows[3:]] == ["另一件事。"]


def test_a_swapped_list_equals_the_reloaded_one(leader, north, office):
    make_instruction(by=office, leader=leader, to=[north])
    make_sweep(by=office, units=[north])
    client = make_client(office)

    for path, target in (
        ("/instructions/?tab=open&q=占道", "#instructions"),
        ("/sweeps/?state=open&q=国庆", "#sweeps"),
        (f"/sweeps/{Sweep.objects.get().pk}/?answered=missing", "#sweep"),
    ):
        base = client.get(path.partition("?")[0])
        part = client.get(path, headers={"HX-Request": "true"})
        assert swap(base, target, part) == region(client.get(path), target)


def test_a_long_list_comes_a_hundred_at_a_time(leader, north, office):
    by = actor_of(office)
    services.enter(by=by, at=NOW, drafts=[draft_instruction(leader=leader, to=[north])] * 130)
    client = make_client(office)

    def rows(answer):
        return len(BeautifulSoup(answer.content, "html.parser").select("input[name=instruction]"))

    assert rows(client.get("/instructions/")) == 100
    more = client.get("/instructions/?tab=open&page=2", headers={"HX-Request": "true"})
    assert rows(more) == 30
    assert rows(client.get("/instructions/?rows=all")) == 130


def opening(**said):
    return {
        "title": "国庆假期在建工地摸排",
        "why": "掌握情况。",
        "due_on": "2099-09-28",
        "over": "PROJECTS",
        "q1-words": "假期是否施工",
        "q1-kind": "YES_NO",
        "q1-must": "on",
        "q2-words": "在场人数",
        "q2-kind": "NUMBER",
        "q2-more": "人",
        **{f"q{n}-kind": "TEXT" for n in range(3, 13)},
        **said,
    }


def test_a_sweep_is_counted_and_seen_before_it_goes_out(office, north):
    numbers = [make_project(unit=north).number for _ in range(2)]
    client = make_client(office)
    said = opening(projects="\n".join(numbers))

    shown = client.post("/sweeps/new/", said)
    assert "共2行，涉及1个单位" in text(shown)
    assert Sweep.objects.count() == 0
    counted_before = client.post("/sweeps/new/", {**said, "act": "open", "counted": "9"})
    assert (counted_before.status_code, Sweep.objects.count()) == (200, 0)
    sent = client.post("/sweeps/new/", {**said, "act": "open", "counted": "2"})
    assert sent.url == f"/sweeps/{Sweep.objects.get().pk}/"
    assert Duty.objects.count() == 2


def test_a_wrong_sweep_is_refused_with_every_word_why(office):
    said = opening(title="", **{"q2-more": ""})

    answer = make_client(office).post("/sweeps/new/", {**said, "act": "open", "counted": "0"})

    assert answer.status_code == 422
    for word in ("请写明标题和摸排事由", "请注明计量单位", "请选定摸排的项目或单位"):
        assert word in text(answer)


def test_a_template_begins_a_sweep_over_the_list_it_came_from(office):
    answer = make_client(office).get("/sweeps/new/?only=P1,P2&template=holidays")

    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("[name=address]")["value"] == "only=P1%2CP2"
    assert soup.select_one("[name=title]")["value"] == "节假日在建工地摸排"
    assert soup.select_one("[name=q2-more]")["value"] == "全面施工 / 部分施工 / 停工"


def test_a_unit_keeps_hands_in_and_the_office_exports_exactly_what_it_sees(office, north, clerk):
    one, two = make_project(unit=north), make_project(unit=north)
    sweep = make_long_sweep(by=office, projects=[one, two])
    first, second = sweep.duties.order_by("project")
    at_north, path = make_client(clerk), f"/sweeps/{sweep.pk}/answer/"
    said = {f"a-{first.pk}-q1": "yes", f"a-{first.pk}-q2": "停工", f"seen-{first.pk}": mark({})}

    kept = at_north.post(path, {**said, "act": "keep"}, follow=True)
    assert "已存为草稿" in text(kept)
    wrong = at_north.post(path, {**said, f"a-{second.pk}-q1": "yes", "act": "hand_in"})
    assert wrong.status_code == 422
    assert f"{two.name} · 施工安排：必填" in text(wrong)
    done = {f"a-{first.pk}-q1": "yes", f"a-{first.pk}-q2": "停工", "act": "hand_in"}
    assert "已上报1行" in text(at_north.post(path, done, follow=True))

    at_office = make_client(office)
    rows = cells(at_office.get(f"/sweeps/{sweep.pk}/export/?answered=in_time"))
    assert [row[1] for row in rows[3:-1]] == [one.name]
    assert rows[-1][:3] == ["合计", "是 1、否 0", "全面施工 0、部分施工 0、停工 1"]
    assert len(cells(at_office.get(f"/sweeps/{sweep.pk}/export/"))) == 3 + 2 + 1


def test_a_filled_workbook_becomes_drafts_or_names_its_cells(office, north, clerk):
    sweep = make_long_sweep(by=office, projects=[make_project(unit=north)])
    client = make_client(clerk)
    out = client.get(f"/sweeps/{sweep.pk}/sheet/")
    book = openpyxl.load_workbook(BytesIO(b"".join(out.streaming_content)))

    def bring(**said):
        for place, value in said.items():
            book.active[place] = value
        content = BytesIO()
        book.save(content)
        file = SimpleUploadedFile("填报.xlsx", content.getvalue())
        return client.post(f"/sweeps/{sweep.pk}/sheet/read/", {"sheet": file}, follow=True)

    refused = bring(D4="大概", F4="几百")
    assert refused.status_code == 422
    assert "D4：“大概”应填“是”或“否”。" in text(refused)
    assert "F4：“几百”不是数字。" in text(refused)
    assert Duty.objects.get().draft == {}
    assert "已读入1行" in text(bring(D4="是", E4="停工", F4=12))
    assert Duty.objects.get().draft == {"q1": "yes", "q2": "停工", "q3": "12"}


def test_the_office_extends_closes_and_reopens_on_the_page(office, north, clerk):
    sweep = make_long_sweep(by=office, units=[north])
    client, path = make_client(office), f"/sweeps/{sweep.pk}/act/"

    assert "已提醒1人" in text(client.post(path, {"act": "remind"}, follow=True))
    assert client.post(path, {"act": "extend", "due_on": "2099-01-01"}).status_code == 422
    client.post(path, {"act": "close"})
    closed = make_client(clerk).post(f"/sweeps/{sweep.pk}/answer/", {"act": "hand_in"})
    assert (closed.status_code, "已截止" in text(closed)) == (422, True)
    said = {"act": "reopen", "due_on": "2099-01-01", "reason": "补报"}
    assert "已重新开放" in text(client.post(path, said, follow=True))


@pytest.mark.parametrize("count", [20, 2000])
def test_following_and_answering_take_as_many_queries_for_two_thousand_projects(
    count, office, north, clerk, django_assert_max_num_queries
):
    sweep = make_sweep(by=office, projects=[make_project(unit=north)])
    kind = type(sweep.duties.get().project)
    rows = kind.objects.bulk_create(
        kind(
            number=f"Q{n:06}",
            name=f"批量{n}",
            name_key=f"批量{n}",
            responsible_unit=north,
            registered_at=sweep.opened_at,
        )
        for n in range(count)
    )
    Duty.objects.bulk_create(Duty(sweep=sweep, project=row, unit=north) for row in rows)
    at_office, at_north = make_client(office), make_client(clerk)

    with django_assert_max_num_queries(16):
        assert at_office.get(f"/sweeps/{sweep.pk}/").status_code == 200
    with django_assert_max_num_queries(26):
        assert at_north.get(f"/sweeps/{sweep.pk}/answer/").status_code == 200
