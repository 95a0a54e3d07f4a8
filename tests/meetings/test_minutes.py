"""Decisions: one keystroke a task, undone until minutes are sent, told at the next meeting."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import IssuesRefused, NewIssue, TaskReport
from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.models import Decision
from ballast.dispatch.meetings.rules import Fate, Kind, Speech, State, Tally, fate
from ballast.dispatch.meetings.services import (
    DecisionDraft,
    MeetingsRefused,
    StatementDraft,
    TopicDraft,
)
from ballast.platform.audit.models import Entry
from tests.identity.factories import ACTOR, NOW, make_client, make_unit
from tests.meetings.factories import TODAY, make_meeting, move_to
from tests.meetings.test_meetings import text

pytestmark = pytest.mark.django_db
LIMIT = TODAY + timedelta(days=30)


@pytest.fixture
def south():
    return make_unit(code="SOUTH", name="南县")


def make_issue(lead, **said):
    new = NewIssue(title="外线通道未移交", cause=Cause.POWER, lead_id=lead.pk, **said)
    return issues.raise_issues(by=ACTOR, at=NOW, issues=[new])[0]


def decide(meeting, **said):
    draft = DecisionDraft(**{"due_on": LIMIT, **said})
    return services.decide(by=ACTOR, at=NOW, pk=meeting.pk, drafts=[draft])[0]


def test_a_decision_on_an_issue_is_a_task_of_it_one_to_one(north, south):
    issue = make_issue(north)
    one = make_meeting()
    draft = TopicDraft(title=issue.title, issue_id=issue.pk)
    [topic] = services.ask(by=ACTOR, at=NOW, pk=one.pk, drafts=[draft])
    one = move_to(one, State.RUNNING)

    made = decide(one, topic_id=topic.pk, assisting_ids=[south.pk], standard="移交单")

    task = Task.objects.get()
    assert (task.issue, task.decision_key) == (issue, f"{one.number}-1")
    assert (task.words, task.unit, task.due_on) == ("外线通道未移交", north, LIMIT)
    assert made.task == task
    assert list(made.assisting.all()) == [south]


def test_a_decision_of_its_own_raises_an_issue_that_does_not_climb_before_its_limit(north):
    one = make_meeting(until=State.RUNNING)

    made = decide(one, matter="提出资金方案", lead_id=north.pk)

    issue = Issue.objects.get()
    assert (issue.source, issue.source_key) == ("meeting", f"{one.number}-1")
    assert (issue.lead, issue.due_on) == (north, LIMIT)
    assert made.task.issue == issue


def test_what_is_undone_takes_its_task_back_and_its_number_is_not_given_again(north):
    issue = make_issue(north)
    one = make_meeting()
    draft = TopicDraft(title=issue.title, issue_id=issue.pk)
    [topic] = services.ask(by=ACTOR, at=NOW, pk=one.pk, drafts=[draft])
    one = move_to(one, State.RUNNING)
    first = decide(one, topic_id=topic.pk)
    second = decide(one, matter="提出资金方案", lead_id=north.pk)

    services.undo(by=ACTOR, at=NOW, pk=one.pk, ids=[first.pk, second.pk])

    assert Task.objects.filter(decision_key=f"{one.number}-1").count() == 0
    assert Issue.objects.get(source="meeting").state == "withdrawn"
    assert decide(one, matter="再议", lead_id=north.pk).n == 3
    assert [line.decision.n for line in selectors.kept(one, TODAY).lines] == [3]


def test_nothing_is_undone_once_the_task_is_told_done_or_minutes_are_sent(north):
    issue = make_issue(north)
    one = make_meeting()
    draft = TopicDraft(title=issue.title, issue_id=issue.pk)
    [topic] = services.ask(by=ACTOR, at=NOW, pk=one.pk, drafts=[draft])
    one = move_to(one, State.HELD)
    made = decide(one, topic_id=topic.pk)
    told = TaskReport(task_id=made.task_id, words="已移交")
    issues.report_tasks(by=ACTOR, at=NOW, reports=[told])
    entries = Entry.objects.count()

    with pytest.raises(IssuesRefused):
        services.undo(by=ACTOR, at=NOW, pk=one.pk, ids=[made.pk])
    assert Decision.objects.get().undone_at is None
    assert Entry.objects.count() == entries
    one = move_to(one, State.SENT)
    with pytest.raises(MeetingsRefused):
        services.undo(by=ACTOR, at=NOW, pk=one.pk, ids=[made.pk])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"matter": " "}, "decision_without_matter"),
        ({"lead_id": None}, "decision_without_lead"),
        ({"due_on": TODAY - timedelta(days=1)}, "decision_due_before"),
        ({"topic_id": 999_999}, "topic_unknown"),
    ],
)
def test_a_decision_without_matter_lead_or_limit_is_refused_and_leaves_no_task(said, code, north):
    one = make_meeting(until=State.RUNNING)

    with pytest.raises(MeetingsRefused) as refused:
        decide(one, **{"matter": "提出方案", "lead_id": north.pk, **said})

    assert [fault.code for fault in refused.value.faults] == [code]
    assert not Task.objects.exists()
    assert not Decision.objects.exists()


def test_a_promise_of_a_speech_is_tracked_and_taken_back_with_it(north):
    one = make_meeting(until=State.RUNNING)
    said = StatementDraft(
        unit_id=north.pk, kind=Speech.PLEDGE, promise="年底前追平", due_on=LIMIT, person="李县长"
    )
    statement = services.speak(by=ACTOR, at=NOW, pk=one.pk, draft=said)

    found = selectors.kept(one, TODAY)
    assert (found.tally.decided, found.pledged.decided) == (0, 1)
    assert Task.objects.get().unit == north
    services.take_back(by=ACTOR, at=NOW, pk=one.pk, statement_id=statement.pk)
    assert selectors.statements(one) == []
    assert selectors.kept(one, TODAY).pledged.decided == 0


@pytest.mark.parametrize(
    ("closed_on", "on", "found"),
    [
        (None, date(2023, 10, 25), Fate.IN_TIME),
        (None, date(2023, 10, 26), Fate.LATE),
        (date(2023, 10, 27), date(2023, 10, 26), Fate.LATE),
        (date(2023, 10, 27), date(2023, 10, 27), Fate.CLOSED),
    ],
)
def test_the_limit_itself_is_in_time_and_a_past_day_is_told_as_it_was(closed_on, on, found):
    assert fate(closed_on=closed_on, due_on=date(2023, 10, 25), on=on) is found


def test_the_next_meeting_of_a_kind_opens_with_what_was_decided_and_done(north, office):
    one = make_meeting(until=State.RUNNING)
    done = decide(one, matter="办结的", lead_id=north.pk)
    decide(one, matter="按期的", lead_id=north.pk)
    decide(one, matter="超期的", lead_id=north.pk, due_on=TODAY)
    issues.report_tasks(by=ACTOR, at=NOW, reports=[TaskReport(task_id=done.task_id, words="已办")])
    issues.accept_tasks(by=ACTOR, at=NOW, ids=[done.task_id])
    move_to(one, State.SENT)
    tomorrow = TODAY + timedelta(days=1)
    make_meeting(kind=Kind.WEEKLY, held_on=tomorrow)
    following = make_meeting(held_on=tomorrow)

    kept = selectors.promises_kept(following, tomorrow)
    assert kept.tally == Tally(3, 1, 1, 1)
    assert [line.decision.matter for line in kept.late_lines] == ["超期的"]
    assert selectors.last_kept(office, tomorrow) == kept
    [late] = selectors.proposals(office, following, tomorrow).promises
    services.ask(
        by=ACTOR,
        at=NOW,
        pk=following.pk,
        drafts=[TopicDraft(title="超期的", promise_id=late.decision.pk)],
    )
    assert selectors.proposals(office, following, tomorrow).promises == []


def test_the_clerk_types_a_line_and_the_page_is_ready_for_the_next(north, south, office):
    one = make_meeting(until=State.RUNNING, held_on=date(2099, 1, 5))
    client, path = make_client(office), f"/meetings/{one.number}/minutes/"
    line = {"matter": "移交通道", "lead": "北县", "assisting": "南县、无此单位"}

    wrong = client.post(f"{path}decide/", line | {"due_on": "2099-01-31"})
    assert wrong.status_code == 422
    assert "无此单位" in text(wrong)
    line["assisting"] = "南县"
    fresh = client.post(
        f"{path}decide/", line | {"due_on": "2099-01-31"}, headers={"HX-Request": "true"}
    )
    assert "移交通道" in text(fresh)
    assert 'value="移交通道"' not in fresh.content.decode()
    undone = {"decision": Decision.objects.get().pk}
    assert "移交通道" not in text(client.post(f"{path}undo/", undone, follow=True))


def test_decisions_are_taken_away_as_a_workbook_as_they_stand(north, office):
    one = make_meeting(until=State.RUNNING)
    decide(one, matter="移交通道", lead_id=north.pk, amount_yuan=Decimal(120_000_000))

    answer = make_client(office).get(f"/meetings/{one.number}/minutes/export/")

    rows = list(openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    told = rows[-1]
    assert told[0] == f"{one.number}-1"
    assert told[2] == "北县"
    assert told[6] == 1.2
