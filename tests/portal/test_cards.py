"""项目卡: one project on one sheet, with the figures of the list, for who may see it."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ballast.delivery.progress.models import Filing
from ballast.dispatch.alerts.models import Evaluation
from ballast.edges.portal import cards, documents
from ballast.platform.documents.kinds import Query
from ballast.platform.identity.models import Role, UnitKind
from ballast.projects.models import NationalCode, Project, Responsibility, StepRecord
from tests.alerts.factories import AT, SEPTEMBER, count, decide_and_show, make_project, wan
from tests.documents.papers import needs_libreoffice, pages, said, signed
from tests.identity.factories import make_client, make_unit, make_user

pytestmark = pytest.mark.django_db
ON = date(2023, 10, 12)


@pytest.fixture
def north():
    return make_unit(code="NORTH", name="城北区", kind=UnitKind.GOVERNMENT)


@pytest.fixture
def works(north):
    """By hand: 4.71 / 12.40 = 37.98…%, less 75 = −37.0…; 21.06 / 46.80 = 45%."""
    project = make_project(
        "动力电池产业园（一期）",
        unit=north,
        planned="124000",
        total="468000",
        tier="PROVINCIAL",
        sector="产业项目/先进制造业",
        content="建设动力电池生产线6条。",
        owner_name="示例蓉动公司",
    )
    Filing.objects.create(
        project=project,
        period=SEPTEMBER,
        completed_yuan=wan("47100"),
        caught_up_yuan=wan("42900"),
        month_yuan=wan("4200"),
        since_start_yuan=wan("210600"),
        state="ACCEPTED",
        visible_progress="主体厂房已封顶，\n前段设备安装完成70%。",
        problems="进口设备清关滞后。",
        unit=north,
        filed_by="tests",
        filed_at=AT,
    )
    count()
    for code in ("ground_breaking", "main_works"):
        StepRecord.objects.create(project=project, code=code, actual_on=date(2022, 5, 1))
    StepRecord.objects.create(project=project, code="fit_out", planned_on=date(2023, 8, 31))
    NationalCode.objects.create(
        project=project, code="2302-990104-04-01-100013", valid_from=date(2023, 2, 1)
    )
    for party, who in (
        ("SPONSOR", {"person": "张明", "post": "副市长"}),
        ("LEAD_DEPARTMENT", {"body": "市经济和信息化局"}),
        ("CONTRACTOR", {"body": "示例建工集团"}),
    ):
        Responsibility.objects.create(
            project=project, party=party, valid_from=date(2023, 1, 1), **who
        )
    return project


def composed(viewer, *numbers):
    return documents.compose(Query(period=SEPTEMBER, subjects=numbers, viewer=viewer, on=ON))


def test_a_card_tells_what_the_project_is_and_how_it_stands(works):
    decide_and_show()

    [paper] = composed(make_user(role=Role.PROJECT_OFFICE), works.number)
    [card] = paper.values["cards"]
    nodes = card.pop("nodes")

    assert card == {
        "name": "动力电池产业园（一期）",
        "number": works.number,
        "codes": "2302-990104-04-01-100013",
        "kind": "省重点，续建",
        "sector": "产业项目·先进制造业",
        "owner": "示例蓉动公司",
        "unit": "城北区",
        "department": "市经济和信息化局",
        "contractor": "示例建工集团",
        "sponsor": "副市长 张明",
        "content": "建设动力电池生产线6条。",
        "node": "⑪安装配套",
        "total": "46.80亿元",
        "plan": "12.40亿元",
        "month": "0.42亿元",
        "completed": (
            "4.71亿元，年度完成率38.0%（4.71／12.40），低于时序进度（75.0%）37.0个百分点"
        ),
        "since_start": "21.06亿元，占总投资45.0%（21.06／46.80）",
        "lamp": "◆ 红色",
        "lamps": [
            {
                "family": "投资进度",
                "lamp": "◆ 红色",
                "because": (
                    "年度计划完成率38.0%，低于时序进度（75.0%）37.0个百分点，"
                    "超过30个百分点的红灯线。"
                ),
            },
            {"family": "报送", "lamp": "● 绿色", "because": "本期已报送。"},
        ],
        "said_for": "（2023年9月报送）",
        "progress": "主体厂房已封顶， 前段设备安装完成70%。",
        "problems": "进口设备清关滞后。",
    }
    fit_out = {"name": "⑪安装配套", "planned": "2023-08-31", "reached": "办理中", "late": "30天"}
    assert len(nodes) == 7
    assert nodes[3]["right"] == fit_out
    assert nodes[2]["right"]["reached"] == "2022-05-01"
    assert nodes[6]["right"]["name"] == ""


def test_what_is_not_judged_or_not_planned_is_said_and_not_left_to_guess(works):
    stranger = Project.objects.create(
        number="B0009999", name="储备工程", name_key="储备工程", registered_at=AT
    )

    [card], [other] = (
        one.values["cards"]
        for one in composed(make_user(role=Role.PROJECT_OFFICE), works.number, stranger.number)
    )

    assert card["lamp"] == "本期尚未评灯"
    assert other["completed"] == "未列入2023年度计划"
    assert other["progress"] == "未报送。"


def test_a_lamp_that_is_not_issued_is_not_on_a_districts_card(works, north):
    decide_and_show()
    Evaluation.objects.update(issued_at=None)
    district = make_user(role=Role.DISTRICT, unit=north)

    [paper] = composed(district, works.number)

    assert paper.values["cards"][0]["lamp"] == "本期尚未评灯"


def test_many_cards_are_one_file_and_ask_no_more_of_the_database(works, north):
    numbers = [make_project(unit=north, completed="60").number for _ in range(4)]
    decide_and_show()
    office = make_user(role=Role.PROJECT_OFFICE)

    with CaptureQueriesContext(connection) as one:
        composed(office, works.number)
    with CaptureQueriesContext(connection) as many:
        found = composed(office, works.number, *numbers)
    paper = docx.Document(BytesIO(signed(documents.KIND, documents.together(found))))

    assert len(many) == len(one)
    assert len(paper.tables) == 3 * 5


def test_the_list_gives_the_cards_of_what_it_shows(works, north):
    make_project("他区工程", unit=make_unit(code="SOUTH", name="城南区"), completed="60")
    decide_and_show()
    client = make_client(make_user(role=Role.PROJECT_OFFICE))

    whole = client.get(reverse("portal:cards"))
    north_alone = client.get(reverse("portal:cards"), {"unit": "NORTH"})
    single = client.get(reverse("portal:card", args=[works.number]))

    assert "他区工程" in said(whole.getvalue())
    assert "他区工程" not in said(north_alone.getvalue())
    assert "动力电池产业园（一期）" in said(single.getvalue())
    assert single["Content-Disposition"].endswith("_2023-09.docx")


def test_more_cards_than_one_file_bears_are_refused_in_words(works, monkeypatch):
    make_project(completed="60")
    decide_and_show()
    monkeypatch.setattr(cards, "MOST", 1)
    client = make_client(make_user(role=Role.PROJECT_OFFICE))

    page = client.get(reverse("portal:cards"), follow=True)

    assert page.redirect_chain
    assert "一份文件最多1张项目卡，现有2张" in page.content.decode()


def test_another_district_gets_no_card(works):
    decide_and_show()
    south = make_user(role=Role.DISTRICT, unit=make_unit(code="SOUTH", name="城南区"))
    client = make_client(south)

    assert client.get(reverse("portal:card", args=[works.number])).status_code == 404


@needs_libreoffice
def test_the_longest_of_everything_leaves_a_card_on_its_sheet(works, tmp_path):
    long = "甲<乙>&丙" + "澜江区新能源动力电池产业园及配套基础设施工程" * 140
    Project.objects.filter(pk=works.pk).update(
        name=long[:280], owner_name=long[:190], content=long[:3000]
    )
    Filing.objects.create(
        project=works,
        period="2023-08",
        state="ACCEPTED",
        filed_by="tests",
        filed_at=AT,
        visible_progress="八月。",
    )
    Responsibility.objects.filter(project=works).update(body=long[:190], person="", post="")
    Filing.objects.create(
        project=works,
        period=SEPTEMBER,
        attempt=2,
        completed_yuan=wan("47100"),
        caught_up_yuan=wan("47100"),
        state="ACCEPTED",
        visible_progress=long,
        problems=long,
        filed_by="tests",
        filed_at=AT,
    )
    count()
    decide_and_show()

    [paper] = composed(make_user(role=Role.PROJECT_OFFICE), works.number)
    content = signed(documents.KIND, paper)

    assert "甲<乙>&丙" in said(content)
    assert pages(content, tmp_path) == 1
