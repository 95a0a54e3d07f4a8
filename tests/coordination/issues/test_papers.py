"""Papers of the loop: drafted when an issue climbs, noted when they go out, whole in their words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ballast.delivery.progress.services import recount
from ballast.dispatch.coordination.documents import KINDS
from ballast.dispatch.coordination.models import IssueStep, Plan
from ballast.dispatch.coordination.rules.issues import Cause, Severity
from ballast.dispatch.coordination.rules.papers import LoopPaper, to_draft
from ballast.dispatch.coordination.rules.plans import Grade, NodeDraft
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services import papers, plans
from ballast.dispatch.coordination.services.issues import IssueMove, IssuesRefused, NewTask
from ballast.dispatch.coordination.services.plans import PlanDraft
from ballast.platform.audit.models import Entry
from ballast.platform.documents import selectors
from ballast.platform.documents import services as documents
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.models import Paper, Receipt
from ballast.platform.identity.models import Unit
from ballast.projects.models import Project
from tests.alerts.factories import decide_and_show
from tests.coordination.issues.factories import make_issue, make_town, move, on, photo
from tests.documents.factories import make_letterhead as letterhead
from tests.documents.papers import needs_libreoffice, pages, said, signed
from tests.identity.factories import make_client
from tests.progress.factories import make_filing, make_line, make_period, wan

pytestmark = pytest.mark.django_db
MAY = "2024-05"
ON = on("2024-06-12")
LONG = "甲<乙>&丙" + "澜江区新能源动力电池产业园及配套基础设施工程" * 12
KIND = {one.code: one for one in KINDS}


@pytest.fixture
def town():
    """A project that has done 38.0 % of its year's plan by the end of May."""
    town = make_town()
    letterhead()
    Project.objects.filter(pk=town.project.pk).update(
        name="动力电池产业园（一期）", total_investment_yuan=wan("468000")
    )
    make_line(town.project, planned="124000", year=2024)
    make_period(MAY, at=on("2024-06-03"))
    make_filing(town.project, "47120", period=MAY, at=on("2024-06-03"))
    recount(periods=[MAY])
    return town


def late_issue(town, **said):
    """Raised on 3 June with the district, due on the 11th, at level 2 since the 12th."""
    usual = {"node": "fit_out", "days_at_stake": 30, "assisting_ids": [town.units["other"].pk]}
    issue = make_issue(town, **{**usual, **said})
    services.run_clocks(at=on("2024-06-12"))
    issue.refresh_from_db()
    return issue


def composed(town, kind, issue, day="2024-06-12"):
    viewer = town.people["office"]
    asked = Query(period=MAY, subjects=[issue.number], viewer=viewer, on=on(day).date())
    return next(iter(KIND[kind.value].compose(asked)), None)


def send(town, made, at):
    """Taken on, checked, signed, sealed and sent."""
    by, ids = town.by("office"), [one.pk for one in made]
    for one in made:
        texts = dict(one.passages.values_list("name", "text"))
        documents.word(by=by, at=at, pk=one.pk, texts=texts, taken=set(texts))
    steps = (documents.submit, documents.check, documents.sign, documents.seal, documents.send)
    for step in steps:
        step(by=by, at=at, ids=ids)
    papers.note_sent(at=at, paper_ids=ids)


def test_which_papers_a_turn_drafts():
    sheet, prompt, urged = (
        LoopPaper.SUPERVISION_ORDER,
        LoopPaper.REMINDER_LETTER,
        LoopPaper.SUPERVISION_LETTER,
    )

    assert to_draft(by_time=True, was_reminded=False, is_government=True) == [sheet, prompt]
    assert to_draft(by_time=True, was_reminded=True, is_government=True) == [sheet, urged]
    assert to_draft(by_time=True, was_reminded=True, is_government=False) == [sheet]
    assert to_draft(by_time=False, was_reminded=False, is_government=True) == [sheet]


def test_a_supervision_order_says_all_its_fields_in_the_figures_of_the_month(town):
    issue = late_issue(town, severity=Severity.MAJOR)

    paper = composed(town, LoopPaper.SUPERVISION_ORDER, issue)

    helping = [town.units[one].code for one in ("other", "district")]
    assert paper.addressees == (town.units["department"].code, *helping)
    assert paper.values == paper.values | {
        "urgency": "加急",
        "matter": "动力电池产业园（一期）高压线未迁改",
        "issue": issue.number,
        "basis": "一级协调期限（5个工作日）6月11日届满，尚未办结",
        "effect": (
            "影响⑪安装配套30天；涉及年度计划投资12.40亿元，1—5月完成4.71亿元，"
            "年度完成率38.0%（4.71／12.40），未完成7.69亿元"
        ),
        "lead": town.units["department"].name,
        "handed_on": "2024-06-03",
        "original_limit": "2024-06-11",
        "used": "6个工作日，另暂停0个工作日；超期1个工作日（至6月12日）",
        "limit": "2024-06-19",
        "drafter": "重点办　6月12日",
        "confirm_within": "3",
        "source": "数据取自2024年5月未结账的报送数据，签发前以结账数据核对",
    }
    assert "2．6月14日前报送整改方案" in paper.passages["办理要求"]
    assert "3．6月19日前办结" in paper.passages["办理要求"]
    told = said(signed(KIND["supervision_order"], paper))
    assert "编　　号" in told
    assert "经市政府同意；公开属性：不予公开" in told
    assert "整改方案\n" not in told


def test_a_reminder_letter_goes_to_who_let_the_limit_go_by(town):
    issue = late_issue(town)
    district = town.units["district"]

    paper = composed(town, LoopPaper.REMINDER_LETTER, issue)

    assert paper.addressees == (district.code,)
    assert paper.values["addressees"] == district.name
    told = said(signed(KIND["reminder_letter"], paper))
    for line in (
        "关于提示加快办理高压线未迁改事项的函",
        f"6月3日，{town.units['company'].name}提出“高压线未迁改”（事项编号{issue.number}），"
        "由你单位牵头办理，应于6月11日前办结。截至6月12日，已历时6个工作日，超期1个工作日，"
        "尚未办结，影响⑪安装配套30天。经市政府同意，现就有关事宜提示如下：",
        "列入2024年度重点项目计划，总投资46.80亿元，年度计划投资12.40亿元，1—5月完成4.71亿元，",
        "低于时序进度（41.7%）3.7个百分点。",
        "二、请于10月17日前将办理进展",
    ):
        assert line in told


def test_what_time_let_climb_is_drafted_once_and_nothing_leaves_unsigned(town):
    issue = late_issue(town)

    for _twice in range(2):
        papers.draft_climbed(at=on("2024-06-12"), numbers=[issue.number], by_time=True)

    made = Paper.objects.order_by("pk")
    assert [(one.kind, one.state) for one in made] == [
        ("supervision_order", "draft"),
        ("reminder_letter", "draft"),
    ]
    assert {one.subject for one in made} == {issue.number}
    assert not IssueStep.objects.filter(act="paper").exists()


def test_nothing_is_drafted_about_what_was_closed_before_anybody_came_to_draft(town):
    issue = late_issue(town)
    type(issue).objects.filter(pk=issue.pk).update(state="closed", closed_at=on("2024-06-12"))

    assert papers.draft_climbed(at=on("2024-06-12"), numbers=[issue.number], by_time=True) == []
    assert papers.draft_petitions(at=on("2024-06-12"), numbers=[issue.number]) == []
    assert not Paper.objects.exists()


def test_a_sent_sheet_stands_in_the_history_and_asks_for_a_plan(town):
    issue = late_issue(town)
    made = papers.draft_climbed(at=on("2024-06-12"), numbers=[issue.number], by_time=True)

    send(town, made, on("2024-06-13"))
    papers.note_sent(at=on("2024-06-13"), paper_ids=[one.pk for one in made])

    steps = IssueStep.objects.filter(act="paper").order_by("pk")
    assert [one.paper_id for one in steps] == [one.pk for one in made]
    assert [one.words for one in steps] == ["示重点办督〔2024〕1号", "示重点办提示〔2024〕1号"]
    plan = Plan.objects.get()
    assert (plan.issue, plan.paper_id, plan.due_on) == (issue, made[0].pk, date(2024, 6, 17))
    assert Receipt.objects.filter(paper=made[0]).count() >= 2
    later = papers.draft_climbed(at=on("2024-06-14"), numbers=[issue.number], by_time=True)
    assert [one.kind for one in later] == ["supervision_letter"]
    letter = composed(town, LoopPaper.SUPERVISION_LETTER, issue, "2024-06-14")
    assert letter.values["reminded"].startswith(
        "我办6月13日印发的示重点办提示〔2024〕1号函已作提示"
    )


def test_who_leads_a_matter_that_came_back_is_prompted_before_being_urged(town):
    issue = late_issue(town)
    send(town, papers.draft_climbed(at=ON, numbers=[issue.number], by_time=True), ON)
    lead = town.by("department")
    services.accept(by=lead, at=ON, moves=move(issue))
    done = {issue.pk: [photo()]}
    services.report_solved(by=lead, at=ON, moves=move(issue, "线路已迁改"), uploads=done)
    services.confirm(by=town.by("company"), at=ON, moves=move(issue))
    services.reopen(by=town.by("office"), at=ON, moves=move(issue, "线路又停"))

    later = papers.draft_climbed(at=on("2024-06-27"), numbers=[issue.number], by_time=True)

    assert [(one.kind, one.subject) for one in later] == [
        ("supervision_order", f"{issue.number}/2"),
        ("reminder_letter", f"{issue.number}/2"),
    ]
    assert "已作提示" not in "".join(later[1].passages.values_list("text", flat=True))


def test_a_sent_sheet_is_printed_again_with_its_reply_its_plan_and_how_it_ended(town):
    issue = late_issue(town)
    [sheet, _letter] = papers.draft_climbed(
        at=on("2024-06-12"), numbers=[issue.number], by_time=True
    )
    send(town, [sheet], on("2024-06-13"))
    sheet.refresh_from_db()
    kept = selectors.written([sheet])[sheet]
    plan = Plan.objects.get()
    node = NodeDraft(ends_on=date(2024, 6, 17), words="三方会商定价", person="张三")
    draft = PlanDraft(plan_id=plan.pk, words="先定价，再迁改。", nodes=[node])
    plans.hand_in_plans(by=town.by("department"), at=on("2024-06-14"), plans=[draft])
    plans.review_plans(by=town.by("office"), at=on("2024-06-14"), ids=[plan.pk], grade=Grade.GOOD)
    lead, raiser, moves = town.by("department"), town.by("company"), move(issue, "线路已迁改")
    services.accept(by=lead, at=on("2024-06-13"), moves=moves)
    done = {issue.pk: [photo()]}
    services.report_solved(by=lead, at=on("2024-06-18"), moves=moves, uploads=done)
    services.confirm(by=raiser, at=on("2024-06-19"), moves=moves)

    told = said(selectors.followed(sheet, date(2024, 6, 20)))

    for line in (
        "办结件　2024年6月20日印",
        "整改方案　6月14日　已审：良好；每周节点1个，已完成0个",
        "6月18日报：线路已迁改（附件1份）",
        "优秀□　良好■　合格□",
        f"提出单位：{town.units['company'].name}\n确认■　不同意□",
        "2024-06-19",
        "先定价，再迁改。",
        "三方会商定价",
    ):
        assert line in told
    assert selectors.written([sheet])[sheet] == kept
    client = make_client(town.people["department"])
    assert "良好■" in client.get(f"/papers/{sheet.pk}/followed/").content.decode()


def test_only_the_signed_petition_takes_an_issue_to_headquarters(town):
    issue = late_issue(town)
    services.run_clocks(at=on("2024-06-20"))
    issue.refresh_from_db()
    assert issue.level == 2

    [petition] = papers.draft_petitions(at=on("2024-06-20"), numbers=[issue.number])
    assert petition.addressees == "示例市重点项目建设领导小组"
    assert petition.values["done"] == [
        f"一级协调：6月3日至6月12日，由{town.units['district'].name}牵头，"
        f"{names(town, 'other', 'district', but='district')}配合，期限5个工作日，未能办结。",
        f"二级协调：6月12日至6月20日，由{town.units['department'].name}牵头，"
        f"{names(town, 'other', 'district')}配合，期限5个工作日，未能办结。",
    ]
    send(town, [petition], on("2024-06-21"))

    issue.refresh_from_db()
    step = IssueStep.objects.get(issue=issue, paper=petition.pk)
    assert (issue.level, step.act) == (3, "escalate")


def test_a_paper_that_the_clock_drafted_names_no_job_as_its_author(town):
    issue = late_issue(town)
    services.run_clocks(at=on("2024-06-20"))
    [petition] = papers.draft_petitions(at=on("2024-06-20"), numbers=[issue.number])

    page = make_client(town.people["office"]).get(f"/papers/{petition.pk}/").content.decode()

    assert "系统自动" in page
    assert papers.BY.label not in page


def test_a_petition_thrown_away_can_be_asked_for_again_and_is_not_drafted_the_same_day(town):
    issue = late_issue(town)
    services.run_clocks(at=on("2024-06-20"))
    [petition] = papers.draft_petitions(at=on("2024-06-20"), numbers=[issue.number])

    documents.discard(by=town.by("office"), at=on("2024-06-20"), ids=[petition.pk])
    papers.note_dropped(at=on("2024-06-20"), paper_ids=[petition.pk])

    issue.refresh_from_db()
    assert (issue.level, issue.petition_asked_on) == (2, None)
    assert [services.run_clocks(at=on(f"2024-06-{day}")).petitions for day in (20, 21, 24)] == [
        0,
        1,
        0,
    ]
    [again] = papers.draft_petitions(at=on("2024-06-21"), numbers=[issue.number])
    assert again.pk != petition.pk
    papers.note_dropped(at=on("2024-06-21"), paper_ids=[petition.pk])  # told twice
    issue.refresh_from_db()
    assert issue.petition_asked_on == date(2024, 6, 21)


def test_what_is_signed_of_a_merged_issue_goes_on_with_the_one_that_took_it_in(town):
    issue, kept = late_issue(town), make_issue(town, at=on("2024-06-12"))
    services.run_clocks(at=on("2024-06-20"))
    sheets = papers.draft_climbed(at=on("2024-06-20"), numbers=[issue.number], by_time=False)
    petitions = papers.draft_petitions(at=on("2024-06-20"), numbers=[issue.number])
    said = [IssueMove(issue_id=issue.pk, words="同一件事")]
    services.merge(by=town.by("office"), at=on("2024-06-20"), moves=said, into=kept.pk)

    send(town, [*sheets, *petitions], on("2024-06-20"))

    kept.refresh_from_db()
    assert (kept.level, Plan.objects.get().issue) == (3, kept)
    assert not IssueStep.objects.filter(issue=issue, paper__isnull=False).exists()


def names(town, *units, but=""):
    return "、".join(town.units[one].name for one in units if one != but)


def test_by_hand_every_issue_that_gets_none_is_named_and_nothing_is_drafted(town):
    issue, by = late_issue(town), town.by("office")
    office, at = town.people["office"], on("2024-06-12")

    def draft(kind, *numbers):
        return papers.draft_papers(by=by, at=at, viewer=office, kind=kind, numbers=numbers)

    before = Entry.objects.count()
    with pytest.raises(IssuesRefused) as refusal:
        draft(LoopPaper.ASSIGNMENT_ORDER, issue.number, "W2024-9999")
    assert [one.code for one in refusal.value.faults] == [
        "issue_paper_without_tasks",
        "issue_unknown",
    ]
    assert (Entry.objects.count(), Paper.objects.count()) == (before, 0)

    unit = town.units["other"].pk
    task = NewTask(issue_id=issue.pk, words="核定迁改费用", unit_id=unit, due_on=date(2024, 6, 18))
    services.assign_tasks(by=by, at=at, tasks=[task])
    decide_and_show(MAY)
    [sheet] = draft(LoopPaper.ASSIGNMENT_ORDER, issue.number)
    assert sheet.values["tasks"][0]["due"] == "6月18日"
    assert sheet.values["lamp"] == "● 绿色（投资进度）"
    with pytest.raises(IssuesRefused) as refusal:
        draft(LoopPaper.ASSIGNMENT_ORDER, issue.number)
    assert [one.code for one in refusal.value.faults] == ["issue_paper_there"]


def test_many_issues_ask_no_more_of_the_database_than_one(town):
    made = [make_issue(town, title=f"第{n}件") for n in range(4)]
    viewer, day = town.people["office"], on("2024-06-12").date()

    def ask(some):
        subjects = [one.number for one in some]
        query = Query(period=MAY, subjects=subjects, viewer=viewer, on=day)
        with CaptureQueriesContext(connection) as asked, override("en"):
            found = KIND["supervision_order"].compose(query)
        return len(found), len(asked)

    (one, few), (four, many) = ask(made[:1]), ask(made)
    assert (one, four) == (1, 4)
    assert many == few


@needs_libreoffice
def test_the_longest_names_leave_the_sheets_on_one_page(town, tmp_path):
    Unit.objects.filter(pk__in=[one.pk for one in town.units.values()]).update(name=LONG[:120])
    Project.objects.update(name=LONG[:280])
    issue = late_issue(town, title=LONG[:200], words=LONG * 3, cause=Cause.FUNDS)
    at, by = on("2024-06-12"), town.by("office")
    task = NewTask(
        issue_id=issue.pk,
        words=LONG,
        outcome="文" * 30,
        unit_id=town.units["other"].pk,
        due_on=date(2024, 6, 18),
    )
    services.assign_tasks(by=by, at=at, tasks=[task] * 2)

    for kind in (LoopPaper.SUPERVISION_ORDER, LoopPaper.ASSIGNMENT_ORDER):
        content = signed(KIND[kind.value], composed(town, kind, issue))
        assert "甲<乙>&丙" in said(content)
        assert pages(content, tmp_path) == 1


def test_ticked_rows_of_the_desk_are_drafted_about_at_once(town):
    made = [late_issue(town, title=f"第{n}件") for n in range(2)]
    client = make_client(town.people["office"])
    ticked = [f"{one.number}:{one.version}" for one in made]

    assert 'formaction="/issues/papers/"' in client.get("/issues/").content.decode()
    answer = client.post("/issues/papers/", {"kind": "supervision_order", "issue": ticked})

    assert answer["Location"] == "/papers/"
    drafted = Paper.objects.filter(kind="supervision_order").order_by("subject")
    assert [one.subject for one in drafted] == [one.number for one in made]
