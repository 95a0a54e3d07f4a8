"""Bare SQL, duties and a second closer while a month is being closed."""

import pytest
from django.db import transaction

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services as filings
from ballast.delivery.progress.models import Duty, Filing, MonthFigure
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from tests.identity.factories import ACTOR
from tests.progress.factories import AT, make_filing, make_line, make_period
from tests.support.connections import Beside, under_way, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


SEPTEMBER = Period.month(2023, 9)


def begin_closing():
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)


def close():
    return services.close(by=ACTOR, at=AT, period=SEPTEMBER)


@pytest.mark.parametrize("first", ["the writer", "the close"])
def test_sql_that_asks_for_no_lock_is_waited_for_or_refused_all_the_same(first):
    project = make_line().project
    make_period()

    def write():
        with transaction.atomic():
            return make_filing(project, "900")

    if first == "the writer":
        with under_way(write):
            closing = Beside(begin_closing)
            assert waits_for_a_lock()
        closing.result()
        assert Filing.objects.count() == 1
    else:
        with under_way(begin_closing):
            late = Beside(write)
            assert waits_for_a_lock()
        with pytest.raises(Exception, match="period 2023-09 is closing"):
            late.result()
        assert not Filing.objects.exists()


def test_two_who_close_at_once_freeze_once():
    make_line()
    make_period()
    begin_closing()

    with under_way(close):
        second = Beside(close)
        assert waits_for_a_lock()
    with pytest.raises(periods.PeriodCannotMove):
        second.result()

    assert selectors.frozen_periods().count() == 1
    assert State(periods.lock("2023-09")) is State.CLOSED


def test_duties_follow_the_plan_before_they_stand_still_though_no_job_has_run():
    early, late = make_line().project, make_line().project
    make_period()
    Duty.objects.filter(project=late).delete()  # came into the plan a moment ago
    PlanLine.objects.filter(project=early).delete()  # and this one left it

    begin_closing()
    close()

    assert [row.number for row in selectors.frozen("2023-09")] == [late.number]
    assert selectors.frozen("2023-09").get().standing == "NOT_REPORTED"
    assert Duty.objects.get().project == late
    assert selectors.verify_frozen() == []


def test_who_files_an_earlier_month_and_who_begins_to_close_a_later_one_wait_for_each_other():
    project = make_line().project
    make_period("2023-08")
    make_period()

    def file_august():
        return filings.enter_for(
            by=ACTOR,
            at=AT,
            reports=[filings.Report(project_id=project.pk, period="2023-08", completed_yuan=8)],
        )

    with under_way(file_august):
        closing = Beside(begin_closing)
        assert waits_for_a_lock()
    closing.result()
    with under_way(lambda: services.call_off(by=ACTOR, at=AT, period=SEPTEMBER)):
        filing = Beside(file_august)
        assert waits_for_a_lock()
    filing.result()

    assert MonthFigure.objects.get(period="2023-09").completed_yuan == 8
