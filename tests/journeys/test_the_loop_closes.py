"""A red lamp is checked, becomes an issue, climbs, is decided, solved, closed, and comes back.

Nothing is done for the product that it does by itself: its clock stands on the days of the story,
the job of the clocks runs as the worker runs it, and papers, notices and the relapse follow.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.services import WarningsIssued
from ballast.dispatch.coordination.models import Issue
from ballast.kernel import sample
from ballast.kernel.periods import Period
from ballast.platform import clock
from ballast.platform.audit.models import Entry
from ballast.platform.audit.tasks import react
from ballast.platform.documents.models import Paper
from ballast.platform.identity.rules import Role
from ballast.platform.jobs import services as queue
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.projects.models import Responsibility
from ballast.projects.rules import Party
from tests.alerts.factories import AT, BY, SEPTEMBER, file, make_project
from tests.alerts.months import begin, close_issued
from tests.documents.factories import make_letterhead
from tests.documents.papers import said
from tests.identity.factories import make_unit, make_user
from tests.support import jobs
from tests.support.browser import barriers, photograph, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
PROOF = {"name": "移交单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
MONTH = timedelta(days=30)


class City:
    """The office, the district that answers, and the department that leads."""

    def __init__(self):
        office, self.bureau = make_unit(code="DRC", name="发改委"), make_unit(name="经信局")
        north = make_unit(code="N", name="北区")
        self.office = make_user(role=Role.PROJECT_OFFICE, unit=office, name="重点办")
        self.clerk = make_user(role=Role.DISTRICT, unit=north, name="北区经办")
        self.leads = make_user(role=Role.DEPARTMENT, unit=self.bureau, name="经信局经办")
        self.project = make_project("电池产业园", unit=north, completed="40")
        Responsibility.objects.create(
            project=self.project,
            party=Party.LEAD_DEPARTMENT,
            unit=self.bureau,
            valid_from=date(2022, 1, 1),
        )
        make_letterhead(since=AT.date())
        begin()


@pytest.fixture
def city(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return City()


@pytest.fixture
def day(tmp_path):
    """The clock of the house set to a day, as a demo's is; the jobs of that day run."""

    def begins(told, *, runs=True):
        behind = clock.machine().astimezone(AT.tzinfo).date() - date.fromisoformat(told)
        sample.mark(tmp_path, days_back=behind.days)
        assert clock.today() == date.fromisoformat(told)
        if runs:
            queue.defer("coordination.run_clocks", timestamp=0)
            jobs.run_all()

    return begins


def test_the_loop_closes_and_opens_again(city, day, visitor, live_server):
    day("2023-10-11")
    the_office_issues(city, visitor, live_server)
    jobs.run_all()
    the_district_checks(city, visitor, live_server)
    one = Issue.objects.get()
    assert (one.level, one.lead.code, one.due_on) == (1, "N", date(2023, 10, 18))

    day("2023-10-19")
    one.refresh_from_db()
    assert (one.level, one.lead, one.due_on) == (2, city.bureau, date(2023, 10, 26))
    the_department_takes_it(city, one, visitor, live_server)
    day("2023-10-27")
    one.refresh_from_db()
    assert (one.level, one.petition_asked_on) == (2, date(2023, 10, 27))
    the_petition_is_signed(city, visitor, live_server)
    one.refresh_from_db()
    assert one.level == 3

    day("2023-10-30")
    the_meeting_decides(one, the_meeting_begins(city, one, visitor, live_server), visitor)
    the_papers_are_read(city, visitor, live_server)
    day("2023-10-31")
    the_department_proves(city, one, visitor, live_server)
    the_office_confirms(city, one, visitor, live_server)
    assert Check.objects.get().state == "answered"

    the_figure_relapses(city, day, visitor, live_server)
    sign_in(visitor, live_server, city.clerk)
    visitor.goto(f"/issues/{one.number}/")
    expect(visitor.locator(".marks").first).to_contain_text("办理中")
    assert barriers(visitor) == []
    photograph(visitor, "loop-reopened")
    assert Entry.objects.filter(code="coordination.issues_reopened").count() == 1


def the_month_is_issued(month, city, visitor, live_server):
    sign_in(visitor, live_server, city.office)
    visitor.goto("/warnings/")
    visitor.get_by_role("button", name="确认全部").press("Enter")
    visitor.get_by_role("button", name=f"发布2023年{month}月预警").press("Enter")
    expect(visitor.locator(".message")).to_contain_text("各单位现在可以看到")


def the_office_issues(city, visitor, live_server):
    the_month_is_issued(9, city, visitor, live_server)
    visitor.goto("/warnings/checks/")
    expect(visitor.locator("#checks")).to_contain_text("电池产业园")
    assert barriers(visitor) == []
    photograph(visitor, "checks-desk")


def the_district_checks(city, visitor, live_server):
    """On a telephone: it is true, why, and what the city is to settle."""
    visitor.set_viewport_size(PHONE)
    sign_in(visitor, live_server, city.clerk)
    visitor.goto("/")
    visitor.get_by_role("link", name="待核实的预警").first.click()
    assert visitor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(visitor) == []
    photograph(visitor, "checks-phone")
    visitor.set_viewport_size({"width": 1536, "height": 864})
    photograph(visitor, "checks-answer")
    visitor.get_by_label("核实结论").select_option("属实")
    visitor.get_by_label("原因类别").select_option("供电供水")
    visitor.get_by_label("情况说明").fill("110千伏外线第二回路通道赔付未达成一致")
    visitor.get_by_role("textbox", name="需协调事项").fill("请市里核定赔付标准")
    visitor.get_by_role("button", name="提交已核实各项").press("Enter")
    expect(visitor.locator(".message").first).to_contain_text("W")
    visitor.set_viewport_size({"width": 1536, "height": 864})
    visitor.goto("/warnings/checks/?tab=true")
    expect(visitor.locator("#checks")).to_contain_text("请市里核定赔付标准")
    photograph(visitor, "checks-answered")


def the_department_takes_it(city, one, visitor, live_server):
    sign_in(visitor, live_server, city.leads)
    visitor.goto(f"/issues/{one.number}/")
    visitor.get_by_role("button", name="受理", exact=True).press("Enter")
    expect(visitor.locator(".message").first).to_contain_text("已受理")
    photograph(visitor, "loop-level-2")


def the_petition_is_signed(city, visitor, live_server):
    """Drafted as the clock asked for it; nothing goes up before the office has signed it."""
    paper = Paper.objects.get(kind="petition")
    sign_in(visitor, live_server, city.office)
    visitor.goto(f"/papers/{paper.pk}/")
    photograph(visitor, "loop-petition")
    for box in visitor.get_by_label("采用").all():
        box.check()
    visitor.get_by_role("button", name="保存文字").press("Enter")
    expect(visitor.locator(".message--success").first).to_be_visible()
    for step in ("送核稿", "核稿通过，送签", "签发并编号", "已用印", "送达"):
        visitor.get_by_role("button", name=step, exact=True).press("Enter")
        expect(visitor.locator(".message--success").first).to_be_visible()
    assert Issue.objects.get().level == 2
    jobs.run_all()


def the_meeting_begins(city, one, visitor, live_server):
    """It is planned, the issue put on its agenda; where it stands."""
    sign_in(visitor, live_server, city.office)
    visitor.goto("/meetings/new/")
    visitor.get_by_label("会议类型").select_option("observation")
    visitor.get_by_label("标题").fill("10月份全市重点项目现场调度会")
    visitor.get_by_label("开会日期").fill(f"{clock.today()}")
    visitor.get_by_label("主持人").fill("王副市长")
    visitor.get_by_role("button", name="安排", exact=True).press("Enter")
    visitor.get_by_role("link", name="议程", exact=True).click()
    offered = visitor.locator("form", has_text=one.number)
    offered.get_by_label(one.title[:40]).check()
    offered.get_by_role("button", name="列入议程").press("Enter")
    expect(visitor.locator("#agenda")).to_contain_text(one.title)
    assert barriers(visitor) == []
    photograph(visitor, "loop-agenda")
    meeting = visitor.url.removeprefix(live_server.url).removesuffix("agenda/")
    for step in ("确定议程", "开始会议"):
        visitor.goto(meeting)
        visitor.get_by_role("button", name=step).press("Enter")
        expect(visitor.get_by_role("button", name=step)).to_have_count(0)
    return meeting


def the_meeting_decides(one, meeting, visitor):
    """The decision is typed while it runs; minutes and order are drafted from it."""
    visitor.goto(f"{meeting}minutes/")
    assert barriers(visitor) == []
    deciding = visitor.locator("#deciding-form")
    deciding.locator("[name=topic]").select_option(index=1)
    deciding.locator("[name=matter]").fill("完成通道移交")
    deciding.locator("[name=lead]").fill("经信局")
    deciding.locator("[name=due_on]").fill(f"{clock.today() + MONTH}")
    deciding.locator("button").last.press("Enter")
    expect(visitor.locator("#minutes")).to_contain_text(one.number)
    photograph(visitor, "loop-decided")
    visitor.goto(meeting)
    visitor.get_by_role("button", name="结束会议").press("Enter")
    visitor.get_by_role("button", name="起草纪要和交办单").press("Enter")
    expect(visitor.locator(".message--success").first).to_be_visible()


PAPERS = {
    "supervision_order": "督办",
    "reminder_letter": "关于提示加快办理",
    "petition": "请研究确定电池产业园",
    "minutes": "完成通道移交",
    "assignment_order": "完成通道移交",
}


def the_papers_are_read(city, visitor, live_server):
    """Each that the loop has left is opened, looked at, and fetched as it would be printed."""
    sign_in(visitor, live_server, city.office)
    assert set(Paper.objects.values_list("kind", flat=True)) == set(PAPERS)
    for paper in Paper.objects.order_by("pk"):
        visitor.goto(f"/papers/{paper.pk}/")
        assert barriers(visitor) == []
        photograph(visitor, f"loop-paper-{paper.kind}")
        answer = visitor.request.get(f"{live_server.url}/papers/{paper.pk}/word/")
        assert PAPERS[paper.kind] in said(answer.body())


def the_department_proves(city, one, visitor, live_server):
    """The task is told done with its proof, then the issue itself."""
    sign_in(visitor, live_server, city.leads)
    visitor.goto(f"/issues/{one.number}/")
    task = visitor.locator("#tasks article").first
    task.locator("summary", has_text="报告完成").click()
    task.get_by_label("办理情况").fill("通道已移交，移交单见附件")
    task.locator("input[type=file]").set_input_files(PROOF)
    task.get_by_role("button", name="报告完成").press("Enter")
    expect(visitor.locator(".message").first).to_contain_text("已报告完成")
    solving = visitor.locator("details.act", has_text="办结情况")
    if solving.get_attribute("open") is None:
        solving.locator("summary").click()
    solving.get_by_label("办结情况").fill("外线通道已移交并开始敷设")
    solving.locator("input[type=file]").set_input_files(PROOF)
    solving.locator("button").last.press("Enter")
    expect(visitor.locator(".marks").first).to_contain_text("已办结待确认")


def the_office_confirms(city, one, visitor, live_server):
    sign_in(visitor, live_server, city.office)
    visitor.goto(f"/issues/{one.number}/")
    task = visitor.locator("#tasks article").first
    task.locator("summary", has_text="通过").click()
    task.get_by_role("button", name="通过").press("Enter")
    expect(visitor.locator(".message").first).to_contain_text("已通过")
    confirming = visitor.locator("#acts details.act").first
    confirming.locator("button").last.press("Enter")
    expect(visitor.locator(".marks").first).to_contain_text("已销号")
    photograph(visitor, "loop-closed")


def the_figure_relapses(city, day, visitor, live_server):
    """October clears the lamp and leaves the issue closed; November, once issued, opens it."""
    periods.move(by=BY, at=AT, period=Period.from_code(SEPTEMBER), to=State.CLOSED)
    day("2023-11-09", runs=False)
    file(city.project, "90", "2023-10")
    close_issued("2023-10")
    what_follows_the_issue()
    assert Issue.objects.get().state == "closed"
    day("2023-12-11", runs=False)
    file(city.project, "60", "2023-11")
    begin("2023-11")
    the_month_is_issued(11, city, visitor, live_server)
    what_follows_the_issue()


def what_follows_the_issue():
    """The reactions to it alone: these months are closed without being frozen as a report is."""
    for asked in jobs.waiting("audit.react"):
        if Entry.objects.get(pk=asked["entry_id"]).code == WarningsIssued.code:
            react(**asked)
