"""What December carries into the next year's declarations."""

from datetime import date

import pytest

from ballast.delivery.plans import services
from ballast.delivery.plans.models import Declaration
from ballast.delivery.plans.rules import PlanClass
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodClosed
from ballast.projects.models import StepRecord
from tests.identity.factories import make_user
from tests.projects.factories import make_project

from .factories import BY, adjust, close, exited, issue, make_line, moment, move, open_june

pytestmark = pytest.mark.django_db
IN_DECEMBER = moment("2023-12-20 10:00")


def roll_over(**changed):
    return services.roll_over(**({"by": BY, "at": IN_DECEMBER, "year": 2023} | changed))


def dated(starts=None, finishes=None, *, started=None, finished=None):
    """A project of the plan with the dates of its register."""
    project = make_project()
    for code, planned, actual in (
        ("ground_breaking", starts, started),
        ("commissioning", finishes, finished),
    ):
        if planned or actual:
            StepRecord.objects.create(
                project=project, code=code, planned_on=planned, actual_on=actual
            )
    return make_line(project)


def rolled(project):
    row = Declaration.objects.get(project=project, year=2024)
    return row.state, row.plan_class, row.starts_on, row.finishes_on, row.rolled_from


def test_works_under_way_go_on_with_the_class_their_dates_give_them():
    goes_on = dated(started=date(2023, 3, 1), finishes=date(2025, 6, 1))
    due = dated(started=date(2023, 3, 1), finishes=date(2024, 6, 1))
    late = dated(started=date(2022, 3, 1), finishes=date(2023, 11, 1))
    unstarted = dated(starts=date(2023, 10, 1), finishes=date(2025, 6, 1))
    later = dated(starts=date(2025, 3, 1))
    finished = dated(started=date(2022, 3, 1), finished=date(2023, 12, 1))

    roll_over()

    assert rolled(goes_on) == (
        *("DECLARED", "CARRY_OVER", date(2023, 3, 1)),
        *(date(2025, 6, 1), 2023),
    )
    assert rolled(due)[1] == "DUE_FINISH"
    assert rolled(late)[1] == "DUE_FINISH"
    assert rolled(unstarted)[1] == "NEW_START"
    assert rolled(later)[1] == "PREPARATORY"
    assert not Declaration.objects.filter(project=finished).exists()


def test_without_dates_works_under_way_keep_their_class_and_others_have_none():
    classes = {plan_class: make_line(plan_class=plan_class) for plan_class in PlanClass}

    roll_over()

    assert {plan_class: rolled(project)[1] for plan_class, project in classes.items()} == {
        PlanClass.NEW_START: "",
        PlanClass.CARRY_OVER: "CARRY_OVER",
        PlanClass.DUE_FINISH: "DUE_FINISH",
        PlanClass.PREPARATORY: "",
    }


def test_doing_it_again_doubles_nothing_and_touches_nothing():
    first = make_line()
    roll_over()
    Declaration.objects.update(goal="主体封顶")
    second = make_line()

    assert [row.project_id for row in roll_over()] == [second.pk]
    assert roll_over() == []
    assert Declaration.objects.get(project=first).goal == "主体封顶"
    assert Entry.objects.filter(code="plans.rolled_over").count() == 2


def test_who_left_the_plan_or_the_register_is_not_carried():
    left, gone, stays = make_line(), make_line(), make_line()
    issue()
    open_june()
    adjust(exited(left))
    type(gone).objects.filter(pk=gone.pk).update(state="EXITED")

    assert [row.project_id for row in roll_over()] == [stays.pk]


def test_while_december_closes_it_may_still_be_done_and_no_longer_once_closed():
    make_line()
    move("2023-12", State.CLOSING)
    assert len(roll_over()) == 1


def test_a_closed_december_carries_nothing_any_more():
    make_line()
    close("2023-12")

    with pytest.raises(PeriodClosed):
        roll_over()
    assert not Declaration.objects.exists()


def test_nobody_but_the_office_carries_a_plan_over():
    make_line()

    with pytest.raises(NotAllowed):
        roll_over(by=actor_of(make_user(role=Role.DISTRICT)))
