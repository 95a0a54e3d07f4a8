"""How far a unit has come with its targets."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.models import Target
from ballast.delivery.plans.rules import Goal, Measure, PlanClass, Span, Work, progress
from ballast.delivery.plans.services import TargetDraft, TargetsRefused
from ballast.delivery.progress.models import MonthFigure
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import ShareSplit, StepRecord
from tests.identity.factories import make_unit, make_user
from tests.projects.factories import make_project

from .factories import AT, BY, WAN, make_line, move

YI = Decimal(100_000_000)
Q4 = {"first_day": date(2023, 10, 1), "last_day": date(2023, 12, 31)}
ON = date(2023, 11, 30)


def started(day, total=1, **said):
    return Work(total_yuan=total * YI, reached={"ground_breaking": day}, **said)


def goal(measure=Measure.STARTED, **said):
    return Goal(measure=measure, **(Q4 | said))


def test_starts_are_counted_with_their_totals_within_the_span():
    works = [
        started(date(2023, 9, 30)),
        started(date(2023, 10, 1), 3),
        started(date(2023, 11, 30), 5),
        started(date(2023, 12, 1), 7),
    ]

    reached = progress(goal(count=107, yuan=840 * YI), works, ON)

    assert (reached.count.numerator, reached.count.denominator) == (2, 107)
    assert (reached.yuan.numerator, reached.yuan.denominator) == (8 * YI, 840 * YI)
    assert not reached.is_met


def test_a_size_threshold_leaves_small_and_unknown_ones_out():
    works = [started(ON, 1), started(ON, 2), Work(reached={"ground_breaking": ON})]

    assert progress(goal(count=1, least_total_yuan=2 * YI), works, ON).count.numerator == 1


@pytest.mark.parametrize(
    ("measure", "mark"),
    [
        (Measure.CONCEIVED, "intake"),
        (Measure.APPROVED, "project_approval"),
        (Measure.PUSHED, "design_tender"),
        (Measure.BUILT, "main_works"),
        (Measure.FINISHED, "acceptance"),
        (Measure.FULL_CAPACITY, "full_capacity"),
    ],
)
def test_each_measure_has_its_marks(measure, mark):
    work = Work(reached={mark: ON}, finish="acceptance")

    assert progress(goal(measure, count=1), [work], ON).is_met


def test_what_entered_its_stage_earlier_is_not_counted_again():
    work = Work(reached={"land_planning": date(2023, 6, 1), "construction_permit": ON})

    assert progress(goal(Measure.PUSHED, count=1), [work], ON).count.numerator == 0


def test_a_rate_of_starts_is_of_those_the_plan_has_as_new_starts():
    due = {"plan_class": PlanClass.NEW_START}
    works = [started(ON, **due) for _ in range(19)]
    works += [Work(**due), started(ON)]  # one not started, one that is not in the plan

    reached = progress(goal(rate=Decimal("0.95")), works, ON)

    assert (reached.rate.numerator, reached.rate.denominator) == (19, 20)
    assert reached.count.numerator == 20
    assert reached.is_met
    assert not progress(goal(rate=Decimal("0.9501")), works, ON).is_met


def test_investment_of_a_span_is_what_was_made_since_its_eve():
    work = Work(
        plan_class=PlanClass.CARRY_OVER,
        planned_yuan=10 * YI,
        completed={date(2023, 9, 30): 6 * YI, ON: 8 * YI},
    )

    made = progress(goal(Measure.COMPLETED_INVESTMENT, yuan=2 * YI), [work], ON)
    rate = progress(
        goal(Measure.COMPLETION_RATE, rate=Decimal("0.8"), first_day=date(2023, 1, 1)), [work], ON
    )

    assert (made.yuan.numerator, made.is_met) == (2 * YI, True)
    assert (rate.rate.numerator, rate.rate.denominator, rate.is_met) == (8 * YI, 10 * YI, True)


def test_what_the_plan_does_not_hold_is_not_in_its_completion_rate():
    work = Work(completed={ON: 8 * YI})

    reached = progress(goal(Measure.COMPLETION_RATE, rate=Decimal("0.8")), [work], ON)

    assert (reached.rate.numerator, reached.rate.denominator) == (0, 0)
    assert reached.rate.rate is None
    assert not reached.is_met


def draft(unit=None, measure=Measure.STARTED, **said):
    return TargetDraft(
        **(
            {
                "unit_id": unit.pk if unit else None,
                "span": Span.SPRINT,
                "name": "四季度冲刺",
                "measure": measure,
                "target_count": 107,
                "target_yuan": 840 * YI,
            }
            | Q4
            | said
        )
    )


def set_targets(*targets, by=BY):
    return services.set_targets(by=by, at=AT, year=2023, targets=targets)


@pytest.fixture
def north():
    return make_unit(name="北区", is_accounting=True)


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


@pytest.mark.django_db
def test_targets_are_set_changed_and_taken_back(north):
    set_targets(draft(north), draft())
    [changed] = set_targets(draft(north, target_count=110))

    assert Target.objects.count() == 2
    assert changed.target_count == 110
    services.drop_targets(by=BY, at=AT, year=2023, target_ids=[changed.pk])
    assert Target.objects.get().unit is None


@pytest.mark.django_db
def test_every_fault_of_a_target_is_named(north):
    lower = make_unit(under=north)

    with pytest.raises(TargetsRefused) as refused:
        set_targets(
            draft(lower),
            draft(target_count=None, target_yuan=None),
            draft(measure=Measure.COMPLETED_INVESTMENT),
            draft(last_day=date(2024, 1, 1)),
            draft(target_count=None, target_rate=Decimal(95)),
        )

    assert [fault.code for fault in refused.value.faults] == [
        "target_unit_wrong",
        "target_empty",
        "target_counts_nothing",
        "target_days_wrong",
        "target_rate_wrong",
    ]
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_a_district_sets_no_targets(north):
    with pytest.raises(NotAllowed):
        set_targets(draft(north), by=actor_of(make_user(role=Role.DISTRICT, unit=north)))


def broke_ground(project, day=date(2023, 11, 1)):
    StepRecord.objects.create(project=project, code="ground_breaking", actual_on=day)
    return project


@pytest.mark.django_db
def test_units_are_counted_by_accounting_unit_and_the_money_of_divided_projects_by_share(
    north, office
):
    south = make_unit(name="南区", is_accounting=True)
    below = make_unit(under=north)
    broke_ground(make_project(unit=below, total_investment_yuan=4 * YI))
    shared = broke_ground(make_project(unit=north, total_investment_yuan=10 * YI))
    for unit, share in ((north, "0.6"), (south, "0.4")):
        ShareSplit.objects.create(
            project=shared, unit=unit, share=Decimal(share), valid_from=date(2020, 1, 1)
        )
    set_targets(draft(), draft(north), draft(south))

    found = selectors.target_progress(office, ON, 2023)

    reached = {line.target.unit: line.progress for line in found}
    assert {unit: one.count.numerator for unit, one in reached.items()} == {
        None: 2,
        north: 2,
        south: 0,
    }
    assert {unit: one.yuan.numerator / YI for unit, one in reached.items()} == {
        None: 14,
        north: 10,
        south: 4,
    }


@pytest.mark.django_db
def test_investment_comes_from_the_figures_that_count(north, office):
    project = make_line(make_project(unit=north), wan=1000)
    for code, wan in (("2023-09", 500), ("2023-10", 700)):
        move(code)
        MonthFigure.objects.create(
            project=project, period=code, completed_yuan=wan * WAN, state="ACCEPTED"
        )
    set_targets(
        draft(north, Measure.COMPLETED_INVESTMENT, target_count=None, target_yuan=300 * WAN),
        draft(
            north,
            Measure.COMPLETION_RATE,
            name="全年",
            target_count=None,
            target_yuan=None,
            target_rate=Decimal("0.95"),
            first_day=date(2023, 1, 1),
        ),
    )

    rate, made = selectors.target_progress(office, ON, 2023)

    assert made.progress.yuan.numerator == 200 * WAN
    assert (rate.progress.rate.numerator, rate.progress.rate.denominator) == (700 * WAN, 1000 * WAN)


@pytest.mark.django_db
def test_a_part_is_not_counted_beside_its_whole(office):
    whole = broke_ground(make_project(total_investment_yuan=5 * YI))
    part = broke_ground(make_project(total_investment_yuan=2 * YI))
    type(part).objects.filter(pk=part.pk).update(parent=whole, kinship="BUNDLE")
    set_targets(draft())

    [line] = selectors.target_progress(office, ON, 2023)

    assert (line.progress.count.numerator, line.progress.yuan.numerator) == (1, 5 * YI)


@pytest.mark.django_db
def test_a_district_sees_its_own_targets_only(north):
    set_targets(draft(), draft(north), draft(make_unit(name="南区", is_accounting=True)))
    clerk = make_user(role=Role.DISTRICT, unit=north)

    assert [line.target.unit for line in selectors.target_progress(clerk, ON, 2023)] == [north]
