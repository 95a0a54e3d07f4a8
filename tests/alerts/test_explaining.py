"""Why is it red: the sentence, the figures and where each was filed, the same a year later."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ballast.delivery.ledgers import services as ledgers
from ballast.delivery.ledgers.services import Workbook
from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.rules import CorrectionDraft, Kind, Report
from ballast.delivery.progress.services.reviewing import accept
from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages import in_one_sentence, place_of, whence, why
from ballast.dispatch.alerts.models import ProjectLamp
from ballast.dispatch.alerts.rules import Family
from ballast.dispatch.alerts.services import end_exemptions, evaluate, publish
from ballast.kernel.periods import Period
from ballast.platform.audit.services import Actor
from ballast.platform.periods.models import PeriodLock
from ballast.projects.models import Project, StepRecord
from ballast.projects.services import StepDraft, record_steps
from tests.ledgers.workbooks import grid_workbook, month_workbook
from tests.plans.factories import adjust, issue, make_line, open_june, repriced

from .factories import AT, BY, SEPTEMBER, close, count, file, make_project
from .test_exemptions import let

LATER = datetime(2024, 9, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
OFFICE = Actor("system", None, "重点办")
HEAD = ["项目名称", "计划类别", "总投资（万元）", "2023年计划投资（万元）", "计划开工时间"]

pytestmark = pytest.mark.django_db


def explained(project=None, period=SEPTEMBER, at=LATER):
    project = project or Project.objects.get()
    return selectors.explain(project, PeriodLock.objects.get(pk=period), at=at)


def decide(period=SEPTEMBER):
    evaluate(by=BY, at=AT, period=period)


def told(explanation, family, name):
    origin = explanation.origin(Family(family), name)
    return whence(origin), place_of(origin)


def bring(content, kind, *, accept=False, filename="台账.xlsx", subject=""):
    workbook = Workbook(content=content, filename=filename, kind=kind, subject=subject)
    return ledgers.bring_in(by=OFFICE, at=AT, workbook=workbook, accept=accept)


def correct(project):
    """A filing of October takes back a part of September's figure."""
    draft = CorrectionDraft(
        about_period=SEPTEMBER, amount_yuan=Decimal(-50_000), reason="多报", paper="临函〔2023〕8号"
    )
    said = {"period": "2023-10", "corrections": [draft]}
    progress.enter_for(by=OFFICE, at=LATER, reports=[report(project, 50, **said)])


def report(project, wan, *, period=SEPTEMBER, **said):
    year = Decimal(wan) * 10_000
    return Report(
        project_id=project.pk,
        period=period,
        kind=Kind.ACTUAL,
        completed_yuan=year,
        visible_progress="完成基坑。",
        **said,
    )


@pytest.fixture
def imported():
    """A plan and a month of one project, both from workbooks."""
    rows = [["2023年重点项目计划"], HEAD, ["北路", "新开工", 1000, 600, "2023年7月15日"]]
    bring(grid_workbook(rows), "plan", filename="计划.xlsx", subject="2023")
    progress.open_periods(by=OFFICE, at=AT, periods=[Period.month(2023, 9)])
    bring(month_workbook([(1, "北路", 40, "路基")]), "filing", accept=True, filename="九月.xlsx")
    return Project.objects.get()


def test_what_came_from_workbooks_is_told_with_file_and_cell(imported):
    decide()

    one = explained()

    assert told(one, "progress", "completed_yuan") == (
        "2023年9月数，重点办于2023-10-11代录",
        "九月.xlsx 进度!C3",
    )
    assert told(one, "progress", "planned_yuan") == (
        "年度计划（未下达）；重点办于2023-10-11导入",
        "计划.xlsx 表!D3",
    )
    assert told(one, "start", "planned") == ("重点办于2023-10-11录入", "计划.xlsx 表!E3")
    assert one.values(Family.START) == {"planned": "2023-07-15", "done": None}
    assert one.origin(Family.START, "done") is None


def test_why_it_is_red_is_the_sentence_of_the_family_that_decides(imported):
    decide()

    one = explained()

    assert (one.verdict.own.colour, one.verdict.deciding) == ("red", Family.PROGRESS)
    with override("zh-hans"):
        assert in_one_sentence(one.verdict, one.period) == (
            "年度计划完成率6.7%，低于时序进度（75.0%）68.3个百分点，超过30个百分点的红灯线。"
        )
        assert why(one.verdict, Family.START, one.period) == (
            "计划2023-07-15开工，连续3个月未开工，达到红灯标准（3个月）。"
        )
    with override("en"):
        assert in_one_sentence(one.verdict, one.period) == (
            "The year's completion rate of 6.7% is 68.3 points below time progress (75.0%), "
            "beyond the red limit of 30."
        )


@pytest.mark.parametrize(
    ("family", "fields", "steps", "sentence"),
    [
        (
            "start",
            {"plan_class": "NEW_START"},
            {"ground_breaking": {"planned_on": date(2023, 8, 31)}},
            "计划2023-08-31开工，逾期30天未开工。",
        ),
        (
            "progress",
            {},
            {},
            "年度计划完成率50.0%，低于时序进度（75.0%）25.0个百分点，处于10至30个百分点的黄灯区间。",
        ),
        (
            "finish",
            {"plan_class": "DUE_FINISH", "template": "building"},
            {"acceptance": {"planned_on": date(2023, 8, 1)}},
            "计划2023-08-01竣工，逾期60天，超过30天的红灯线。",
        ),
        (
            "commission",
            {"plan_class": "DUE_FINISH"},
            {"commissioning": {"planned_on": date(2023, 9, 20)}},
            "计划2023-09-20投产，逾期10天。",
        ),
        (
            "entry",
            {"is_in_statistics": True, "statistics_entry_on": date(2023, 9, 5)},
            {"ground_breaking": {"actual_on": date(2023, 6, 1)}},
            "已于2023-09-05入统。",
        ),
        ("filing", {}, {}, "本期已报送。"),
    ],
)
def test_every_family_says_why_in_its_own_sentence(family, fields, steps, sentence):
    project = make_project(completed="50", **fields)
    for code, days in steps.items():
        StepRecord.objects.create(project=project, code=code, **days)
    decide()

    one = explained()

    assert why(one.verdict, Family(family), one.period) == sentence


def test_a_filing_on_the_page_is_told_with_its_person_its_attempt_and_who_accepted_it(imported):
    chen, li = Actor("system", None, "陈建国"), Actor("system", None, "李敏")
    [first] = progress.save(by=chen, at=AT, reports=[report(imported, 45)])
    progress.submit(by=chen, at=AT, filing_ids=[first.pk])
    accept(by=li, at=AT + timedelta(days=1), filing_ids=[first.pk])
    evaluate(by=BY, at=AT + timedelta(days=1), period=SEPTEMBER)

    assert told(explained(), "progress", "completed_yuan") == (
        "2023年9月数，陈建国于2023-10-11报送；第2次报送；李敏于2023-10-12审定",
        "",
    )


def test_a_day_that_came_with_a_filing_is_told_with_who_filed_it(imported):
    chen, li = Actor("system", None, "陈建国"), Actor("system", None, "李敏")
    dates = {"ground_breaking": {"actual_on": "2023-09-20"}}
    [filing] = progress.save(by=chen, at=AT, reports=[report(imported, 45, node_dates=dates)])
    progress.submit(by=chen, at=AT, filing_ids=[filing.pk])
    accept(by=li, at=AT + timedelta(days=1), filing_ids=[filing.pk])
    evaluate(by=BY, at=AT + timedelta(days=1), period=SEPTEMBER)

    assert told(explained(), "start", "done") == (
        "2023年9月数，陈建国于2023-10-11报送；第2次报送；李敏于2023-10-12审定",
        "",
    )


def test_a_day_in_a_month_s_workbook_is_told_with_its_cell(imported):
    head = ("序号", "项目名称", "1-9月完成投资（万元）", "形象进度", "实际开工时间")
    rows = [(1, "北路", 45, "基坑", "2023年9月20日")]
    bring(month_workbook(rows, head=head), "filing", accept=True, filename="九月二.xlsx")
    decide()

    assert told(explained(), "start", "done") == (
        "2023年9月数，重点办于2023-10-11代录；第2次报送",
        "九月二.xlsx 进度!E3",
    )


def test_a_carried_figure_is_told_by_the_month_it_was_filed_for():
    project = make_project()
    file(project, "40", period="2023-08")
    count()
    decide()

    one = explained()

    assert one.verdict.families[Family.PROGRESS].row == "not_reported"
    assert told(one, "progress", "completed_yuan") == ("2023年8月数，tests于2023-10-11报送", "")
    assert one.values(Family.FILING) == {"is_due": "yes", "is_filed": "no"}
    assert one.origin(Family.FILING, "is_filed") is None


def test_an_adjusted_amount_is_told_by_its_adjustment_and_its_paper():
    project = make_line(plan_class=PlanClass.CARRY_OVER, wan=100)
    issue(paper="临政发〔2023〕2号")
    open_june()
    count("2023-05")
    adjust(repriced(project, 80))
    file(project, "40", period="2023-09")
    evaluate(by=BY, at=AT, period="2023-05")
    decide()

    assert told(explained(), "progress", "planned_yuan") == (
        "计划第1次调整，自2023-06-15起执行；重点办于2023-06-20录入；临政函〔2023〕6号",
        "",
    )
    assert told(explained(period="2023-05"), "progress", "planned_yuan") == (
        "重点办于2023-02-20下达的计划；临政发〔2023〕2号",
        "",
    )


def everything(one):
    """All that is told of what was decided."""
    return (
        one.verdict,
        {key: (whence(origin), place_of(origin)) for key, origin in one.found.origins.items()},
        [(other.rulebook.key, other.own, other.families) for other in one.others],
    )


def test_a_year_later_the_same_is_told_whatever_was_changed_since(imported):
    decide()
    close(SEPTEMBER)
    before = everything(explained())

    late = StepDraft(
        project_id=imported.pk,
        code="ground_breaking",
        planned_on=date(2023, 9, 30),
        actual_on=date(2023, 9, 30),
    )
    record_steps(by=Actor("system", None, "王强"), at=LATER, drafts=[late])
    progress.open_periods(by=OFFICE, at=LATER, periods=[Period.month(2023, 10)])
    correct(imported)
    ours = selectors.shipped("yinchuan").replace('"yinchuan"', '"ours"', 1)
    publish(by=BY, at=LATER, text=ours, valid_from=date(2023, 10, 1))
    Project.objects.update(state="SUSPENDED")

    one = explained()
    assert everything(one) == before
    assert told(one, "start", "planned") == ("重点办于2023-10-11录入", "计划.xlsx 表!E3")
    now = one.changed[Family.START]
    assert (now.colour, now.row) == ("dash", "suspended")


def test_figures_that_changed_since_are_told_beside_what_was_decided(imported):
    decide()
    started = StepDraft(project_id=imported.pk, code="ground_breaking", actual_on=date(2023, 8, 20))
    record_steps(by=OFFICE, at=LATER, drafts=[started])

    one = explained()

    assert one.verdict.families[Family.START].row == "long_overdue"
    assert {family: now.row for family, now in one.changed.items()} == {Family.START: "started"}
    assert one.changed[Family.START].values == {"planned": "2023-07-15", "done": "2023-08-20"}


def test_what_was_never_decided_is_told_as_it_would_be(imported):
    one = explained()

    assert one.evaluation is None
    assert (one.verdict.own.colour, one.changed) == ("red", {})
    assert not ProjectLamp.objects.exists()


def test_every_preset_says_what_it_would_have_been():
    make_project(completed="68")
    decide()

    one = explained()

    assert {other.rulebook.code: other.own.colour for other in one.others} == {
        "default": "green",
        "yinchuan": "green",
        "sanya": "yellow",
        "wuhan": "green",
        "jinhua": "green",
        "bozhou": "green",
    }
    [sanya] = [other for other in one.others if other.rulebook.code == "sanya"]
    with override("zh-hans"):
        assert in_one_sentence(sanya, one.period) == (
            "年度计划完成率68.0%，为时序进度（75.0%）的90.7%，欠进度50%以内。"
        )


def test_an_exemption_is_told_with_its_proof_also_after_it_was_ended():
    project = make_project(completed="40")
    [given] = let(project, paper="临应急〔2023〕9号")
    decide()
    before = everything(explained())
    end_exemptions(by=BY, at=LATER, ids=[given.pk], on=date(2023, 9, 15))

    one = explained()

    assert everything(one) == before
    let_off = one.exemptions[Family.PROGRESS]
    assert (let_off.proof, let_off.paper) == ("应急管理部门停工令", "临应急〔2023〕9号")
    assert one.changed[Family.PROGRESS].row == "far_behind"


def test_a_project_outside_the_plan_of_the_period_has_nothing_to_tell():
    project = make_project(year=2024)
    count("2024-03")
    make_project()

    assert explained(project) is None


def test_the_number_of_queries_does_not_grow_with_the_city():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert explained(project)
        return len(captured)

    project = make_project(completed="44")
    decide()
    one = queries()
    for _ in range(10):
        make_project(completed="44")
    for month in ("2023-07", "2023-08"):
        file(project, "30", period=month)
    decide()

    assert queries() == one
    assert one <= 45
