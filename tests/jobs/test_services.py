"""Work done later: nothing deferred is lost, nothing undone is done."""

import asyncio
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound
from procrastinate.periodic import PeriodicDeferrer

from ballast.config.jobs import PERIODIC
from ballast.config.settings import base
from ballast.platform.jobs import services as jobs
from tests.support.jobs import waiting

TRACE = []


@jobs.task("tests.trace")
def trace(*, number):
    TRACE.append(number)


@jobs.task("tests.trace_in_transaction")
def trace_in_transaction(*, number):
    with transaction.atomic():
        jobs.defer("tests.trace", number=number)
        if number == 0:
            raise ValueError("undone")


@pytest.fixture(autouse=True)
def _fresh():
    TRACE.clear()


@pytest.mark.django_db
def test_a_job_deferred_in_a_transaction_that_is_undone_was_never_queued():
    with transaction.atomic():
        jobs.defer("tests.trace", number=1)
        transaction.set_rollback(True)

    assert waiting() == []


@pytest.mark.django_db
def test_a_task_nobody_registered_is_refused_where_it_is_deferred():
    with pytest.raises(TaskNotFound):
        jobs.defer("tests.unheard_of")

    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_what_was_deferred_with_the_ids_given_and_leaves_no_row_behind():
    jobs.defer("tests.trace", number=1)
    jobs.defer("tests.trace", number=2)

    jobs.run_worker(wait=False, concurrency=1)

    assert TRACE == [1, 2]
    assert ProcrastinateJob.objects.filter(task_name="tests.trace").count() == 0


@pytest.mark.django_db(transaction=True)
def test_who_works_in_a_loop_already_may_have_the_queue_worked_off():
    jobs.defer("tests.trace", number=1)

    async def caller() -> None:
        jobs.run_worker(wait=False)

    asyncio.run(caller())

    assert TRACE == [1]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_a_job_defers_belongs_to_the_transaction_of_that_job():
    jobs.defer("tests.trace_in_transaction", number=0)
    jobs.defer("tests.trace_in_transaction", number=1)

    jobs.run_worker(wait=False, concurrency=1)

    assert TRACE == [1]


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_runs_again():
    jobs.defer("tests.trace", number=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM procrastinate_register_worker_v1()")
        (dead,) = cursor.fetchone()
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [dead])
        assert jobs.retry_stalled() == 0
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 s'")

    assert jobs.retry_stalled() == 1
    jobs.run_worker(wait=False)

    assert TRACE == [1]


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_up_at_once_what_a_dead_one_left():
    jobs.defer("tests.trace", number=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")

    jobs.run_worker(wait=False)

    assert TRACE == [1]


def test_every_periodic_job_is_registered_under_its_own_name_and_says_why():
    registered = {name for name, _ in app.periodic_registry.periodic_tasks}

    assert registered == {job.name for job in PERIODIC}
    assert all(job.why for job in PERIODIC)


def test_a_nightly_job_missed_while_the_machine_was_off_is_done_when_it_is_on_again():
    morning = datetime(2024, 3, 6, 1, 0, tzinfo=UTC).timestamp()
    deferrer = PeriodicDeferrer(app.periodic_registry, **base.PROCRASTINATE_PERIODIC_DEFAULTS)

    due = {periodic.task.name for periodic, _ in deferrer.get_previous_tasks(at=morning)}

    assert due == {job.name for job in PERIODIC}
