"""What no statement of the application can do to an issued plan."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ballast.delivery.plans.models import PlanLine
from tests.projects.factories import make_project

from .factories import adjust, close, exited, issue, make_line, open_june, repriced

pytestmark = pytest.mark.django_db


def refused(statement, *parameters):
    """Whether the database refuses a statement of the application."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
    except DatabaseError as error:
        return "refused" in str(error) or "permission denied" in str(error)
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_planline SET planned_yuan = 1",
        "UPDATE plans_planline SET plan_class = 'NEW_START'",
        "UPDATE plans_planline SET notes = '{X}'",
        "UPDATE plans_planline SET valid_from = '2023-01-02'",
        "UPDATE plans_planline SET year = 2024",
        "DELETE FROM plans_planline",
        "TRUNCATE plans_planline CASCADE",
        "UPDATE plans_planyear SET issued_on = NULL",
        "UPDATE plans_planyear SET paper = 'x'",
        "DELETE FROM plans_planyear",
        "TRUNCATE plans_planyear",
    ],
)
def test_an_issued_original_is_changed_by_no_statement(statement):
    make_line()
    issue()
    before = list(PlanLine.objects.values())

    assert refused(statement)
    assert list(PlanLine.objects.values()) == before


def test_nothing_is_slipped_into_an_issued_plan_without_a_paper():
    make_line()
    issue()
    unplanned = make_project()

    assert refused(
        "INSERT INTO plans_planline (project_id, year, plan_class, said_class, monthly_yuan, notes,"
        " goal, valid_from, provenance) SELECT %s, year, plan_class, said_class, monthly_yuan, notes,"
        " goal, '2023-07-01', provenance FROM plans_planline",
        unplanned.pk,
    )
    assert not unplanned.plan_lines.exists()


def test_a_plan_not_yet_issued_gets_no_line_that_a_closed_month_was_measured_without():
    make_line()
    close("2023-06")
    unplanned = make_project()

    assert refused(
        "INSERT INTO plans_planline (project_id, year, plan_class, said_class, monthly_yuan, notes,"
        " goal, valid_from, provenance) SELECT %s, year, plan_class, said_class, monthly_yuan, notes,"
        " goal, '2023-06-30', provenance FROM plans_planline",
        unplanned.pk,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_adjustment SET reason = 'x'",
        "UPDATE plans_adjustmentitem SET new_yuan = 1",
        "UPDATE plans_planline SET planned_yuan = 1 WHERE adjustment_id IS NOT NULL",
    ],
)
def test_an_adjustment_stays_as_it_was(statement):
    project = make_line()
    issue()
    open_june()
    adjust(repriced(project, 80))

    assert refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_planline SET valid_until = '2023-06-20' WHERE valid_until IS NULL",
        "UPDATE plans_planline SET valid_until = NULL WHERE valid_until IS NOT NULL",
        "DELETE FROM plans_planline WHERE adjustment_id IS NOT NULL",
        "DELETE FROM plans_adjustmentitem",
    ],
)
def test_the_plan_of_a_closed_month_is_changed_by_no_statement(statement):
    first, second = make_line(), make_line()
    issue()
    open_june()
    adjust(repriced(first, 80), exited(second))
    close("2023-05")
    close("2023-06")
    before = list(PlanLine.objects.order_by("pk").values())

    assert refused(statement)
    assert list(PlanLine.objects.order_by("pk").values()) == before


def test_an_open_month_may_still_end_a_line():
    make_line()
    issue()
    close("2023-05")

    assert not refused("UPDATE plans_planline SET valid_until = '2023-06-01'")
    assert PlanLine.objects.get().valid_until == date(2023, 6, 1)
