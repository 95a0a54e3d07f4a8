"""排查 of issued warnings: asked once, answered, corrected, climbing, and opened again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.progress.models import Filing
from ballast.dispatch.alerts import services
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import CheckState, Limits
from ballast.dispatch.alerts.services import (
    CheckAnswer,
    ChecksRefused,
    LimitsUnfit,
    NothingToRemind,
    NothingToReturn,
    answer_checks,
    evaluate,
    issue,
    remind_checks,
    return_disputed,
    run_check_clocks,
    set_check_limits,
)
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import Cause, Source
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import NewIssue
from ballast.kernel.periods import Period
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role, UnitKind
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.projects.models import Project, Responsibility, StepRecord
from ballast.projects.rules import Party
from tests.identity.factories import make_unit, make_user
from tests.support.jobs import run_all

from .factories import AT, BY, SEPTEMBER, confirm_drafts, count, file, make_project
from .months import begin, close_issued, judge_and_issue, refile

pytestmark = pytest.mark.django_db
OCTOBER = "2023-10"
DUE = date(2023, 10, 13)  # two working days after the Wednesday on which it was issued
LATER = datetime(2023, 10, 12, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PAST = datetime(2023, 10, 16, 0, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
WORDS = "取水泵站用地3户未签约"


class City:
    """An office, a district that answers for two red projects and another with none of its own."""

    def __init__(self):
        self.office = make_user(role=Role.PROJECT_OFFICE, unit=make_unit(code="DRC", name="发改委"))
        self.north = make_unit(code="N", name="北区")
        self.clerk = make_user(role=Role.DISTRICT, unit=self.north, name="北区经办")
        self.south = make_user(role=Role.DISTRICT, unit=make_unit(code="S", name="南区"))
        self.first = make_project("甲路", unit=self.north, completed="40")
        self.second = make_project("乙桥", unit=self.north, completed="41")


@pytest.fixture
def city():
    return City()


@pytest.fixture
def issued(city):
    judge_and_issue()
    return city


def check(project="甲路", period=SEPTEMBER):
    return Check.objects.get(warning__project__name=project, period=period)


def said(project="甲路", *, is_true=True, period=SEPTEMBER, **more):
    usual = {"cause": "land_clearance"} if is_true else {}
    return CheckAnswer(
        check_id=check(project, period).pk, is_true=is_true, **{"words": WORDS, **usual, **more}
    )


def give(city, *answers, at=LATER, by=None, **more):
    return answer_checks(by=actor_of(by or city.clerk), at=at, answers=answers, **more)


def refiled(amount, *names):
    """The closing is called off, filed anew, judged and issued again."""
    refile(amount, *names)
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    confirm_drafts()
    issue(by=BY, at=LATER, period=Period.from_code(SEPTEMBER))


def october(**completed):
    for name, amount in completed.items():
        file(Project.objects.get(name=name), amount, OCTOBER)
    count(OCTOBER)


def test_every_issued_warning_asks_its_unit_once_in_the_same_entry(city):
    make_project("无主", completed="40")
    judge_and_issue()

    rows = list(Check.objects.order_by("warning__project__name"))
    assert [(one.warning.project.name, one.unit, one.due_on, one.state) for one in rows] == [
        ("乙桥", city.north, DUE, "asked"),
        ("甲路", city.north, DUE, "asked"),
    ]
    assert rows[0].mend_by == date(2023, 10, 18)
    entry = Entry.objects.latest("pk")
    assert entry.code == "alerts.warnings_issued"
    told = ChangedRow.objects.filter(entry=entry, table="alerts_check")
    assert {one.row_id for one in told} == {one.pk for one in rows}


def test_a_month_taken_back_asks_no_more_and_asks_again_when_it_is_issued_again(issued):
    give(issued, said("乙桥"))

    refile("42", "甲路")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    assert (check("甲路").state, check("乙桥").state) == ("withdrawn", "answered")
    confirm_drafts()
    issue(by=BY, at=LATER, period=Period.from_code(SEPTEMBER))

    assert (check("甲路").state, check("甲路").due_on) == ("asked", date(2023, 10, 16))
    assert (check("乙桥").state, check("乙桥").words) == ("answered", WORDS)
    assert Check.objects.count() == 2


def test_a_true_warning_that_the_city_must_settle_becomes_one_matter_for_its_project(issued):
    StepRecord.objects.create(project=issued.first, code="fit_out", planned_on=date(2023, 8, 31))
    give(issued, said(asks="请市规自局核定赔付标准"), said("乙桥", cause="funds"))

    row = check()
    assert (row.state, row.is_true, row.cause) == ("answered", True, "land_clearance")
    assert (row.answered_by, row.answered_on) == (actor_of(issued.clerk).label, LATER.date())
    matter = Issue.objects.get()
    assert row.issue == matter
    assert check("乙桥").issue is None
    assert (matter.source, matter.source_key) == (
        "warning",
        f"warning:{issued.first.number}:progress",
    )
    assert (matter.level, matter.lead, matter.raiser) == (1, issued.north, None)
    assert "请市规自局核定赔付标准" in matter.words
    assert list(matter.projects.all()) == [issued.first]
    assert matter.title == f"甲路{WORDS}"
    assert (matter.node, matter.days_at_stake) == ("安装配套", 42)


def test_several_warnings_go_into_one_matter_that_holds_up_all_their_projects(issued):
    bureau = make_unit(code="GZ", name="规自局")
    asks = "请规自局一并核定赔付标准"

    give(issued, said(asks=asks, lead_id=bureau.pk), said("乙桥", asks=asks), as_one=True)

    matter = Issue.objects.get()
    assert (matter.lead, matter.raiser) == (bureau, issued.north)
    assert {one.name for one in matter.projects.all()} == {"甲路", "乙桥"}
    assert check().issue == check("乙桥").issue == matter


def test_every_fault_is_named_with_its_project_and_nothing_is_written(issued):
    before = Entry.objects.count()

    with pytest.raises(ChecksRefused) as refusal:
        give(
            issued,
            said(cause="", words="无", asks="无"),
            said("乙桥", is_true=False, asks="请协调赔付标准"),
        )

    assert [one.code for one in refusal.value.faults] == [
        "check_without_cause",
        "check_says_nothing",
        "check_asks_nothing",
        "check_wrong_asks",
    ]
    assert refusal.value.faults[0].params["place"].startswith("甲路 · ")
    assert Entry.objects.count() == before
    assert check().state == "asked"


def test_no_unit_answers_for_another_and_nobody_twice(issued):
    with pytest.raises(ChecksRefused):
        give(issued, said(), by=issued.south)
    leader = make_user(role=Role.CITY_LEADER)
    with pytest.raises(NotAllowed):
        give(issued, said(), by=leader)

    give(issued, said())
    with pytest.raises(ChecksRefused) as refusal:
        give(issued, said(words="后来又说另一回事"))

    assert refusal.value.faults[0].code == "check_answered_already"
    assert check().words == WORDS


def test_a_wrong_figure_keeps_its_lamp_and_is_asked_again_if_it_is_still_red(issued):
    give(issued, said(is_true=False, words="漏报九月份设备款，应为45万元"))
    assert (check().state, check().is_true) == ("correcting", False)
    lamp = issued.first.lamps.get(family="progress", period=SEPTEMBER)
    assert lamp.colour == "red"

    refiled("45", "甲路")

    assert (check().state, check().is_true, check().words) == ("asked", None, "")
    assert check().due_on == date(2023, 10, 16)


def test_a_wrong_figure_that_is_put_right_is_told_as_corrected(issued):
    give(issued, said(is_true=False, words="漏报九月份设备款，应为90万元"))

    refiled("90", "甲路")

    assert (check().state, check("乙桥").state) == ("corrected", "asked")


def test_the_office_sends_the_filing_back_in_the_units_words(issued):
    words = "漏报九月份设备款，应为90万元"
    give(issued, said(is_true=False, words=words), said("乙桥"))
    run_all()
    told = Notice.objects.get(kind="check_disputed")
    assert told.user == issued.office

    done = return_disputed(by=actor_of(issued.office), at=LATER, ids=[check().pk])

    assert done == 1
    filing = Filing.objects.get(project=issued.first)
    assert filing.state == "RETURNED"
    assert Entry.objects.get(code="progress.sent_back").cause == words
    with pytest.raises(NothingToReturn):
        return_disputed(by=actor_of(issued.office), at=LATER, ids=[check("乙桥").pk])


def test_of_a_closed_month_who_files_is_told_to_correct_it_in_the_next(city):
    unit = make_unit(kind=UnitKind.OWNER)
    owner = make_user(role=Role.OWNER, unit=unit)
    Responsibility.objects.create(
        project=city.first, party=Party.OWNER, unit=unit, valid_from=date(2022, 1, 1)
    )
    close_issued()
    [wrong] = give(city, said(is_true=False, words="漏报九月份设备款，应为90万元"))
    services.tell_disputed(ids=[wrong.pk], at=LATER)

    told = Notice.objects.get(kind="check_to_correct")
    assert (told.user, told.params["period"]) == (owner, SEPTEMBER)
    october(甲路="95", 乙桥="42")
    close_issued(OCTOBER)

    assert check().state == "corrected"
    assert check("乙桥").state == "lapsed"
    assert check("乙桥", OCTOBER).state == "asked"


def test_what_nobody_answered_in_time_goes_one_level_up_once(issued):
    give(issued, said("乙桥"))
    assert run_check_clocks(at=PAST - timedelta(days=3)) == 0  # the day it is due on

    assert run_check_clocks(at=PAST) == 1
    entries = Entry.objects.count()
    assert run_check_clocks(at=PAST + timedelta(hours=1)) == 0

    row, matter = check(), Issue.objects.get()
    assert (row.state, row.climbed_on, row.issue) == ("climbed", PAST.date(), matter)
    assert (matter.level, matter.lead.code) == (2, "DRC")
    assert "北区" in matter.words
    assert Entry.objects.count() == entries
    assert Entry.objects.filter(code="alerts.checks_climbed").count() == 1
    assert Notice.objects.get(kind="check_climbed").user == issued.clerk


def test_a_late_answer_joins_the_matter_its_silence_made(issued):
    run_check_clocks(at=PAST)
    matters = Issue.objects.count()

    give(issued, said(asks="请市规自局核定赔付标准"), at=PAST)

    assert Issue.objects.count() == matters == 2
    assert (check().state, check().answered_on) == ("answered", PAST.date())
    assert check().issue.level == 2


def test_a_matter_that_was_raised_of_the_warning_by_hand_is_not_raised_twice(issued):
    key = f"warning:{issued.first.number}:progress"
    [known] = issues.raise_issues(
        by=BY,
        at=AT,
        issues=[
            NewIssue(
                title="甲路用地",
                cause=Cause.LAND_CLEARANCE,
                lead_id=issued.north.pk,
                source=Source.WARNING,
                source_key=key,
            )
        ],
    )

    give(issued, said(asks="请市规自局核定赔付标准"))

    assert check().issue == known == Issue.objects.get()


def test_the_unit_is_told_when_it_is_asked_and_two_days_before_the_end(issued):
    run_all()
    told = Notice.objects.get(kind="check_asked")
    assert (told.user, told.params["count"], told.params["day"]) == (issued.clerk, "2", str(DUE))

    run_check_clocks(at=AT)  # the same day: it was told
    assert not Notice.objects.filter(kind="check_near").exists()
    run_check_clocks(at=LATER)
    run_check_clocks(at=LATER)

    assert Notice.objects.get(kind="check_near").user == issued.clerk


def test_the_office_reminds_and_sets_limits_for_what_is_asked_later(issued):
    by = actor_of(issued.office)
    give(issued, said("乙桥"))

    assert remind_checks(by=by, at=LATER, ids=[check().pk, check("乙桥").pk]) == 1
    assert (check().reminded_times, check("乙桥").reminded_times) == (1, 0)
    with pytest.raises(NothingToRemind):
        remind_checks(by=by, at=LATER, ids=[check("乙桥").pk])
    with pytest.raises(NotAllowed):
        remind_checks(by=actor_of(issued.clerk), at=LATER, ids=[check().pk])
    with pytest.raises(LimitsUnfit):
        set_check_limits(by=by, at=LATER, limits=Limits(5, 2))

    set_check_limits(by=by, at=LATER, limits=Limits(4, 8))
    assert check().due_on == DUE
    refiled("42", "甲路")
    assert check().due_on == date(2023, 10, 18)


def test_a_relapse_opens_what_was_closed_again(issued):
    asks = "请市规自局核定赔付标准"
    give(issued, said(asks=asks), said("乙桥", asks=asks), as_one=True)
    # How it comes to that is tested with issues.
    Issue.objects.update(state="closed", solved_at=LATER, closed_at=LATER)
    periods.move(by=BY, at=AT, period=Period.from_code(SEPTEMBER), to=State.CLOSED)
    october(甲路="90", 乙桥="90")
    close_issued(OCTOBER)
    assert services.reopen_relapsed(at=AT, period=OCTOBER) == 0

    november = "2023-11"
    file(issued.first, "60", november)
    count(november)
    begin(november)
    confirm_drafts(november)
    services.issue(by=BY, at=AT, period=Period.from_code(november))
    assert services.reopen_relapsed(at=AT, period=november) == 1
    assert services.reopen_relapsed(at=AT, period=november) == 0

    matter = Issue.objects.get()
    assert (matter.state, matter.reopened) == ("in_hand", 1)
    assert check("甲路", november).state == CheckState.ASKED
