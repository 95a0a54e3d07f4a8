"""Whoever writes a month's facts while it is being closed is either in the frozen set or refused."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from ballast.delivery.progress import services as filings
from ballast.delivery.progress.models import Filing
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodClosed
from tests.identity.factories import ACTOR
from tests.progress.factories import AT, make_filing, make_line, make_period

pytestmark = pytest.mark.django_db(transaction=True)

SEPTEMBER = Period.month(2023, 9)
PATIENCE = 10


class Beside:
    """Work on a connection of its own, in a thread; ``result()`` gives or raises what came of it."""

    def __init__(self, act):
        self.answer = self.fault = None
        self.thread = threading.Thread(target=self._run, args=[act])
        self.thread.start()

    def _run(self, act):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE ballast_app")
            self.answer = act()
        except Exception as fault:  # noqa: BLE001 - told where it is waited for
            self.fault = fault
        finally:
            connection.close()

    def result(self):
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        if self.fault:
            raise self.fault
        return self.answer


def waits_for_a_lock():
    """Until somebody waits for a lock in this database."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN"
                " (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
            )
            if cursor.fetchone()[0]:
                return True
        threading.Event().wait(0.05)
    return False


@contextmanager
def under_way(act):
    """``act`` begun in a transaction of its own beside us, which ends when the block does."""
    begun, go_on = threading.Event(), threading.Event()

    def run():
        with transaction.atomic():
            answer = act()
            begun.set()
            assert go_on.wait(PATIENCE)
            return answer

    beside = Beside(run)
    assert begun.wait(PATIENCE), beside.fault
    try:
        yield beside
    finally:
        go_on.set()
    beside.result()


def begin_closing():
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)


def close():
    return services.close(by=ACTOR, at=AT, period=SEPTEMBER)


def file(project):
    """As ``submit`` does: hold the period, then write."""
    with transaction.atomic():
        periods.hold(["2023-09"])
        return make_filing(project, "900")


def test_a_filing_begun_before_closing_begins_is_waited_for_and_frozen():
    project = make_line().project
    make_period()

    with under_way(lambda: file(project)):
        closing = Beside(begin_closing)
        assert waits_for_a_lock()
    closing.result()

    assert close().rows == 1
    assert selectors.frozen("2023-09").get().filing_id == Filing.objects.get().pk


def test_a_filing_that_comes_while_closing_begins_waits_and_is_refused_by_name():
    project = make_line().project
    make_period()

    with under_way(begin_closing):
        filing = Beside(lambda: file(project))
        assert waits_for_a_lock()
    with pytest.raises(PeriodClosed) as refusal:
        filing.result()

    assert refusal.value.params == {"period": "2023-09", "state": "closing"}
    assert not Filing.objects.exists()


def test_an_acceptance_begun_before_the_close_is_waited_for_and_counts():
    filing = make_filing(make_line().project, "900", state="SUBMITTED")
    make_period()
    begin_closing()

    with under_way(lambda: accept(filing)):
        closing = Beside(close)
        assert waits_for_a_lock()
    assert closing.result().rows == 1

    assert selectors.frozen("2023-09").get().filing_id == filing.pk
    assert selectors.verify_frozen() == []


def test_an_acceptance_that_comes_while_the_month_is_closed_is_refused_by_name():
    filing = make_filing(make_line().project, "900", state="SUBMITTED")
    make_period()
    begin_closing()

    with under_way(
        lambda: services.close(by=ACTOR, at=AT, period=SEPTEMBER, carry=True, reason="逾期")
    ):
        late = Beside(lambda: accept(filing))
        assert waits_for_a_lock()
    with pytest.raises(PeriodClosed):
        late.result()

    assert Filing.objects.get().state == "LEFT_OUT"
    assert selectors.frozen("2023-09").get().filing_id is None


def accept(filing):
    with transaction.atomic():
        filings.accept(by=ACTOR, at=AT, filing_ids=[filing.pk], through="月底")


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
