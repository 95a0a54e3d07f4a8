"""An issue, an import, an adjustment and a closing meet: none slips past another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError

from ballast.delivery.plans import services
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.services import PlanIsIssued
from ballast.kernel.periods import Period
from ballast.platform.periods import services as locks
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodClosed
from tests.projects.factories import make_project

from .factories import AT, BY, WAN, adjust, issue, lines, make_line, move, open_june, repriced

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(act):
    """What ``act`` gives or raises on a connection of its own, which waits for no lock."""

    def run():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
                return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def test_a_month_does_not_begin_to_close_while_its_plan_is_adjusted():
    project = make_line()
    issue()
    open_june()
    move("2023-06")

    with transaction.atomic():
        adjust(repriced(project, 80))
        with pytest.raises(OperationalError):
            elsewhere(lambda: locks.lock("2023-06"))
    assert elsewhere(lambda: locks.lock("2023-06")) is State.OPEN


def test_a_plan_is_not_adjusted_while_its_month_begins_to_close():
    project = make_line()
    issue()
    open_june()
    move("2023-06")

    with transaction.atomic():
        locks.lock("2023-06")
        with pytest.raises(OperationalError):
            elsewhere(lambda: adjust(repriced(project, 80)))
    locks.move(by=BY, at=AT, period=Period.month(2023, 6), to=State.CLOSING)
    with pytest.raises(PeriodClosed):
        elsewhere(lambda: adjust(repriced(project, 80), valid_from=date(2023, 6, 2)))
    assert lines(project) == [("01-01", "", "CARRY_OVER", 100, None)]


def test_a_draft_takes_no_line_while_it_is_issued():
    make_line()
    late = make_project()

    def put():
        line = services.Line(project_id=late.pk, planned_yuan=WAN)
        return services.put(year=2023, lines=[line])

    with transaction.atomic():
        issue()
        with pytest.raises(OperationalError):
            elsewhere(put)
    with pytest.raises(PlanIsIssued):
        elsewhere(put)
    assert PlanLine.objects.count() == 1


def test_a_statement_of_its_own_waits_for_the_issue_too():
    make_line()

    def rewrite():
        PlanLine.objects.update(planned_yuan=WAN)

    with transaction.atomic():
        issue()
        with pytest.raises(OperationalError):
            elsewhere(rewrite)
    assert PlanLine.objects.get().planned_yuan == 100 * WAN
