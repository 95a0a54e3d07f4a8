"""Putting projects up for a plan and choosing among them."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.delivery.plans import services
from ballast.delivery.plans.models import Declaration, PlanLine
from ballast.delivery.plans.rules import PlanClass, Purpose
from ballast.delivery.plans.services import (
    DeclarationDraft,
    DeclarationsClosed,
    PlanIsIssued,
    PlanRefused,
    ReasonMissing,
    WindowDraft,
)
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.identity.factories import make_unit, make_user
from tests.projects.factories import make_project

from .factories import BY, WAN, issue, make_line, moment

pytestmark = pytest.mark.django_db
IN_NOVEMBER = moment("2022-11-20 10:00")


@pytest.fixture
def district():
    return make_unit(name="北区")


@pytest.fixture
def clerk(district):
    return make_user(role=Role.DISTRICT, unit=district)


def draft(project, **said):
    return DeclarationDraft(
        **(
            {
                "project_id": project.pk,
                "plan_class": PlanClass.NEW_START,
                "planned_yuan": 300 * WAN,
                "goal": "完成桩基",
                "starts_on": date(2023, 3, 1),
                "finishes_on": date(2024, 12, 1),
            }
            | said
        )
    )


def declare(*drafts, by=BY, at=IN_NOVEMBER, year=2023):
    return services.declare(by=by, at=at, year=year, drafts=drafts)


def faults_of(act):
    with pytest.raises(PlanRefused) as refused:
        act()
    return [(fault.code, fault.project_id) for fault in refused.value.faults]


def test_a_unit_declares_its_project_and_may_amend_it_until_it_is_decided(clerk, district):
    project = make_project(unit=district)

    [first] = declare(draft(project), by=actor_of(clerk))
    declare(draft(project, planned_yuan=400 * WAN), by=actor_of(clerk))

    row = Declaration.objects.get()
    assert row.pk == first.pk
    assert (row.state, row.plan_class, row.planned_yuan) == ("DECLARED", "NEW_START", 400 * WAN)
    assert row.declared_by == district
    change = ChangedRow.objects.get(entry=Entry.objects.latest("pk"))
    assert change.fields == {"planned_yuan": ["3000000.00", "4000000.00"]}


def test_nobody_declares_what_they_do_not_see(clerk):
    stranger = make_project(unit=make_unit(name="南区"))

    assert faults_of(lambda: declare(draft(stranger), by=actor_of(clerk))) == [
        ("plan_project_unknown", stranger.pk)
    ]
    assert not Declaration.objects.exists()


def test_every_fault_of_every_project_is_named_at_once():
    undecided = make_project()
    gone = make_project()
    type(gone).objects.filter(pk=gone.pk).update(state="EXITED")

    assert faults_of(
        lambda: declare(
            draft(undecided, plan_class=None, finishes_on=date(2023, 1, 1)),
            draft(gone, planned_yuan=Decimal(-1)),
        )
    ) == [
        ("plan_class_missing", undecided.pk),
        ("plan_dates_backwards", undecided.pk),
        ("plan_amount_negative", gone.pk),
        ("plan_project_left", gone.pk),
    ]
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("role", [Role.PROJECT_OFFICER, Role.INSPECTOR, Role.CITY_LEADER, None])
def test_who_may_not_declare_declares_nothing(role, district):
    by = actor_of(make_user(role=role, unit=district if role else None))

    with pytest.raises(NotAllowed):
        declare(draft(make_project(unit=district)), by=by)


def test_units_declare_within_the_window_and_the_office_at_any_time(clerk, district):
    project = make_project(unit=district)
    window = WindowDraft(
        name="申报",
        first_day=date(2022, 12, 1),
        last_day=date(2022, 12, 30),
        purpose=Purpose.DECLARATION,
    )
    services.open_windows(by=BY, at=IN_NOVEMBER, year=2023, windows=[window])

    with pytest.raises(DeclarationsClosed):
        declare(draft(project), by=actor_of(clerk))
    assert not Declaration.objects.exists()
    declare(draft(project), by=actor_of(clerk), at=moment("2022-12-30 23:00"))
    office = make_user(role=Role.PROJECT_OFFICE)
    declare(draft(project, goal="主体封顶"), by=actor_of(office), at=moment("2023-01-05 09:00"))

    assert Declaration.objects.get().goal == "主体封顶"


def test_without_a_window_units_declare_from_october_on(clerk, district):
    project = make_project(unit=district)

    with pytest.raises(DeclarationsClosed):
        declare(draft(project), by=actor_of(clerk), at=moment("2022-09-30 23:59"))
    declare(draft(project), by=actor_of(clerk), at=moment("2022-10-01 00:00"))


def test_what_is_withdrawn_may_be_declared_again():
    project = make_project()
    declare(draft(project))

    services.withdraw(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])
    assert Declaration.objects.get().state == "WITHDRAWN"
    assert faults_of(
        lambda: services.select(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])
    ) == [("declaration_decided", project.pk)]
    declare(draft(project))

    assert Declaration.objects.get().state == "DECLARED"


def test_selecting_makes_a_draft_line_and_keeps_the_opinion():
    project = make_project()
    declare(draft(project))

    services.select(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk], opinion="条件成熟")

    row = Declaration.objects.get()
    assert (row.state, row.opinion, row.decided_by) == ("SELECTED", "条件成熟", "重点办")
    line = PlanLine.objects.get()
    assert (line.plan_class, line.planned_yuan, line.goal) == ("NEW_START", 300 * WAN, "完成桩基")
    assert (line.valid_from, line.valid_until) == (date(2023, 1, 1), None)
    assert faults_of(lambda: declare(draft(project))) == [("declaration_decided", project.pk)]


def test_leaving_out_needs_an_opinion_and_takes_the_draft_line_away():
    project = make_project()
    declare(draft(project))
    services.select(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])

    def leave_out(opinion):
        services.leave_out(
            by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk], opinion=opinion
        )

    with pytest.raises(ReasonMissing):
        leave_out("  ")
    assert PlanLine.objects.exists()
    leave_out("用地未落实")

    assert Declaration.objects.get().state == "LEFT_OUT"
    assert not PlanLine.objects.exists()


def test_a_unit_chooses_nothing(clerk, district):
    project = make_project(unit=district)
    declare(draft(project))

    with pytest.raises(NotAllowed):
        services.select(by=actor_of(clerk), at=IN_NOVEMBER, year=2023, project_ids=[project.pk])
    assert not PlanLine.objects.exists()


def test_after_the_issue_nothing_is_declared_or_chosen():
    make_line()
    project = make_project()
    declare(draft(project))
    issue()

    with pytest.raises(PlanIsIssued):
        declare(draft(make_project()))
    with pytest.raises(PlanIsIssued):
        services.select(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])
    with pytest.raises(PlanIsIssued):
        services.withdraw(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])
    assert Declaration.objects.get().state == "DECLARED"


def test_issuing_marks_the_chosen_declarations_as_issued():
    project = make_project()
    declare(draft(project))
    services.select(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])

    issue()

    assert Declaration.objects.get().state == "ISSUED"


def test_a_year_split_by_month_reaches_the_plan_line_and_its_twelve_make_the_year():
    project = make_project()
    months = [Decimal(25) * WAN] * 12

    with pytest.raises(PlanRefused) as refused:
        declare(draft(project, monthly_yuan=months[:11]))
    assert [one.code for one in refused.value.faults] == ["plan_split_wrong"]
    assert not Declaration.objects.exists()

    declare(draft(project, monthly_yuan=months))
    services.select(by=BY, at=IN_NOVEMBER, year=2023, project_ids=[project.pk])

    assert PlanLine.objects.get(project=project).monthly_yuan == months
