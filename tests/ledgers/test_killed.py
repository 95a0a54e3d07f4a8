"""A commit that is killed at any moment leaves the import as it was, and nothing half-written."""

import os
import random
import signal
import time
from contextlib import contextmanager, nullcontext
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from psycopg import Copy

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.models import Import
from ballast.delivery.plans.models import PlanLine
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.audit.services import Actor
from ballast.projects.models import Project, ProjectName, Responsibility
from tests.support.jobs import run_all

from .workbooks import plan_of, plan_workbook

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "重点办")
ROWS = 10

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("processes")]


@pytest.fixture
def ready():
    """A plan that was looked at and waits for its commit."""
    content = plan_workbook(plan_of(ROWS))
    imported = services.receive(
        by=BY, at=AT, content=content, filename="计划.xlsx", kind="plan", subject="2023"
    )
    run_all()
    assert Import.objects.get().state == "READY"
    return imported


def before_statement(number):
    """Kills the process before one of its statements."""
    said = count(1)

    def wrapper(execute, sql, params, many, context):
        if next(said) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@contextmanager
def after_row(number):
    """Kills the process in the midst of a COPY; for a child, in which it stays so."""
    said, write = count(1), Copy.write_row

    def write_row(copy, row):
        write(copy, row)
        if next(said) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    Copy.write_row = write_row
    yield


def _commit(imported, hook):
    _inherited = connection.connection  # closing it would end the parent's
    connection.connection = None
    with hook:
        services.commit(by=BY, at=AT, import_id=imported.pk)


def commit_in_a_child(imported, hook=None, *, seconds=None):
    """Whether the commit came to its end; ``seconds`` after which it is killed from without."""
    child = os.fork()
    if child == 0:
        try:
            _commit(imported, hook or nullcontext())
        finally:
            os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)  # a child that has ended is still ours to wait for
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0
    return True


def everything():
    tables = (Project, ProjectName, Responsibility, PlanLine, Entry, ChangedRow)
    return [table.objects.count() for table in tables]


@pytest.mark.parametrize(("hook", "step", "least"), [(before_statement, 1, 20), (after_row, 7, 10)])
def test_a_commit_killed_at_one_statement_or_row_or_another_writes_nothing(
    ready, hook, step, least
):
    before = everything()
    kills, fatal = 0, 1
    while not commit_in_a_child(ready, hook(fatal)):
        kills, fatal = kills + 1, fatal + step
        assert everything() == before
        assert Import.objects.get().state == "READY"

    assert kills >= least
    insist_on_all(before)


def test_a_commit_killed_after_any_time_writes_nothing_or_all(ready):
    before = everything()
    chance, longest, kills = random.Random(4), 0.02, 0
    while not commit_in_a_child(ready, seconds=chance.uniform(0, longest)):
        kills, longest = kills + 1, longest * 1.1
        if Import.objects.get().state == "COMMITTED":  # it was killed when all was done
            break
        assert everything() == before

    assert kills >= 5
    insist_on_all(before)


def insist_on_all(before):
    assert Import.objects.get().state == "COMMITTED"
    assert Project.objects.count() == PlanLine.objects.count() == ROWS
    assert Entry.objects.count() == before[4] + 1
