"""The worker may die, or lose the database, at any moment: no reaction is lost, none happens twice."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from ballast.config.reactions import REACTIONS
from ballast.platform.audit import services as audit
from ballast.platform.audit import tasks
from ballast.platform.audit.models import Entry
from tests.jobs import counting
from tests.support.jobs import waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("processes")]
KILLS = int(os.environ.get("BALLAST_TEST_KILLS", "6"))
SECONDS = 180  # an end for what would otherwise hang; no test waits for it when all is well


@pytest.fixture(autouse=True)
def _reactions():
    audit.install(counting.REACTIONS)
    yield
    audit.install(REACTIONS)


@contextlib.contextmanager
def worker():
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.worker", connection.settings_dict["NAME"]],
        env=os.environ | {"BALLAST_WORKER_DEAD_AFTER": "1", "PYTHONPATH": "src"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def arrive(number):
    by = audit.Actor("person", 1, "陈敏")
    with transaction.atomic():
        audit.record(counting.Arrived(subject=f"PT-{number}"), by=by, at=datetime.now(UTC))


def counted():
    return sorted(Entry.objects.filter(code="counted").values_list("subject", flat=True))


def eventually(reached):
    end = time.monotonic() + SECONDS
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def at_work():
    """The workers whose name stands on a job that is being done, or was when they were killed."""
    jobs = ProcrastinateJob.objects.filter(status="doing", task_name="audit.react")
    return set(jobs.exclude(worker=None).values_list("worker", flat=True))


def test_a_worker_killed_at_random_moments_loses_no_reaction_and_doubles_none():
    arrivals = [f"PT-{number}" for number in range(KILLS * 20)]
    moments = random.Random(20240305)
    for number in range(KILLS):
        for arrival in range(number * 20, number * 20 + 20):
            arrive(arrival)
        before = at_work()
        with worker():
            eventually(lambda before=before: at_work() - before)
            time.sleep(moments.uniform(0, 0.1))

    time.sleep(1.1)  # then the last one killed counts as dead when the next begins
    with worker():
        eventually(lambda: len(counted()) >= len(arrivals) and not waiting("audit.react"))
        time.sleep(0.5)

    assert counted() == sorted(arrivals)


def test_a_worker_whose_connections_are_all_cut_goes_on_when_the_database_is_back():
    with worker() as process:
        arrive(1)
        eventually(lambda: counted() == ["PT-1"])
        for _ in range(3):
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE NONE")
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                cursor.execute("SET ROLE ballast_app")
            time.sleep(0.2)

        arrive(2)
        eventually(lambda: counted() == ["PT-1", "PT-2"])

        assert process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_the_worker_ends_well(number):
    with worker() as process:
        arrive(1)
        eventually(lambda: counted() == ["PT-1"])

        process.send_signal(number)

        assert process.wait(SECONDS) == 0


def test_the_same_reaction_run_twice_at_once_acts_once():
    arrive(1)
    (job,) = waiting("audit.react")

    def run():
        try:
            tasks.react(**job)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted() == ["PT-1"]
