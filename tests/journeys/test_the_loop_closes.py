"""A red lamp is checked, becomes an issue, climbs, is decided, solved, closed, and comes back."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import F
from playwright.sync_api import expect

from ballast.dispatch.alerts import services as alerts
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.services import issues, papers
from ballast.dispatch.meetings import services as meetings
from ballast.dispatch.meetings.rules import State as Meeting
from ballast.dispatch.meetings.services import TopicDraft
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.projects.models import Responsibility
from ballast.projects.rules import Party
from tests.alerts.factories import AT, BY, SEPTEMBER, confirm_drafts, count, file, make_project
from tests.alerts.months import begin, close_issued
from tests.documents.factories import make_letterhead
from tests.identity.factories import ACTOR, NOW, make_unit, make_user
from tests.meetings.factories import make_meeting, move_to
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
        make_letterhead()
        begin()


@pytest.fixture
def city(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return City()


def now():
    return datetime.now(tz=NOW.tzinfo)


def a_month_goes_by():
    """All that has a limit began a month earlier; then the clocks run."""
    Issue.objects.update(
        level_since=F("level_since") - MONTH,
        accept_by=F("accept_by") - MONTH,
        due_on=F("due_on") - MONTH,
    )
    issues.run_clocks(at=now())


def test_the_loop_closes_and_opens_again(city, visitor, live_server):
    the_office_issues(city, visitor, live_server)
    the_district_checks(city, visitor, live_server)
    one = Issue.objects.get()
    assert (one.level, one.lead.code) == (1, "N")

    a_month_goes_by()
    one.refresh_from_db()
    assert (one.level, one.lead) == (2, city.bureau)
    the_department_takes_it(city, one, visitor, live_server)
    a_month_goes_by()
    one.refresh_from_db()
    assert one.petition_asked_on is not None
    the_petition_is_signed(city, one, visitor, live_server)
    one.refresh_from_db()
    assert one.level == 3

    the_meeting_decides(city, one, visitor, live_server)
    the_department_proves(city, one, visitor, live_server)
    the_office_confirms(city, one, visitor, live_server)
    assert Check.objects.get().state == "answered"

    the_figure_relapses(city)
    sign_in(visitor, live_server, city.clerk)
    visitor.goto(f"/issues/{one.number}/")
    expect(visitor.locator(".marks").first).to_contain_text("办理中")
    assert barriers(visitor) == []
    photograph(visitor, "loop-reopened")
    assert Entry.objects.filter(code="coordination.issues_reopened").count() == 1


def the_office_issues(city, visitor, live_server):
    sign_in(visitor, live_server, city.office)
    visitor.goto("/warnings/")
    visitor.get_by_role("button", name="确认全部").press("Enter")
    visitor.get_by_role("button", name="发布2023年9月预警").press("Enter")
    expect(visitor.locator(".message")).to_contain_text("各单位现在可以看到")
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


def the_petition_is_signed(city, one, visitor, live_server):
    """Drafted as the clock asked for it; nothing goes up before the office has signed it."""
    [paper] = papers.draft_petitions(at=now(), numbers=[one.number])
    assert Issue.objects.get().level == 2
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
    papers.note_sent(at=now(), paper_ids=[paper.pk])


def the_meeting_decides(city, one, visitor, live_server):
    """Its topic was admitted; the office types the decision while the meeting runs."""
    meeting = make_meeting(at=now(), held_on=now().date())
    topic = TopicDraft(title=one.title, issue_id=one.pk)
    meetings.ask(by=ACTOR, at=now(), pk=meeting.pk, drafts=[topic])
    meeting = move_to(meeting, Meeting.RUNNING, at=now())
    sign_in(visitor, live_server, city.office)
    visitor.goto(f"/meetings/{meeting.number}/minutes/")
    assert barriers(visitor) == []
    deciding = visitor.locator("#deciding-form")
    deciding.locator("[name=topic]").select_option(index=1)
    deciding.locator("[name=matter]").fill("完成通道移交")
    deciding.locator("[name=lead]").fill("经信局")
    deciding.locator("[name=due_on]").fill(f"{now().date() + MONTH}")
    deciding.locator("button").last.press("Enter")
    expect(visitor.locator("#minutes")).to_contain_text(one.number)
    photograph(visitor, "loop-decided")


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


def the_figure_relapses(city):
    """October clears the lamp and leaves the issue closed; November's opens it again."""
    periods_end(SEPTEMBER)
    file(city.project, "90", "2023-10")
    close_issued("2023-10")
    assert alerts.reopen_relapsed(at=now(), period="2023-10") == 0
    file(city.project, "60", "2023-11")
    count("2023-11")
    begin("2023-11")
    confirm_drafts("2023-11")
    alerts.issue(by=BY, at=AT, period=Period.from_code("2023-11"))
    assert alerts.reopen_relapsed(at=now(), period="2023-11") == 1


def periods_end(code):
    periods.move(by=BY, at=AT, period=Period.from_code(code), to=State.CLOSED)
