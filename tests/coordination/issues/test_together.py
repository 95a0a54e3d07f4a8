"""Two at one issue: one wins, the other learns who did what; the clock does nothing twice."""

import pytest
from django.utils.timezone import localtime

from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.issues import IssueState
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssuesRefused, Run
from tests.coordination.issues.factories import MONDAY, draft, make_issue, make_town, move, on
from tests.identity.factories import ACTOR, make_client
from tests.support.connections import Beside, under_way, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_act_at_once_one_is_told_what_the_other_did():
    town = make_town()
    issue = make_issue(town)

    def accept():
        services.accept(by=town.by("district"), at=MONDAY, moves=move(issue, seen=1))

    def withdraw():
        services.withdraw(by=town.by("company"), at=MONDAY, moves=move(issue, seen=1))

    with under_way(accept):
        beside = Beside(withdraw)
        assert waits_for_a_lock()
    with pytest.raises(IssuesRefused) as refusal:
        beside.result()

    (fault,) = refusal.value.faults
    assert (fault.code, fault.params["act"], fault.params["by"], fault.params["at"]) == (
        "issue_moved_meanwhile",
        "accept",
        "district",
        "2024-06-03 09:30",
    )
    assert Issue.objects.get().state == IssueState.ACCEPTED


def test_on_the_page_the_second_of_two_reads_what_was_done_by_whom_and_keeps_what_was_typed():
    town = make_town()
    issue = make_issue(town)
    page = f"/issues/{issue.number}/act/"
    first, second = make_client(town.people["district"]), make_client(town.people["company"])

    def accept():
        return first.post(page, {"act": "accept", "seen": issue.version})

    def withdraw():
        said = {"act": "withdraw", "seen": issue.version, "words": "我司已自行解决，外线绕行"}
        return second.post(page, said)

    with under_way(accept):
        beside = Beside(withdraw)
        assert waits_for_a_lock()
    answer = beside.result()

    words = answer.content.decode()
    at = f"{localtime(IssueStep.objects.get(act='accept').at):%Y-%m-%d %H:%M}"
    assert answer.status_code == 422
    assert f"{issue.number}：district已先处理（{at}，受理），请看过后再办。" in words
    assert "我司已自行解决，外线绕行" in words
    assert Issue.objects.get().state == IssueState.ACCEPTED


def test_two_runs_at_once_and_a_solution_between_escalate_once_or_not_at_all():
    town = make_town()
    late, solved = make_issue(town), make_issue(town)

    def run():
        return services.run_clocks(at=on("2024-06-12"))

    def withdraw():
        services.withdraw(by=ACTOR, at=on("2024-06-12"), moves=move(solved))

    with under_way(withdraw):
        first = Beside(run)
        assert waits_for_a_lock()
        second = Beside(run)
    runs = [first.result(), second.result()]

    assert sorted(one.escalated for one in runs) == [0, 1]
    climbed = IssueStep.objects.filter(act="escalate").values_list("issue", flat=True)
    assert list(climbed) == [late.pk]
    assert run() == Run()


def test_what_is_raised_at_once_gets_numbers_of_its_own():
    town = make_town()

    def raised():
        return services.raise_issues(by=ACTOR, at=MONDAY, issues=[draft(town)] * 2)

    with under_way(raised):
        beside = Beside(raised)
        assert waits_for_a_lock()
    beside.result()
    numbers = sorted(Issue.objects.values_list("number", flat=True))
    assert numbers == ["W2024-0001", "W2024-0002", "W2024-0003", "W2024-0004"]
