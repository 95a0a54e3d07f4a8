"""What was frozen stays: the application's role cannot touch it, a superuser's change is found."""

from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.models import (
    FrozenFact,
    FrozenFigure,
    FrozenLamp,
    FrozenPeriod,
    FrozenSnapshot,
    FrozenTrail,
    FrozenValue,
)
from ballast.oversight.reporting.rules import FROZEN, FrozenFault, FrozenKind
from tests.audit.tampering import superuser
from tests.identity.factories import ACTOR
from tests.progress.factories import AT, make_filing, make_line, make_period

pytestmark = pytest.mark.django_db(transaction=True)


SEPTEMBER = Period.month(2023, 9)
MODELS = (
    FrozenPeriod,
    FrozenFigure,
    FrozenTrail,
    FrozenSnapshot,
    FrozenFact,
    FrozenLamp,
    FrozenValue,
)
TABLES = [model._meta.db_table for model in MODELS]


@pytest.fixture
def filing():
    """September closed with one filing."""
    project = make_line().project
    make_period(state="closing")
    with superuser() as cursor:  # filed while it was open
        cursor.execute("ALTER TABLE progress_filing DISABLE TRIGGER period_guard_insert")
    filing = make_filing(project, "900")
    with superuser() as cursor:
        cursor.execute("ALTER TABLE progress_filing ENABLE ALWAYS TRIGGER period_guard_insert")
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)
    return filing


@pytest.fixture
def app():
    with psycopg.connect(
        host=connection.settings_dict["HOST"],
        dbname=connection.settings_dict["NAME"],
        user="ballast_app",
        autocommit=True,
    ) as one:
        yield one


def kept():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


@pytest.mark.parametrize("table", TABLES)
def test_the_application_adds_to_no_closing_and_changes_none(filing, app, table):
    before = kept()
    columns = ", ".join(("period", "revision", *FROZEN))

    for statement in (
        f"UPDATE {table} SET revision = 2",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET revision = 2",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"DROP TRIGGER frozen_stays ON {table}",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(statement)
    for period, revision in (("2023-09", 1), ("2023-09", 2), ("2023-10", 1)):
        said = columns.replace("period, revision", f"'{period}', {revision}", 1)
        with pytest.raises((errors.ObjectNotInPrerequisiteState, errors.UniqueViolation)):
            app.execute(
                f"INSERT INTO reporting_frozenfigure ({columns})"
                f" SELECT {said} FROM reporting_frozenfigure"
            )
        with pytest.raises((errors.ObjectNotInPrerequisiteState, errors.UniqueViolation)):
            app.execute(
                "INSERT INTO reporting_frozenperiod (period, revision, closed_at, closed_by,"
                f" carry_reason, rows, digest, entry_id) VALUES ('{period}', {revision}, now(),"
                " 'x', '', 0, '', 1)"
            )
        with pytest.raises((errors.ObjectNotInPrerequisiteState, errors.UniqueViolation)):
            app.execute(
                "INSERT INTO reporting_frozentrail (period, revision, lead, place, digest)"
                f" VALUES ('{period}', {revision}, 'REVIEW', 'x', '')"
            )
        with pytest.raises((errors.ObjectNotInPrerequisiteState, errors.UniqueViolation)):
            app.execute(
                "INSERT INTO reporting_frozenfact (period, revision, number, unit, facts, grounds)"
                f" VALUES ('{period}', {revision}, 'x', '', '{{}}', '{{}}')"
            )
    assert kept() == before


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE reporting_frozenfigure SET completed_yuan = 1", FrozenKind.CHANGED),
        ("UPDATE reporting_frozenfigure SET name = '改'", FrozenKind.CHANGED),
        ("DELETE FROM reporting_frozenfigure", FrozenKind.CHANGED),
        ("UPDATE reporting_frozenperiod SET digest = repeat('0', 64)", FrozenKind.CHANGED),
        ("UPDATE reporting_frozenperiod SET rows = 2", FrozenKind.CHANGED),
        ("UPDATE reporting_frozentrail SET digest = repeat('0', 64)", FrozenKind.CHANGED),
        ("DELETE FROM reporting_frozentrail", FrozenKind.CHANGED),
        ("DELETE FROM reporting_frozenperiod", FrozenKind.MISSING),
        ("UPDATE progress_filing SET completed_yuan = 1, caught_up_yuan = 1", FrozenKind.FILING),
        ("UPDATE progress_filing SET visible_progress = '改'", FrozenKind.FILING),
        ("UPDATE progress_filing SET state = 'LEFT_OUT'", FrozenKind.FILING),
        ("UPDATE progress_monthfigure SET completed_yuan = 1", FrozenKind.FILING),
        ("UPDATE progress_monthfigure SET state = 'NOT_DUE'", FrozenKind.FILING),
        ("DELETE FROM progress_monthfigure", FrozenKind.FILING),
        ("UPDATE plans_planline SET planned_yuan = 1", FrozenKind.FILING),
        ("UPDATE plans_planline SET plan_class = 'NEW_START'", FrozenKind.FILING),
        ("UPDATE plans_planline SET valid_until = '2023-09-01'", FrozenKind.FILING),
        (
            "INSERT INTO progress_correction (filing_id, period, about_period, amount_yuan, reason,"
            " paper) SELECT id, period, '2023-08', 1, 'x', '' FROM progress_filing",
            FrozenKind.FILING,
        ),
        ("UPDATE reporting_frozenperiod SET closed_by = '别人'", FrozenKind.CHANGED),
        ("UPDATE reporting_frozenperiod SET carry_reason = '另有原因'", FrozenKind.CHANGED),
        ("UPDATE reporting_frozenperiod SET closed_at = now()", FrozenKind.CHANGED),
        ("UPDATE periods_periodlock SET state = 'open'", FrozenKind.MOVE),
        ("UPDATE periods_periodlock SET revision = 2", FrozenKind.MOVE),
        ("DELETE FROM periods_periodmove WHERE state = 'closing'", FrozenKind.MOVE),
    ],
)
def test_a_superusers_change_is_found(filing, statement, fault):
    table = next(word for word in statement.split() if "_" in word)
    assert selectors.verify_frozen() == []

    with superuser() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        cursor.execute(statement)
        cursor.execute(_AGAIN.format(table=table))

    found = selectors.verify_frozen()
    assert {one.kind for one in found} >= {fault}
    assert {one.period for one in found} == {"2023-09"}
    if fault is FrozenKind.FILING:
        assert FrozenFault(fault, "2023-09", 1, filing.project.number) in found
        assert {one.number for one in found} == {filing.project.number}


# Every trigger as the migrations left it.
_AGAIN = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tgname, tgisinternal FROM pg_trigger WHERE tgrelid = '{table}'::regclass
    LOOP EXECUTE format(
        'ALTER TABLE {table} ENABLE %s TRIGGER %I',
        CASE WHEN one.tgname ~ '^(period_guard|frozen|plans_guard|progress_)' THEN 'ALWAYS' ELSE '' END, one.tgname
    ); END LOOP;
END $$
"""


def test_a_filing_smuggled_into_a_closed_month_is_found(filing):
    with superuser() as cursor:
        cursor.execute("ALTER TABLE progress_filing DISABLE TRIGGER ALL")
    make_filing(filing.project, "999", kind="ACTUAL")
    with superuser() as cursor:
        cursor.execute(_AGAIN.format(table="progress_filing"))

    assert selectors.verify_frozen() == [
        FrozenFault(FrozenKind.FILING, "2023-09", 1, filing.project.number)
    ]
    assert selectors.frozen("2023-09").get().completed_yuan == Decimal(9_000_000)


def test_a_reopened_month_may_get_another_plan_and_the_closed_revision_still_holds(filing):
    services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="漏报")
    PlanLine.objects.update(planned_yuan=1)  # 1元: a rate of many digits
    recount(periods=["2023-09"])
    assert selectors.verify_frozen() == []

    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)
    assert selectors.verify_frozen() == []
