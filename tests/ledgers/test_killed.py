"""A commit that is killed at any moment leaves the import as it was, and nothing half-written."""

import os
import signal
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

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


class Statements:
    """Counts the statements of a child, and kills it before one of them."""

    def __init__(self, fatal):
        self.fatal, self.said = fatal, 0

    def __call__(self, execute, sql, params, many, context):
        self.said += 1
        if self.said == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def _commit(imported, statements):
    _inherited = connection.connection  # closing it would end the parent's
    connection.connection = None
    with connection.execute_wrapper(statements):
        services.commit(by=BY, at=AT, import_id=imported.pk)
    return statements.said


def commit_in_a_child(imported, *, fatal):
    """How many statements the commit took; None when it was killed."""
    pipe, its_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(its_end, str(_commit(imported, Statements(fatal))).encode())
        finally:
            os._exit(0)
    os.close(its_end)
    with os.fdopen(pipe) as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert os.WEXITSTATUS(status) == 0
    return int(said)


def everything():
    tables = (Project, ProjectName, Responsibility, PlanLine, Entry, ChangedRow)
    return [table.objects.count() for table in tables]


def test_a_commit_killed_before_one_statement_or_another_writes_nothing(ready):
    before = everything()
    kills, fatal = 0, 1
    while commit_in_a_child(ready, fatal=fatal) is None:
        kills, fatal = kills + 1, fatal + 1
        assert everything() == before
        assert Import.objects.get().state == "READY"

    assert kills >= 20
    assert Import.objects.get().state == "COMMITTED"
    assert Project.objects.count() == PlanLine.objects.count() == ROWS
    assert Entry.objects.count() == before[4] + 1
