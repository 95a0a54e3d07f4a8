"""Two at one issue: one wins, the other learns who did what; the clock does nothing twice."""

import pytest

from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.issues import IssueState
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssuesRefused, Run
from tests.coordination.issues.factories import MONDAY, draft, make_issue, make_town, move, on
from tests.identity.factories import ACTOR
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
