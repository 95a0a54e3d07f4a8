"""A rulebook is tried on months gone by: no lamp moves, and what would have moved is told."""

from datetime import date

import pytest

from ballast.dispatch.alerts.models import ProjectLamp, Trial, TrialChange
from ballast.dispatch.alerts.rules import RulebookRefused
from ballast.dispatch.alerts.selectors import shipped
from ballast.dispatch.alerts.services import NothingToTry, evaluate, try_rulebook
from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import StepRecord
from tests.identity.factories import make_user
from tests.support import jobs

from .factories import AT, BY, SEPTEMBER, close, count, file, make_project

pytestmark = pytest.mark.django_db

MONTHS = ["2023-03", "2023-04", "2023-05", "2023-06", "2023-12"]
# Yellow below 20 points instead of 10, and red only in the second month running.
PATIENT = (
    shipped("default")
    .replace('version = "1"', 'version = "2"')
    .replace("at_most = -10", "at_most = -20")
    .replace("below = -30", "below = -30, running = 2")
)


def judge(*periods):
    for period in periods:
        evaluate(by=BY, at=AT, period=period)


def tried(text=PATIENT, since=SEPTEMBER, until=SEPTEMBER, by=BY):
    trial = try_rulebook(by=by, at=AT, text=text, since=since, until=until)
    jobs.run_all()
    trial.refresh_from_db()
    return trial


def told(trial, family="project"):
    rows = TrialChange.objects.filter(trial=trial, family=family).order_by("period", "project")
    return [(one.period, one.project.name, one.before, one.after, one.row) for one in rows]


def test_the_lamps_that_would_change_are_told_and_no_stored_lamp_moves():
    make_project("十五", completed="60")
    make_project("二十", completed="55")
    judge(SEPTEMBER)
    before = list(ProjectLamp.objects.values())

    trial = tried()

    assert told(trial) == [(SEPTEMBER, "十五", "yellow", "green", "just_behind")]
    assert told(trial, "progress") == told(trial)
    [month] = trial.result["periods"]
    assert (month["before"]["yellow"], month["after"]["yellow"], month["changed"]) == (2, 1, 1)
    assert (month["rulebook"], trial.progress) == ("default-1", 100)
    assert list(ProjectLamp.objects.values()) == before


def test_runs_are_counted_under_the_tried_rulebook_and_from_before_the_first_month():
    project = make_project("一直落后", completed="4", period="2023-07")
    file(project, "5", "2023-08")
    file(project, "6", "2023-09")
    judge("2023-07", "2023-08", "2023-09")

    # July is 58.3 % of the year: 54.3 points below it. Red in default from the first month on.
    assert told(tried(since="2023-07")) == [
        ("2023-07", "一直落后", "red", "yellow", "behind"),
    ]
    assert told(tried(since="2023-08")) == []


def test_a_family_that_the_tried_rulebook_does_not_rate_says_so():
    make_project("甲", completed="40")
    judge(SEPTEMBER)

    changes = told(tried(shipped("bozhou")), "progress")

    assert changes == [(SEPTEMBER, "甲", "red", "dash", "")]


def year(*closed):
    """A project 30 points behind all year that finishes late, and one that keeps its plan."""
    late = make_project("拖期", plan_class="DUE_FINISH", completed="5", period=MONTHS[0])
    good = make_project("按期", completed="30", period=MONTHS[0])
    StepRecord.objects.create(project=late, code="completion_filing", planned_on=date(2023, 5, 10))
    for number, period in enumerate(MONTHS[1:], 2):
        file(late, str(4 + number), period)
        file(good, str(20 + 8 * number), period)
    judge(*MONTHS)
    for period in closed:
        close(period)
    return late, good


def test_red_lamps_are_measured_by_the_slips_that_followed_them():
    year(*MONTHS)

    quality = tried(shipped("default"), MONTHS[0], MONTHS[1]).result["quality"]

    # March: 20 points below, yellow; April: 27.3, yellow. The year ended at 14 % of the plan.
    yellow = quality["before"]["yellow"]
    assert (yellow["lamps"], yellow["known"], yellow["slipped"]) == (2, 2, 2)
    assert quality["before"] == quality["after"]


def test_no_share_is_told_where_later_months_are_not_closed():
    year(*MONTHS[:-1])

    trial = tried(shipped("default"), MONTHS[0], MONTHS[1])

    assert trial.result["open"] == MONTHS[:2]
    assert trial.result["quality"]["after"]["yellow"]["known"] == 0


def test_a_rulebook_with_faults_or_months_without_lamps_are_not_tried():
    count()
    with pytest.raises(RulebookRefused):
        tried("version = 1")
    with pytest.raises(NothingToTry):
        tried()

    assert not Trial.objects.exists()
    assert not Entry.objects.filter(code="alerts.rulebook_tried").exists()


def test_only_the_office_tries():
    with pytest.raises(NotAllowed):
        tried(by=actor_of(make_user(role=Role.DISTRICT)))
