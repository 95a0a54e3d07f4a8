"""What an issue freezes, and what it refuses."""

from datetime import date

import pytest

from ballast.delivery.plans import services
from ballast.delivery.plans.models import Declaration, PlanLine, PlanYear
from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.plans.services import DayWrong, PlanEmpty, PlanIsIssued, PlanRefused
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.services import PeriodClosed
from tests.identity.factories import make_user
from tests.projects.factories import make_project

from .factories import AT, BY, WAN, close, issue, make_line

pytestmark = pytest.mark.django_db


def planned(project, starts_on=None, finishes_on=None):
    """The dates of a project, as declared."""
    Declaration.objects.create(
        project=project,
        year=2023,
        state="SELECTED",
        starts_on=starts_on,
        finishes_on=finishes_on,
        declared_at=AT,
    )
    return project


def frozen(project):
    line = PlanLine.objects.get(project=project)
    return line.plan_class, line.notes


@pytest.mark.parametrize(
    ("starts_on", "finishes_on", "plan_class", "notes"),
    [
        (date(2023, 1, 1), date(2024, 6, 1), "NEW_START", []),
        (date(2023, 12, 31), None, "NEW_START", []),
        (date(2023, 4, 1), date(2023, 12, 31), "NEW_START", ["START_AND_FINISH"]),
        (date(2024, 1, 1), date(2025, 1, 1), "PREPARATORY", []),
    ],
)
def test_the_class_is_fixed_by_the_dates_whatever_was_said(
    starts_on, finishes_on, plan_class, notes
):
    project = make_line(planned(make_project(), starts_on, finishes_on))

    issue()

    assert frozen(project) == (plan_class, notes)


def test_a_planned_start_of_an_earlier_year_counts_as_this_years():
    project = make_line(planned(make_project(), date(2022, 10, 1), date(2024, 6, 1)))

    issue()

    assert frozen(project) == ("NEW_START", ["START_CARRIED"])


def test_without_dates_the_declared_class_stands_and_is_marked():
    project = make_line(plan_class=PlanClass.DUE_FINISH)

    issue()

    assert frozen(project) == ("DUE_FINISH", ["CLASS_AS_DECLARED"])


def test_the_freeze_stays_when_dates_change_later():
    project = make_line(planned(make_project(), date(2023, 3, 1), date(2024, 6, 1)))
    issue()

    Declaration.objects.update(starts_on=date(2025, 1, 1))

    assert frozen(project) == ("NEW_START", [])


def test_an_issue_says_when_by_whom_and_by_which_paper():
    make_line(wan=100)
    make_line(wan=250)

    issue(paper="临政发〔2023〕3号")

    year = PlanYear.objects.get()
    assert (year.issued_on, year.issued_by, year.paper) == (
        date(2023, 2, 20),
        "重点办",
        "临政发〔2023〕3号",
    )
    assert year.scheme_version == "2026.1"
    entry = Entry.objects.get(code="plans.issued")
    assert entry.subject == "2023"
    assert entry.payload["lines"] == 2
    assert entry.payload["planned_yuan"] == "3500000.00"


def test_every_fault_is_named_and_nothing_is_issued():
    no_class = make_line(plan_class=None)
    no_amount = make_line(wan=None)
    split = make_line(wan=12, monthly=[1] * 11 + [2])
    gone = make_line()
    type(gone).objects.filter(pk=gone.pk).update(state="EXITED")
    make_line(plan_class=PlanClass.PREPARATORY, wan=None)

    with pytest.raises(PlanRefused) as refused:
        issue()

    assert [(fault.code, fault.params["name"]) for fault in refused.value.faults] == [
        ("plan_class_missing", no_class.name),
        ("plan_amount_missing", no_amount.name),
        ("plan_split_wrong", split.name),
        ("plan_project_left", gone.name),
    ]
    assert not PlanYear.objects.filter(issued_on__isnull=False).exists()
    assert all(line.notes == [] for line in PlanLine.objects.all())
    assert not Entry.objects.filter(code="plans.issued").exists()


def test_an_empty_plan_and_one_of_tomorrow_are_not_issued():
    with pytest.raises(PlanEmpty):
        issue()
    make_line()
    with pytest.raises(DayWrong):
        issue(on=date(2023, 2, 21))
    assert not PlanYear.objects.filter(issued_on__isnull=False).exists()


def test_a_plan_is_issued_once_and_its_lines_are_put_no_more():
    project = make_line()
    issue()

    with pytest.raises(PlanIsIssued):
        issue()
    with pytest.raises(PlanIsIssued):
        make_line()
    with pytest.raises(PlanIsIssued):
        services.put(year=2023, lines=[services.Line(project_id=project.pk, planned_yuan=WAN)])
    assert PlanLine.objects.get().planned_yuan == 100 * WAN


def test_lines_that_say_nothing_new_are_welcome_after_the_issue():
    project = make_line()
    issue()

    line = services.Line(project_id=project.pk, planned_yuan=100 * WAN)
    assert services.put(year=2023, lines=[line]) == {}


def test_the_draft_that_counted_in_a_closed_month_holds_its_lines():
    project = make_line(planned(make_project(), date(2023, 5, 1)))
    close("2023-01~02")

    with pytest.raises(PeriodClosed):
        make_line()
    with pytest.raises(PeriodClosed):
        issue()
    assert frozen(project) == ("CARRY_OVER", [])


def test_an_issue_that_changes_no_class_may_come_after_a_close():
    project = make_line(planned(make_project(), date(2023, 5, 1)), plan_class=PlanClass.NEW_START)
    undated = make_line()
    close("2023-01~02")

    issue()

    assert frozen(project) == ("NEW_START", [])
    assert frozen(undated) == ("CARRY_OVER", ["CLASS_AS_DECLARED"])


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.OWNER, Role.CITY_LEADER, None])
def test_nobody_but_the_office_issues(role):
    make_line()

    with pytest.raises(NotAllowed):
        issue(by=actor_of(make_user(role=role)))
    issue(by=actor_of(make_user(role=Role.PROJECT_OFFICE, name="王处长")))

    assert PlanYear.objects.get().issued_by == "王处长"
    assert BY.label != "王处长"
