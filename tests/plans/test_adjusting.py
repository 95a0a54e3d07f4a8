"""An issued plan changes only by adjustment; the original stays beside what holds."""

from datetime import date

import pytest

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.models import Adjustment, AdjustmentItem, PlanLine
from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.plans.services import (
    DayWrong,
    NothingToUndo,
    OutsideWindow,
    Paper,
    PlanNotIssued,
    PlanRefused,
    ReasonMissing,
)
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodClosed
from tests.identity.factories import make_user
from tests.projects.factories import make_project

from .factories import (
    AT,
    BY,
    IN_JUNE,
    WAN,
    added,
    adjust,
    close,
    exited,
    issue,
    lines,
    make_line,
    move,
    open_june,
    reclassed,
    repriced,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    """A project of 1 million in the issued plan of 2023, which may be adjusted in June."""
    project = make_line()
    issue()
    open_june()
    return project


def undo(reason="录入有误"):
    services.undo_adjustment(by=BY, at=IN_JUNE, year=2023, reason=reason)


def codes(act):
    with pytest.raises(PlanRefused) as refused:
        act()
    return [fault.code for fault in refused.value.faults]


def test_an_amount_changes_from_a_day_on_and_the_original_stays(project):
    adjust(repriced(project, 80))

    assert lines(project) == [
        ("01-01", "06-15", "CARRY_OVER", 100, None),
        ("06-15", "", "CARRY_OVER", 80, 1),
    ]
    assert selectors.originals(2023).get().planned_yuan == 100 * WAN
    assert selectors.lines_at(2023, date(2023, 6, 14)).get().planned_yuan == 100 * WAN
    assert selectors.lines_at(2023, date(2023, 6, 15)).get().planned_yuan == 80 * WAN


def test_projects_join_and_leave_by_one_paper(project):
    newcomer = make_project()

    adjust(added(newcomer), exited(project))

    assert lines(newcomer) == [("06-15", "", "NEW_START", 50, 1)]
    assert lines(project) == [("01-01", "06-15", "CARRY_OVER", 100, None)]
    assert list(
        AdjustmentItem.objects.order_by("pk").values_list("kind", "old_yuan", "new_yuan")
    ) == [("ADDED", None, 50 * WAN), ("EXITED", 100 * WAN, None)]


def test_a_new_class_may_bring_a_new_amount(project):
    adjust(reclassed(project, PlanClass.DUE_FINISH, planned_yuan=120 * WAN))

    assert lines(project)[-1] == ("06-15", "", "DUE_FINISH", 120, 1)


def test_an_adjustment_says_its_window_reason_and_paper_and_is_one_entry(project):
    adjustment = adjust(repriced(project, 80))

    assert (adjustment.number, adjustment.window) == (1, "年中调整")
    assert (adjustment.reason, adjustment.paper) == ("市政府批复", "临政函〔2023〕6号")
    entry = Entry.objects.get(code="plans.adjusted")
    assert entry.payload["valid_from"] == "2023-06-15"
    assert entry.payload["project_ids"] == [project.pk]
    assert ChangedRow.objects.filter(entry=entry, table="plans_planline").count() == 2


def test_outside_a_window_it_takes_a_reason(project):
    outside = {"at": AT, "valid_from": date(2023, 3, 1)}

    with pytest.raises(OutsideWindow):
        adjust(repriced(project, 80), **outside)
    assert not Adjustment.objects.exists()
    paper = Paper(
        reason="省里调整", valid_from=date(2023, 3, 1), outside_window_reason="省重点名单变化"
    )
    adjustment = adjust(repriced(project, 80), at=AT, paper=paper)

    assert (adjustment.window, adjustment.outside_window_reason) == ("", "省重点名单变化")


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2024, 1, 1), date(2022, 12, 31)])
def test_an_adjustment_takes_effect_within_its_year_after_its_first_day(project, day):
    with pytest.raises(DayWrong):
        adjust(repriced(project, 80), valid_from=day)


def test_a_closed_month_keeps_its_plan_and_the_day_after_it_may_change(project):
    close("2023-05")
    move("2023-06")

    with pytest.raises(PeriodClosed):
        adjust(repriced(project, 80), valid_from=date(2023, 5, 31))
    assert lines(project) == [("01-01", "", "CARRY_OVER", 100, None)]
    adjust(repriced(project, 80), valid_from=date(2023, 6, 1))

    assert lines(project)[-1] == ("06-01", "", "CARRY_OVER", 80, 1)


def test_a_month_that_is_closing_takes_no_adjustment_either(project):
    move("2023-06", State.CLOSING)

    with pytest.raises(PeriodClosed):
        adjust(repriced(project, 80))


def test_every_fault_of_an_adjustment_is_named_and_nothing_is_written(project):
    stranger = make_project()
    gone = make_project()
    type(gone).objects.filter(pk=gone.pk).update(state="EXITED")

    assert codes(
        lambda: adjust(
            added(project), exited(stranger), added(gone), added(make_project(), wan=None)
        )
    ) == ["plan_already_in", "plan_not_in", "plan_project_left", "plan_amount_missing"]
    assert codes(lambda: adjust(reclassed(project, PlanClass.CARRY_OVER))) == ["plan_class_same"]
    assert codes(lambda: adjust(repriced(project, 100))) == ["plan_amount_same"]
    assert codes(lambda: adjust(repriced(project, 80), repriced(project, 90))) == [
        "plan_item_twice"
    ]
    assert not Adjustment.objects.exists()
    assert lines(project) == [("01-01", "", "CARRY_OVER", 100, None)]


def test_no_line_is_changed_twice_from_one_day_or_before_a_later_change(project):
    adjust(repriced(project, 80))

    assert codes(lambda: adjust(repriced(project, 70))) == ["plan_changed_later"]
    assert codes(lambda: adjust(exited(project), valid_from=date(2023, 6, 10))) == [
        "plan_changed_later"
    ]


def test_a_project_that_left_comes_back_no_earlier_than_it_left(project):
    adjust(exited(project))

    assert codes(lambda: adjust(added(project), valid_from=date(2023, 6, 14))) == [
        "plan_changed_later"
    ]
    adjust(added(project), valid_from=date(2023, 6, 15))

    assert lines(project)[-1] == ("06-15", "", "NEW_START", 50, 2)


def test_a_new_amount_drops_the_split_of_the_old_one():
    project = make_line(wan=12, monthly=[1] * 12)
    issue()
    open_june()

    adjust(reclassed(project, PlanClass.DUE_FINISH))
    kept = PlanLine.objects.get(valid_until__isnull=True)
    adjust(repriced(project, 24), valid_from=date(2023, 6, 20))

    assert kept.monthly_yuan == [WAN] * 12
    assert PlanLine.objects.get(valid_until__isnull=True).monthly_yuan == []


def test_a_draft_plan_is_not_adjusted():
    project = make_line()

    with pytest.raises(PlanNotIssued):
        adjust(repriced(project, 80))


def test_an_adjustment_needs_a_reason_and_the_office(project):
    with pytest.raises(ReasonMissing):
        adjust(repriced(project, 80), paper=Paper(reason=" ", valid_from=date(2023, 6, 15)))
    with pytest.raises(NotAllowed):
        adjust(repriced(project, 80), by=actor_of(make_user(role=Role.DISTRICT)))
    assert not Adjustment.objects.exists()


def test_the_last_adjustment_can_be_undone_and_the_journal_keeps_it(project):
    adjust(repriced(project, 80))
    newcomer = make_project()
    adjust(exited(project), added(newcomer), valid_from=date(2023, 6, 20))

    undo()

    assert lines(project) == [
        ("01-01", "06-15", "CARRY_OVER", 100, None),
        ("06-15", "", "CARRY_OVER", 80, 1),
    ]
    assert lines(newcomer) == []
    assert list(Adjustment.objects.values_list("number", flat=True)) == [1]
    entry = Entry.objects.get(code="plans.adjustment_undone")
    assert (entry.cause, entry.payload["number"]) == ("录入有误", 2)
    undo()
    assert lines(project) == [("01-01", "", "CARRY_OVER", 100, None)]
    with pytest.raises(NothingToUndo):
        undo()


def test_an_adjustment_of_a_month_closed_since_stays(project):
    adjust(repriced(project, 80))
    close("2023-06")

    with pytest.raises(PeriodClosed):
        undo()
    assert lines(project)[-1] == ("06-15", "", "CARRY_OVER", 80, 1)


def test_what_leaves_the_plan_says_its_cause_and_stays_in_the_register(project):
    """The cause is a code, so that exits can be counted by it; words stand beside it."""
    assert codes(lambda: adjust(exited(project, cause=None))) == ["plan_exit_without_cause"]
    assert not Adjustment.objects.exists()

    adjust(exited(project, reason="停工满一年"))

    item = AdjustmentItem.objects.get()
    assert (item.cause, item.reason) == ("STOPPED", "停工满一年")
    project.refresh_from_db()
    assert project.state == "ACTIVE"
