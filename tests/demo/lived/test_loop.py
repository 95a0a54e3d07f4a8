"""The city lived its loop: what the records say is what was planned for it."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import F

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.coordination.models import Instruction, Issue, IssueStep, Plan, Task
from ballast.dispatch.meetings.models import Decision, Look, Meeting, Topic
from ballast.dispatch.meetings.rules import State
from ballast.dispatch.meetings.selectors import promises_kept
from ballast.edges.demo.generator.told import YEAR
from ballast.edges.demo.loop.fates import counted, fates
from ballast.edges.demo.loop.living import WRONG
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture
def planned(first_run):
    return fates(300, 7, (8, 9), codelists.calendar())


def told(on):
    loop = reporting.loop(on)
    codes = ("matters", "solved", "open", "overdue")
    levels = {f"level_{number}": loop.by_level.get(number, 0) for number in (1, 2, 3)}
    return {code: loop.count(code) for code in codes} | levels


def test_september_ends_as_it_was_planned(planned):
    assert told(date(YEAR, 9, 30)) == counted(planned, date(YEAR, 9, 30))
    assert told(date(YEAR, 9, 30))["overdue"] > 0


def test_october_ends_with_as_many_matters_and_as_many_solved(planned):
    then, wanted = told(date(YEAR, 10, 31)), counted(planned, date(YEAR, 10, 31))
    assert [then[code] for code in ("matters", "solved", "open")] == [
        wanted[code] for code in ("matters", "solved", "open")
    ]


def test_every_warning_was_checked_and_some_of_them_became_matters(planned):
    assert not Check.objects.filter(answered_on=None).exclude(state="lapsed").exists()
    tied = Check.objects.exclude(issue=None).values("issue").distinct().count()
    warned = sum(one.source == "warning" for one in planned)
    assert tied == Issue.objects.filter(source="warning").count() == warned > 0


def test_who_was_prompted_counts_from_the_day_of_issue(first_run):
    august, september = (
        reporting.loop(date(YEAR, month, day)).count("prompted") for month, day in ((9, 7), (9, 8))
    )
    assert august == 0 < september < reporting.loop(date(YEAR, 10, 12)).count("prompted")


def test_meetings_were_held_and_what_they_gave_became_tasks_some_of_them_late(first_run):
    held = Meeting.objects.exclude(state=State.ASKING).order_by("held_on", "pk")
    assert [(one.kind, one.state) for one in held] == [
        ("monthly", "sent"),
        ("weekly", "sent"),
        ("weekly", "sent"),
        ("observation", "sent"),
        ("weekly", "sent"),
        ("monthly", "sent"),
        ("weekly", "held"),
    ]
    assert Topic.objects.filter(state="sent_back").exists()
    assert Topic.objects.filter(state="asked", meeting__state=State.ASKING).exists()
    tasks = Task.objects.exclude(decision_key="")
    assert tasks.count() == Decision.objects.count() > 10
    done = tasks.exclude(accepted_at=None)
    assert done.filter(done_on__gt=F("due_on")).exists()
    assert done.filter(done_on__lte=F("due_on")).exists()
    last = held.filter(kind="weekly").last()
    assert promises_kept(last, date(YEAR, 10, 31)).tally.decided > 0


def test_papers_of_the_loop_went_out_with_plans_of_every_kind(first_run):
    sent = Counter(Paper.objects.filter(state="sent").values_list("kind", flat=True))
    assert sent["minutes"] == 6
    assert sent["supervision_order"] > 3
    assert sent["reminder_letter"] > 0
    states = set(Plan.objects.values_list("state", flat=True))
    assert {"passed", "returned"} <= states
    assert not IssueStep.objects.filter(act="paper", paper=None).exists()


def test_some_checks_climbed_some_found_a_wrong_figure_and_matters_changed_hands(first_run):
    assert Check.objects.exclude(climbed_on=None).exists()
    assert Check.objects.filter(state="correcting").count() == WRONG
    acts = Counter(IssueStep.objects.values_list("act", flat=True))
    assert (acts["offer"], acts["hand_over"]) == (1, 2)
    look = Look.objects.get(after=30)
    assert look.closed_at is not None
    assert Instruction.objects.exclude(closed_at=None).count() == 1
