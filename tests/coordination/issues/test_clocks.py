"""The clocks' run: what runs out climbs once, is reminded once, and is never lost."""

from datetime import date, timedelta

import pytest

from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.issues import IssueState, PauseReason
from ballast.dispatch.coordination.rules.levels import RULE_13710, STANDARD
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssuesRefused, Run
from ballast.platform.audit.models import Entry
from ballast.platform.codelists.services import DeclaredDay, declare_workdays
from ballast.platform.notices.models import Notice
from tests.coordination.issues.factories import (
    MONDAY,
    make_issue,
    make_solved,
    make_town,
    move,
    on,
)
from tests.identity.factories import ACTOR
from tests.support import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def run(day):
    return services.run_clocks(at=on(day))


def test_what_runs_out_goes_to_the_department_the_day_after_and_only_once(town):
    issue = make_issue(town)
    assert run("2024-06-11") == Run(reminded=1)  # the last day in time
    assert run("2024-06-12") == Run(escalated=1)
    assert run("2024-06-12") == Run()

    issue.refresh_from_db()
    assert (issue.level, issue.lead, issue.level_since, issue.due_on) == (
        2,
        town.units["department"],
        date(2024, 6, 12),
        date(2024, 6, 19),
    )
    assert list(issue.assisting.all()) == [town.units["district"]]


def test_at_the_second_level_only_a_petition_is_asked_for_and_only_once(town):
    issue = make_issue(town)
    run("2024-06-12")
    assert run("2024-06-20") == Run(petitions=1)
    assert run("2024-06-21") == Run()

    issue.refresh_from_db()
    assert (issue.level, issue.petition_asked_on) == (2, date(2024, 6, 20))
    assert Entry.objects.filter(code="coordination.petitions_asked").count() == 1


def test_time_given_after_a_petition_was_asked_for_that_passes_too_asks_anew(town):
    issue = make_issue(town)
    run("2024-06-12")
    run("2024-06-20")
    given = date(2024, 6, 26)
    Issue.objects.filter(pk=issue.pk).update(extended_to=given, due_on=given)

    assert [run(f"2024-06-{day}").petitions for day in (26, 27, 28)] == [0, 1, 0]


def test_who_leads_is_reminded_once_two_working_days_before_the_limit(town):
    make_issue(town)
    told = [run(day).reminded for day in ("2024-06-05", "2024-06-06", "2024-06-07")]

    assert told == [0, 1, 0]  # on Thursday: Friday and, after the holiday, Tuesday are left
    jobs.run_all()
    assert Notice.objects.filter(kind="issue_due_soon").count() == 1


def test_a_raiser_silent_for_three_working_days_leaves_it_to_the_office(town):
    issue = make_solved(town)  # on Monday
    assert run("2024-06-06").left_to_office == 0
    assert run("2024-06-07").left_to_office == 1
    assert run("2024-06-11").left_to_office == 0

    issue.refresh_from_db()
    assert (issue.state, issue.desk, issue.level) == (IssueState.SOLVED, "silent", 1)


def test_a_pause_whose_end_has_come_lets_the_clock_run_on(town):
    issue = make_issue(town)
    lead = town.by("district")
    services.accept(by=lead, at=MONDAY, moves=move(issue))
    services.pause(
        by=lead,
        at=on("2024-06-04"),
        moves=move(issue),
        until_on=date(2024, 6, 6),
        reason=PauseReason.WEATHER,
    )
    assert run("2024-06-12") == Run(pauses_ended=1, reminded=1)  # missed for days
    issue.refresh_from_db()
    assert issue.due_on == date(2024, 6, 13)
    assert issue.pauses.get().ended_on == date(2024, 6, 6)


def test_a_holiday_declared_later_moves_the_limit(town):

    issue = make_issue(town)
    extra = DeclaredDay(day=date(2024, 6, 7), is_workday=False, name_zh="停工", source="市府办")
    declare_workdays(by=ACTOR, at=MONDAY, days=[extra])
    assert run("2024-06-05") == Run(redated=1)
    issue.refresh_from_db()
    assert issue.due_on == date(2024, 6, 12)
    assert IssueStep.objects.filter(issue=issue, act="redate").count() == 1


def test_a_weekend_made_up_for_later_brings_the_limit_nearer(town):
    issue = make_issue(town)
    extra = DeclaredDay(day=date(2024, 6, 8), is_workday=True, name_zh="调休", source="国办")
    declare_workdays(by=ACTOR, at=MONDAY, days=[extra])
    assert run("2024-06-05").redated == 1
    issue.refresh_from_db()
    assert issue.due_on == date(2024, 6, 8)
    assert [run(day).escalated for day in ("2024-06-08", "2024-06-09")] == [0, 1]


def test_a_limit_over_the_years_end_and_beyond_what_is_published_follows_the_week(town):
    issue = make_issue(town, at=on("2024-12-27"))
    assert issue.due_on == date(2025, 1, 3)
    assert [run(day).escalated for day in ("2025-01-03", "2025-01-04")] == [0, 1]
    issue.refresh_from_db()
    assert (issue.level, issue.due_on) == (2, date(2025, 1, 10))


def test_a_run_that_is_killed_leaves_nothing_half_done_and_the_next_one_finishes(town, monkeypatch):
    first, second = make_issue(town), make_solved(town)
    before = (Entry.objects.count(), IssueStep.objects.count())

    class Killed(BaseException):
        pass

    def die(*_args, **_said):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("ballast.dispatch.coordination.services.issues.clocks._leave_to_office", die)
        with pytest.raises(Killed):
            run("2024-06-12")

    first.refresh_from_db()
    assert (first.level, Entry.objects.count(), IssueStep.objects.count()) == (1, *before)
    assert run("2024-06-12") == Run(escalated=1, left_to_office=1)
    assert Issue.objects.get(pk=second.pk).desk == "silent"


def test_a_new_ladder_leaves_alone_what_runs(town):
    running = make_issue(town)
    services.set_ladder(
        by=ACTOR,
        at=on("2024-06-04"),
        ladder=RULE_13710,
        valid_from=date(2024, 6, 4),
        reason="市政府常务会议",
    )
    later = make_issue(town, at=on("2024-06-04"))

    assert run("2024-06-05").redated == 0
    running.refresh_from_db()
    assert running.due_on == date(2024, 6, 11)
    assert (later.accept_by, later.due_on) == (date(2024, 6, 5), date(2024, 6, 14))


def test_a_ladder_is_not_set_for_days_that_have_passed():
    with pytest.raises(IssuesRefused) as refusal:
        services.set_ladder(
            by=ACTOR,
            at=MONDAY,
            ladder=STANDARD,
            valid_from=MONDAY.date() - timedelta(days=1),
            reason="",
        )
    assert [one.code for one in refusal.value.faults] == [
        "issue_without_reason",
        "ladder_backdated",
    ]
