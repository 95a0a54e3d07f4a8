"""What is shown of a declared project to who selects."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.models import Threshold
from ballast.delivery.plans.rules import Case, ConditionCode, Placed, PlanClass, conditions
from ballast.delivery.plans.services import DeclarationDraft
from ballast.projects.models import NationalCode, Project
from tests.projects.factories import make_project

from .factories import BY, WAN, moment

YI = Decimal(100_000_000)
CREDIT_CODE = "91350100M000100Y43"


def case(plan_class=PlanClass.NEW_START, **changed):
    return Case(
        **(
            {
                "plan_class": plan_class,
                "placed": Placed(plan_class),
                "has_code": True,
                "is_approved": True,
                "has_land": True,
                "has_money": True,
                "has_owner": True,
                "total_yuan": 10 * YI,
                "least_total_yuan": 5 * YI,
                "planned_yuan": 2 * YI,
                "spent_yuan": 7 * YI,
            }
            | changed
        )
    )


def met(case):
    return {one.code.value: one.is_met for one in conditions(case)}


def test_each_class_is_asked_what_offices_ask_of_it():
    asked = {plan_class: list(met(case(plan_class))) for plan_class in PlanClass}

    assert asked == {
        PlanClass.NEW_START: [
            *("CODE", "APPROVAL", "LAND", "MONEY", "OWNER", "SIZE", "DATES"),
        ],
        PlanClass.CARRY_OVER: [
            *("CODE", "APPROVAL", "LAND", "MONEY", "OWNER", "SIZE", "DATES", "REMAINDER"),
        ],
        PlanClass.DUE_FINISH: [
            *("CODE", "APPROVAL", "LAND", "MONEY", "OWNER", "SIZE", "DATES", "REMAINDER"),
            "FINISH_SHARE",
        ],
        PlanClass.PREPARATORY: ["CODE", "OWNER", "SIZE", "DATES"],
    }


def test_a_technical_upgrade_is_not_asked_for_land():
    assert "LAND" not in met(case(needs_land=False))


def test_a_city_without_thresholds_asks_for_no_size():
    assert "SIZE" not in met(case(least_total_yuan=None))


@pytest.mark.parametrize(
    ("total", "least", "is_met"),
    [(5 * YI, 5 * YI, True), (5 * YI - 1, 5 * YI, False), (None, 5 * YI, None)],
)
def test_the_size_reaches_the_threshold(total, least, is_met):
    assert met(case(total_yuan=total, least_total_yuan=least))["SIZE"] is is_met


@pytest.mark.parametrize(
    ("placed", "is_met"),
    [
        (Placed(PlanClass.NEW_START), True),
        (Placed(PlanClass.CARRY_OVER), False),
        (Placed(None), False),
        (Placed(None, is_dated=False), None),
    ],
)
def test_dates_that_say_another_class_are_not_met(placed, is_met):
    assert met(case(placed=placed))["DATES"] is is_met


@pytest.mark.parametrize(
    ("spent", "is_met"), [(7 * YI, True), (8 * YI, True), (8 * YI + 1, False), (None, None)]
)
def test_the_years_amount_is_no_more_than_what_is_left(spent, is_met):
    assert met(case(PlanClass.CARRY_OVER, spent_yuan=spent))["REMAINDER"] is is_met


@pytest.mark.parametrize(("spent", "is_met"), [(7 * YI, True), (7 * YI - 1, False), (None, None)])
def test_a_finish_brings_nine_tenths_of_the_total(spent, is_met):
    assert met(case(PlanClass.DUE_FINISH, spent_yuan=spent))["FINISH_SHARE"] is is_met


def declared(project, plan_class=PlanClass.NEW_START, **said):
    draft = DeclarationDraft(
        project_id=project.pk, plan_class=plan_class, planned_yuan=100 * WAN, **said
    )
    at = moment("2022-11-20 10:00")
    return services.declare(by=BY, at=at, year=2023, drafts=[draft])[0]


@pytest.mark.django_db
def test_what_the_register_does_not_know_is_not_known():
    row = declared(make_project())

    assert {one.code: one.is_met for one in selectors.conditions([row])[row.pk]} == {
        ConditionCode.CODE: False,
        ConditionCode.APPROVAL: None,
        ConditionCode.LAND: None,
        ConditionCode.MONEY: None,
        ConditionCode.OWNER: None,
        ConditionCode.DATES: None,
    }


@pytest.mark.django_db
def test_the_register_answers_for_each_condition():
    project = make_project(sector="产业/制造业", total_investment_yuan=6 * YI)
    Project.objects.filter(pk=project.pk).update(
        owner_credit_code=CREDIT_CODE, financing=["BANK_LOAN"]
    )
    NationalCode.objects.create(
        project=project, code="2204-350100-04-01-123456", valid_from=date(2022, 4, 1)
    )
    for sector, least in (("", 1), ("产业", 3), ("产业/制造业", 5), ("产业/制造业/汽车", 9)):
        Threshold.objects.create(
            sector=sector, least_total_yuan=least * YI, valid_from=date(2020, 1, 1)
        )
    row = declared(project, starts_on=date(2023, 3, 1), finishes_on=date(2025, 1, 1))

    found = {one.code: one for one in selectors.conditions([row])[row.pk]}

    assert {code: one.is_met for code, one in found.items()} == {
        ConditionCode.CODE: True,
        ConditionCode.APPROVAL: False,
        ConditionCode.LAND: False,
        ConditionCode.MONEY: True,
        ConditionCode.OWNER: True,
        ConditionCode.SIZE: True,
        ConditionCode.DATES: True,
    }
    assert found[ConditionCode.SIZE].values["least_total_yuan"] == 5 * YI


@pytest.mark.django_db
def test_conditions_take_as_many_queries_for_many(django_assert_num_queries):
    rows = [declared(make_project()) for _ in range(3)]
    for count in (1, 3):
        for row in rows:
            row.refresh_from_db()
        with django_assert_num_queries(7):
            selectors.conditions(rows[:count])
