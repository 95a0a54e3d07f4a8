"""预警通知书: to whom a red warning that was issued says what, and never more than one page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress.models import Filing
from ballast.dispatch.alerts import documents
from ballast.dispatch.alerts.models import ProjectLamp, WarningStep
from ballast.dispatch.alerts.selectors import red_running
from ballast.dispatch.alerts.selectors.notices import to_notice
from ballast.dispatch.alerts.services import issue
from ballast.kernel.periods import Period
from ballast.platform.codelists.models import Workday
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.services import write
from ballast.platform.identity.models import Role, Unit
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.projects.models import NationalCode, Project, Responsibility, StepRecord
from tests.documents.papers import HEADING, needs_libreoffice, pages, said, signed
from tests.identity.factories import make_unit, make_user

from .factories import AT, BY, SEPTEMBER, confirm_drafts, count, make_project, wan
from .months import begin, judge_and_issue

NAME = "澜江区新能源动力电池产业园（一期）"
ON = date(2023, 10, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE, unit=named("ZDB", "市发展改革委"))


def named(code, short_name, name=""):
    unit = make_unit(code=code, name=name or short_name)
    Unit.objects.filter(pk=unit.pk).update(short_name=short_name)
    unit.refresh_from_db()
    return unit


@pytest.fixture
def battery(office):
    """38.0 % of the year's plan in September, 78.2 % of it planned by then; a node late."""
    unit = named("LJ", "澜江区", "澜江区人民政府")
    project = make_project(NAME, unit=unit, planned="124000", total="468000", tier="PROVINCIAL")
    Project.objects.filter(pk=project.pk).update(owner_name="示例蓉动新能源科技有限公司")
    by_month = [wan("96968") / 9] * 9 + [wan("27032"), wan(0), wan(0)]
    PlanLine.objects.filter(project=project).update(
        monthly_yuan=[round(one, 2) for one in by_month]
    )
    Filing.objects.create(
        project=project,
        period=SEPTEMBER,
        completed_yuan=wan("47100"),
        caught_up_yuan=wan("47100"),
        since_start_yuan=wan("210600"),
        state="ACCEPTED",
        problems="进口设备清关滞后，影响安装。",
        unit=unit,
        filed_by="tests",
        filed_at=AT,
    )
    count()
    NationalCode.objects.create(
        project=project, code="2302-990104-04-01-100013", valid_from=date(2023, 2, 1)
    )
    Responsibility.objects.create(
        project=project, party="SPONSOR", person="×××", post="副市长", valid_from=date(2023, 1, 1)
    )
    Responsibility.objects.create(
        project=project,
        party="LEAD_DEPARTMENT",
        body="市经济和信息化局",
        valid_from=date(2023, 1, 1),
    )
    for code in ("ground_breaking", "main_works"):
        StepRecord.objects.create(project=project, code=code, actual_on=date(2022, 5, 1))
    StepRecord.objects.create(project=project, code="fit_out", planned_on=date(2023, 8, 31))
    return project


def composed(office, *numbers, period=SEPTEMBER):
    return documents.compose(Query(period=period, subjects=numbers, viewer=office, on=ON))


def test_a_notice_says_what_was_warned_of_in_the_figures_of_the_month(office, battery):
    judge_and_issue()
    froze = {"digest": "", "rows": 0, "snapshot": "3f2a1b9c" + "0" * 56}
    month = Period.from_code(SEPTEMBER)
    periods.move(by=BY, at=AT, period=month, to=State.CLOSED, extra=froze)

    assert to_notice(SEPTEMBER) == [battery.number]
    [paper] = composed(office, battery.number)

    assert paper.addressees == ("LJ",)
    assert paper.values == {
        "source": "数据快照 2023-09／3f2a1b9c",
        "addressees": "澜江区人民政府",
        "level": "◆ 红色（促建类）",
        "rules": "《默认规则》（1版）第二条",
        "judged": "2023年9月数据结账后",
        "to_date": "1—9月",
        "name": NAME,
        "code": "2302-990104-04-01-100013",
        "owner": "示例蓉动新能源科技有限公司",
        "sponsor": "副市长 ×××",
        "kind": "省重点，续建",
        "node": "⑪安装配套",
        "total": "46.80亿元",
        "since_start": "21.06亿元（45.0%）",
        "planned": "12.40亿元",
        "completed": "4.71亿元（38.0%）",
        "matters": (
            "1．年度计划完成率38.0%，低于时序进度（75.0%）37.0个百分点，超过30个百分点的红灯线；"
            "低于项目自身计划进度（78.2%）40.2个百分点。"
            "2．关键节点“安装配套”计划8月31日完成，至9月30日未完成，已滞后30天。"
        ),
        "cause": "进口设备清关滞后，影响安装（澜江区9月份填报）。",
        "escalation": "市发展改革委",
        "object_within": "3",
        "copied_to": "市经济和信息化局（行业主管部门），包保领导联络员",
    }


def test_nobody_is_notified_of_what_is_only_yellow_or_not_issued_yet(office, battery):
    yellow = make_project("黄灯工程", unit=battery.responsible_unit, completed="60")
    begin()

    assert to_notice(SEPTEMBER) == []
    assert composed(office, battery.number) == []

    confirm_drafts()
    issue(by=BY, at=AT, period=Period.from_code(SEPTEMBER))

    assert to_notice(SEPTEMBER) == [battery.number]
    assert composed(office, yellow.number) == []


def test_a_notice_says_for_how_many_months_the_lamp_is_red(office, battery):
    judge_and_issue()
    lamp = ProjectLamp.objects.get(project=battery, family="project", period=SEPTEMBER)
    for period, colour in (("2023-08", "red"), ("2023-07", "grey"), ("2023-06", "red")):
        ProjectLamp.objects.create(**kept(lamp) | {"period": period, "colour": colour})
    ProjectLamp.objects.create(**kept(lamp) | {"period": "2023-05", "colour": "yellow"})

    [paper] = composed(office, battery.number)

    assert red_running(Period.from_code(SEPTEMBER)) == {battery.pk: 3}
    assert paper.values["matters"].endswith("3．该项目已连续3个月红灯。")


def kept(lamp):
    return {
        field.attname: getattr(lamp, field.attname)
        for field in ProjectLamp._meta.concrete_fields
        if field.attname != "id"
    }


def test_until_when_to_answer_counts_working_days_from_the_day_of_signing():
    for day in range(29, 31):
        Workday.objects.create(day=date(2023, 9, day), is_workday=False)
    for day in range(1, 7):
        Workday.objects.create(day=date(2023, 10, day), is_workday=False)
    for day in (7, 8):
        Workday.objects.create(day=date(2023, 10, day), is_workday=True)

    assert documents.on_signing(ON) == {"verify_by": "10月16日", "mend_by": "10月19日"}
    assert documents.on_signing(date(2023, 9, 28)) == {
        "verify_by": "10月8日",
        "mend_by": "10月11日",
    }
    assert documents.on_signing(None)["verify_by"] == "〔送达后第2个工作日〕"


def test_many_notices_ask_no_more_of_the_database_than_one(office, battery):
    others = [make_project(unit=battery.responsible_unit, completed="1") for _ in range(3)]
    judge_and_issue()

    with CaptureQueriesContext(connection) as one:
        composed(office, battery.number)
    with CaptureQueriesContext(connection) as many:
        papers = composed(office, battery.number, *(project.number for project in others))

    assert len(papers) == 4
    assert len(many) == len(one)


def test_the_paper_in_english_hands_is_in_chinese(office, battery):
    judge_and_issue()

    with override("en"):
        [paper] = composed(office, battery.number)

    assert paper.values["matters"].startswith("1．年度计划完成率38.0%")


def test_no_paper_says_how_much_more_would_turn_the_lamp(office, battery):
    """1.5亿元 more would leave the red range: it stands nowhere."""
    judge_and_issue()

    [paper] = composed(office, battery.number)

    told = " ".join(map(str, paper.values.values()))
    assert "转绿" not in told
    assert "还需" not in told


def test_a_project_that_two_families_warn_of_gets_one_notice_that_names_both(office, battery):
    """By hand: due on 30 June, 92 days before the end of September; main works 153 days."""
    PlanLine.objects.filter(project=battery).update(plan_class="DUE_FINISH")
    StepRecord.objects.create(project=battery, code="commissioning", planned_on=date(2023, 6, 30))
    StepRecord.objects.filter(project=battery, code="main_works").update(
        planned_on=date(2023, 4, 30), actual_on=None
    )
    count()
    judge_and_issue()

    [paper] = composed(office, battery.number)

    assert paper.values["level"] == "◆ 红色（促建类）"
    assert paper.values["rules"].endswith("第二条、第三条、第四条")
    assert "计划2023年6月30日投产，逾期92天" in paper.values["matters"]
    assert (
        "关键节点“主体完工”计划4月30日完成，至9月30日未完成，已滞后153天；另有1个节点滞后"
        in (paper.values["matters"])
    )


def test_the_paper_reads_like_the_specimen(office, battery):
    judge_and_issue()
    [paper] = composed(office, battery.number)

    told = said(signed(documents.KIND, paper))

    for line in (
        "示例市重点项目建设领导小组办公室",
        "重点项目预警通知书",
        "编号：示重点办预警〔2023〕46号\t等级：◆ 红色（促建类）\t签发人：×××",
        "澜江区人民政府：",
        "根据《默认规则》（1版）第二条，2023年9月数据审核后，你单位牵头的下列项目触发预警，现予通知。",
        "预警事项　1．年度计划完成率38.0%，低于时序进度（75.0%）37.0个百分点，",
        "办理要求　一是10月16日18时前完成排查核实，",
        "二是属实的，10月19日前报送整改措施，",
        "逾期未核实的，转市发展改革委（二级协调）。",
        "不服本预警的，可在3个工作日内提出异议；",
        "示例市重点项目建设领导小组办公室（章）\n2023年10月12日",
        "抄送：市经济和信息化局（行业主管部门），包保领导联络员。",
        "《重点项目预警通知书》（示重点办预警〔2023〕46号）收悉。",
    ):
        assert line in told
    assert "草稿" not in told


def test_a_draft_says_that_it_is_one_and_from_when_days_will_count(office, battery):
    judge_and_issue()
    [paper] = composed(office, battery.number)

    told = said(write(documents.KIND, paper, HEADING))

    assert "草稿" in told
    assert "一是〔送达后第2个工作日〕18时前" in told
    assert "编号：示重点办预警〔　　　　〕　　号" in told


@needs_libreoffice
def test_the_longest_names_and_reasons_leave_it_on_one_page(office, battery, tmp_path):
    long = "甲<乙>&丙" + "澜江区新能源动力电池产业园及配套基础设施工程" * 13
    Project.objects.filter(pk=battery.pk).update(name=long[:280], owner_name=long[:190])
    for number in range(4):
        Responsibility.objects.create(
            project=battery,
            party="LEAD_DEPARTMENT",
            body=f"市经济和信息化局第{number}分局",
            valid_from=date(2023, 1, 1),
        )
    for code in ("acceptance", "commissioning", "design_tender"):
        StepRecord.objects.create(project=battery, code=code, planned_on=date(2023, 6, 30))
    judge_and_issue()
    WarningStep.objects.update(wording="重" * 600)
    [paper] = composed(office, battery.number)
    content = signed(documents.KIND, paper)

    assert "甲<乙>&丙" in said(content)
    assert pages(content, tmp_path) == 1
