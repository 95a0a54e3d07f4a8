"""Issues from raised to closed: who may do what when, and what each step leaves behind."""

from datetime import date

import pytest

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Issue, IssueStep, Pause
from ballast.dispatch.coordination.rules.issues import Decision, IssueState, PauseReason, Source
from ballast.dispatch.coordination.selectors import issue_desk
from ballast.dispatch.coordination.selectors.issue_desk import Waits
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssueMove
from ballast.platform.audit.models import Entry
from ballast.platform.notices.models import Notice
from tests.coordination.issues.factories import (
    MONDAY,
    draft,
    draft_task,
    make_issue,
    make_solved,
    make_town,
    move,
    on,
    photo,
)
from tests.identity.factories import ACTOR
from tests.support import jobs
from tests.support.refusing import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def refused(act):
    return [(one.code, dict(one.params)) for one in faults_of(act, IssueStep)]


def test_an_issue_is_raised_accepted_solved_and_closed_by_the_raisers_word(town):
    issue = make_issue(town, by=town.by("company"))
    assert (issue.number, issue.state, issue.level) == ("W2024-0001", IssueState.RAISED, 1)
    assert (issue.accept_by, issue.due_on) == (date(2024, 6, 5), date(2024, 6, 11))

    lead, raiser = town.by("district"), town.by("company")
    services.accept(by=lead, at=MONDAY, moves=move(issue))
    services.take_in_hand(by=lead, at=MONDAY, moves=move(issue))
    services.report_solved(
        by=lead, at=on("2024-06-06"), moves=move(issue), uploads={issue.pk: [photo()]}
    )
    (closed,) = services.confirm(by=raiser, at=on("2024-06-07"), moves=move(issue))

    assert closed.state == IssueState.CLOSED
    assert (closed.solved_at, closed.closed_at) == (on("2024-06-06"), on("2024-06-07"))
    acts = [one.act for one in IssueStep.objects.filter(issue=issue).order_by("pk")]
    assert acts == ["raise", "accept", "take_in_hand", "solve", "confirm"]


def test_only_the_lead_accepts_and_only_the_raiser_confirms(town):
    issue = make_issue(town)
    told = {"number": issue.number}

    for name in ("company", "office"):
        by = town.by(name)
        assert refused(lambda by=by: services.accept(by=by, at=MONDAY, moves=move(issue))) == [
            ("issue_not_yours", told)
        ]
    solved = make_solved(town)
    assert refused(
        lambda: services.confirm(by=town.by("district"), at=MONDAY, moves=move(solved))
    ) == [("issue_not_yours", {"number": solved.number})]


def test_a_unit_that_has_nothing_to_do_with_it_does_not_learn_that_it_exists(town):
    issue = make_issue(town)

    assert refused(lambda: services.accept(by=town.by("other"), at=MONDAY, moves=move(issue))) == [
        ("issue_unknown", {})
    ]


def test_what_was_done_meanwhile_is_told_with_who_and_when(town):
    issue = make_issue(town)
    lead = town.by("district")
    services.accept(by=lead, at=MONDAY, moves=move(issue))

    ((code, told),) = refused(
        lambda: services.send_back(by=lead, at=MONDAY, moves=move(issue, seen=issue.version))
    )
    assert code == "issue_moved_meanwhile"
    assert (told["number"], told["act"], told["by"]) == (issue.number, "accept", "district")
    assert told["at"] == "2024-06-03 09:30"


def test_solved_needs_something_that_proves_it(town):
    issue = make_issue(town)
    lead = town.by("district")
    services.accept(by=lead, at=MONDAY, moves=move(issue))

    assert refused(lambda: services.report_solved(by=lead, at=MONDAY, moves=move(issue))) == [
        ("issue_without_evidence", {"number": issue.number})
    ]


def test_refused_twice_the_office_decides(town):
    issue = make_solved(town)
    lead, raiser = town.by("district"), town.by("company")
    services.refuse_solution(by=raiser, at=MONDAY, moves=move(issue))
    services.report_solved(by=lead, at=MONDAY, moves=move(issue))
    (issue,) = services.refuse_solution(by=raiser, at=MONDAY, moves=move(issue))

    assert (issue.state, issue.refused, issue.desk) == (IssueState.IN_HAND, 2, "refused")
    assert issue_desk.waiting(town.people["office"], MONDAY.date(), Waits.DECIDE) == 1
    (issue,) = services.decide(
        by=town.by("office"), at=MONDAY, moves=move(issue), decision=Decision.CLOSE
    )
    assert (issue.state, issue.desk) == (IssueState.CLOSED, "")


def test_the_days_the_raiser_took_to_refuse_are_not_the_leads(town):
    issue = make_solved(town)
    (issue,) = services.refuse_solution(
        by=town.by("company"), at=on("2024-06-06"), moves=move(issue)
    )

    # 5 working days after Monday the 3rd, without Tuesday and Wednesday; Monday is a holiday
    assert issue.due_on == date(2024, 6, 13)


def test_a_pause_moves_the_limit_and_gives_back_what_it_did_not_use(town):
    issue = make_issue(town)
    lead = town.by("district")
    services.accept(by=lead, at=MONDAY, moves=move(issue))
    until = date(2024, 6, 17)
    (issue,) = services.pause(
        by=lead,
        at=on("2024-06-04"),
        moves=move(issue),
        until_on=until,
        reason=PauseReason.HIGHER_AUTHORITY,
    )
    assert issue.due_on == date(2024, 6, 21)
    (issue,) = services.end_pause(by=lead, at=on("2024-06-05"), moves=move(issue))
    assert issue.due_on == date(2024, 6, 12)
    assert Pause.objects.get().ended_on == date(2024, 6, 5)


def test_a_handover_by_consent_waits_for_the_other_unit(town):
    issue = make_issue(town)
    other = town.units["other"]
    services.offer(by=town.by("district"), at=MONDAY, moves=move(issue), to=other.pk)
    issue.refresh_from_db()
    assert issue.lead == town.units["district"]
    (issue,) = services.hand_over(by=town.by("other"), at=on("2024-06-05"), moves=move(issue))

    assert (issue.lead, issue.state) == (other, IssueState.RAISED)
    assert issue.due_on == date(2024, 6, 11)  # the clock of the level runs on
    assert list(issue.assisting.all()) == [town.units["district"]]

    district = town.units["district"]
    (issue,) = services.hand_over(
        by=town.by("office"), at=on("2024-06-05"), moves=move(issue), to=district.pk
    )
    assert list(issue.assisting.all()) == [other]


def test_the_office_does_not_consent_for_the_unit_that_is_asked(town):
    issue, other = make_issue(town), town.units["other"]
    services.offer(by=town.by("district"), at=MONDAY, moves=move(issue), to=other.pk)

    assert refused(
        lambda: services.hand_over(by=town.by("office"), at=MONDAY, moves=move(issue))
    ) == [("issue_not_yours", {"number": issue.number})]


def test_only_the_office_orders_a_handover(town):
    issue, other = make_issue(town), town.units["other"].pk
    lead, office = town.by("district"), town.by("office")

    assert refused(lambda: services.hand_over(by=lead, at=MONDAY, moves=move(issue), to=other)) == [
        ("issue_not_yours", {"number": issue.number})
    ]
    (issue,) = services.hand_over(by=office, at=MONDAY, moves=move(issue), to=other)
    assert issue.lead_id == other


def test_on_request_the_second_level_comes_at_once_and_the_third_asks_for_a_petition(town):
    issue = make_issue(town)
    lead = town.by("district")
    (issue,) = services.escalate(by=lead, at=on("2024-06-05"), moves=move(issue))
    assert (issue.level, issue.lead, issue.level_since) == (
        2,
        town.units["department"],
        date(2024, 6, 5),
    )
    (issue,) = services.escalate(by=town.by("company"), at=on("2024-06-06"), moves=move(issue))
    assert (issue.level, issue.petition_asked_on) == (2, date(2024, 6, 6))
    entry = Entry.objects.get(code="coordination.petitions_asked")
    assert entry.payload == {"subject": issue.number, "issues": [issue.number], "by_time": False}

    for _ in range(2):  # signed; told twice
        services.raise_to_headquarters(by=ACTOR, at=on("2024-06-07"), numbers=[issue.number])
    issue.refresh_from_db()
    assert (issue.level, issue.level_since, issue.petition_asked_on) == (3, date(2024, 6, 7), None)
    assert Entry.objects.filter(code="coordination.issues_escalated").count() == 2


def test_merged_issues_leave_their_projects_tasks_and_the_tightest_limit(town):
    first, second = make_issue(town), make_issue(town, at=on("2024-06-05"))
    (task,) = services.assign_tasks(
        by=town.by("district"), at=MONDAY, tasks=[draft_task(town, first)]
    )
    (merged, kept) = services.merge(
        by=town.by("office"), at=on("2024-06-05"), moves=move(first), into=second.pk
    )

    assert (merged.state, merged.merged_into) == (IssueState.MERGED, kept)
    assert (kept.state, kept.due_on) == (IssueState.RAISED, date(2024, 6, 11))
    assert kept.tasks.get() == task


def test_a_split_begins_no_clock_anew(town):
    issue = make_issue(town)
    parts = [draft(town, title="征拆"), draft(town, title="迁改")]
    rows = services.split(
        by=town.by("district"),
        at=on("2024-06-06"),
        move=IssueMove(issue_id=issue.pk, words="两件事"),
        parts=parts,
    )
    assert [(one.due_on, one.split_from_id) for one in rows] == [(issue.due_on, issue.pk)] * 2


def test_what_came_of_one_warning_is_raised_once_while_it_is_open(town):
    said = {"source": Source.WARNING, "source_key": "warning:YC-000012:progress"}
    issue = make_issue(town, **said)

    assert refused(lambda: make_issue(town, **said)) == [
        ("issue_raised_already", {"number": issue.number})
    ]
    services.withdraw(by=ACTOR, at=MONDAY, moves=move(issue))
    assert make_issue(town, **said).number == "W2024-0002"
    assert Issue.objects.count() == 2


def test_an_offer_to_the_wrong_unit_is_taken_back_and_that_unit_is_told(town):
    lead, other = town.by("district"), town.units["other"]
    pair = [make_issue(town), make_issue(town)]
    moves = [one for issue in pair for one in move(issue)]
    services.offer(by=lead, at=MONDAY, moves=moves, to=other.pk)
    entries = Entry.objects.count()

    rows = services.take_offer_back(by=lead, at=MONDAY, moves=moves)

    assert [(row.lead_id, row.offered_to_id) for row in rows] == [
        (town.units["district"].pk, None)
    ] * 2
    assert Entry.objects.count() == entries + 1
    assert not selectors.issues(town.people["other"], MONDAY.date()).exists()
    jobs.run_all()
    told = Notice.objects.filter(user=town.people["other"], kind="offer_taken_back")
    assert {one.params["number"] for one in told} == {row.number for row in rows}
    assert selectors.strayed() == {}


def test_an_offer_is_taken_back_with_a_reason_by_its_lead_and_only_until_it_is_answered(town):
    issue = make_issue(town)

    def codes(by="district", words="误选单位"):
        moves = move(issue, words=words)
        by = town.by(by)
        return [
            code
            for code, _ in refused(lambda: services.take_offer_back(by=by, at=MONDAY, moves=moves))
        ]

    assert codes() == ["issue_moved_meanwhile"]
    to = town.units["other"].pk
    services.offer(by=town.by("district"), at=MONDAY, moves=move(issue), to=to)
    for by in ("other", "office", "company"):
        assert codes(by=by) == ["issue_not_yours"]
    assert codes(words=" ") == ["issue_without_reason"]
    services.decline(by=town.by("other"), at=MONDAY, moves=move(issue))
    assert codes() == ["issue_moved_meanwhile"]
