"""No SQL of the application's role moves a period or touches what a closed one holds."""

from datetime import date

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from ballast.delivery.progress.models import (
    Correction,
    Duty,
    Filing,
    MonthFigure,
    Review,
    TotalsSheet,
    Window,
)
from ballast.kernel.periods import Period
from ballast.platform.periods.models import PeriodLock, PeriodMove
from ballast.platform.periods.rules import State
from tests.alerts.factories import make_project
from tests.audit.tampering import superuser
from tests.identity.factories import NOW, make_unit

from .factories import SEPTEMBER, make_period, move_on, reopen

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = (State.CLOSING, State.CLOSED)
TABLES = {
    "progress_window": "period_id",
    "progress_duty": "period",
    "progress_filing": "period",
    "progress_correction": "period",
    "progress_review": "period",
    "progress_totalssheet": "period",
    "progress_monthfigure": "period",
}


@pytest.fixture
def app():
    """A connection of its own, as the web process has: signed in as ``ballast_app``."""
    with psycopg.connect(
        host=connection.settings_dict["HOST"],
        dbname=connection.settings_dict["NAME"],
        user="ballast_app",
        autocommit=True,
    ) as one:
        yield one


def make_facts(*states, filing_state="ACCEPTED"):
    """September with one row in every table of facts, then moved on."""
    make_period(SEPTEMBER)
    project, unit = make_project(), make_unit()
    filing = Filing.objects.create(
        project=project, period="2023-09", state="DRAFT", filed_by="tests", filed_at=NOW
    )
    Window.objects.create(
        period_id="2023-09",
        opens_on=date(2023, 9, 20),
        cut_off_on=date(2023, 9, 30),
        shuts_on=date(2023, 10, 11),
    )
    Correction.objects.create(
        filing=filing, period="2023-09", about_period="2023-08", amount_yuan=-1, reason="审计核减"
    )
    Filing.objects.update(state=filing_state)  # its corrections stand still from here on
    Review.objects.create(filing=filing, period="2023-09", order=3, level="OFFICE")
    TotalsSheet.objects.create(
        period="2023-09", revision=1, unit=unit, version=1, totals={}, made_at=NOW
    )
    move_on(SEPTEMBER, *states)
    return filing


def everything():
    """All rows of the guarded tables and of the periods, to compare."""
    models = (Window, Duty, Filing, Correction, Review, TotalsSheet, MonthFigure)
    return [
        list(model.objects.order_by("pk").values()) for model in (*models, PeriodLock, PeriodMove)
    ]


def refused(app, statement, *parameters, kind=errors.Error):
    """The statement fails as the application, and nothing is left of it."""
    before = everything()
    with pytest.raises(kind) as fault, app.transaction():
        app.execute(statement, parameters or None)
    assert everything() == before
    return str(fault.value)


def said_so(said, state):
    """Refused for its period; or before that, because what was submitted never changes."""
    return f"period 2023-09 is {state}" in said or "was submitted: " in said


@pytest.mark.parametrize("table", TABLES)
def test_a_closed_period_takes_no_row_gives_none_and_changes_none(app, table):
    make_facts(*CLOSED)
    column = TABLES[table]

    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"UPDATE {table} SET {column} = '2023-10'",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({_key(table)})"
        f" DO UPDATE SET {column} = EXCLUDED.{column}",
        f"MERGE INTO {table} USING (SELECT '2023-09' AS code) one ON {column} = code"
        " WHEN MATCHED THEN DELETE",
        f"WITH gone AS (DELETE FROM {table} RETURNING *) SELECT count(*) FROM gone",
    ):
        said = refused(app, statement, kind=errors.ObjectNotInPrerequisiteState)
        assert said_so(said, "closed")
    assert "permission denied" in refused(app, f"TRUNCATE {table} CASCADE")


def _key(table):
    return "period_id" if table == "progress_window" else "id"


@pytest.mark.parametrize("table", TABLES)
def test_rows_copied_in_are_guarded_too(app, table):
    make_facts(*CLOSED)
    before = everything()
    with app.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as out:
        lines = b"".join(out)

    fields = lines.split(b"\t")
    if table != "progress_window":
        fields[0] = b"987654321"
    renewed = b"\t".join(fields).replace(b"\t1\tACTUAL", b"\t2\tACTUAL")
    with (
        pytest.raises((errors.ObjectNotInPrerequisiteState, errors.UniqueViolation)),
        app.cursor() as cursor,
        cursor.copy(f"COPY {table} FROM STDIN") as copy,
    ):
        copy.write(renewed)

    assert everything() == before


@pytest.mark.parametrize("table", TABLES)
def test_no_trigger_is_passed_by(app, table):
    make_facts(*CLOSED)

    for statement in (
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"DROP TRIGGER period_guard_update ON {table}",
        f"DROP TABLE {table}",
        f"CREATE RULE around AS ON UPDATE TO {table} DO INSTEAD NOTHING",
        f"CREATE TRIGGER around BEFORE UPDATE ON {table} EXECUTE FUNCTION periods_guard()",
        f"ALTER TABLE {table} OWNER TO ballast_app",
    ):
        refused(app, statement, kind=errors.InsufficientPrivilege)


@pytest.mark.parametrize("table", ["periods_periodlock", "periods_periodmove"])
def test_the_states_of_the_periods_are_read_and_never_written(app, table):
    make_facts(*CLOSED)
    first = "code" if table == "periods_periodlock" else "id"

    for statement in (
        f"UPDATE {table} SET state = 'open'",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM {table}",
        f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({first}) DO UPDATE"
        " SET state = 'open'",
        f"COPY {table} FROM STDIN",
        f"TRUNCATE {table} CASCADE",
        f"SELECT * FROM {table} FOR UPDATE",
        f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
        f"ALTER TABLE {table} ADD COLUMN more int",
    ):
        refused(app, statement, kind=errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "SET ROLE ballast_owner",
        "SET SESSION AUTHORIZATION ballast_owner",
        "ALTER ROLE ballast_app SUPERUSER",
        "GRANT ballast_owner TO ballast_app",
        "CREATE FUNCTION public.opened() RETURNS void LANGUAGE sql SECURITY DEFINER AS ''",
        "CREATE OR REPLACE FUNCTION periods_lock(the_code text) RETURNS text LANGUAGE sql AS"
        " 'SELECT ''open''::text'",
        "ALTER FUNCTION periods_guard() OWNER TO ballast_app",
        "CREATE SCHEMA mine",
        "CREATE EXTENSION plpgsql",
        "COPY periods_periodlock TO PROGRAM 'true'",
    ],
)
def test_no_power_over_the_database_is_to_be_had(app, statement):
    make_facts(*CLOSED)

    refused(app, statement, kind=errors.Error)


def test_a_table_of_ones_own_named_like_ours_deceives_no_function(app):
    """In the installed database the role may make no temporary table at all; here it may."""
    filing = make_facts(*CLOSED)
    app.execute("SET search_path = pg_temp, public")
    app.execute("CREATE TEMPORARY TABLE periods_periodlock (LIKE public.periods_periodlock)")
    app.execute(
        "INSERT INTO periods_periodlock VALUES"
        " ('2023-09', 'open', 1, DATE '2023-09-01', DATE '2023-09-30')"
    )
    app.execute(
        "CREATE FUNCTION pg_temp.coalesce(text, text) RETURNS text LANGUAGE sql AS"
        " 'SELECT ''open''::text'"
    )

    assert app.execute("SELECT state FROM periods_hold(ARRAY['2023-09'])").fetchone() == ("closed",)
    assert app.execute("SELECT periods_lock('2023-09')").fetchone() == ("closed",)
    said = refused(app, "UPDATE public.progress_filing SET filed_by = 'x' WHERE id = %s", filing.pk)
    assert said_so(said, "closed")


def test_the_one_function_that_reopens_writes_the_next_revision_and_the_journal(app):
    make_facts(*CLOSED)
    move = (
        "SELECT periods_move('2023-09', 'open', '2000-01-01', '2000-01-31', %s, now(),"
        " 'person', 1, '甲', '{}')"
    )

    assert "without a reason" in refused(app, move, " ")
    (entry,) = app.execute(move, ["补报"]).fetchone()

    row = app.execute("SELECT state, revision, last_day FROM periods_periodlock").fetchone()
    assert row == ("open", 2, date(2023, 9, 30))
    told = app.execute(
        "SELECT code, subject, payload ->> 'revision', actor_label, cause FROM audit_entry"
        " WHERE id = %s",
        [entry],
    ).fetchone()
    assert told == ("periods.reopened", "2023-09", "2", "甲", "补报")


def moved(code, to, *, kind="'system'", one="NULL", label="'甲'", reason="补报"):
    """A move as anybody who holds the application's role may ask for it."""
    return (
        f"SELECT periods_move('{code}', '{to}', '2000-01-01', '2000-01-31', '{reason}', now(),"
        f" {kind}, {one}, {label}, '{{}}')"
    )


@pytest.mark.parametrize(
    ("states", "to"),
    [
        ((), "open"),
        ((), "closed"),
        ((State.CLOSING,), "closing"),
        (CLOSED, "closing"),
        (CLOSED, "closed"),
        ((), "frozen"),
    ],
)
def test_sql_alone_goes_no_other_way_than_open_closing_closed(app, states, to):
    make_facts(*states)

    assert "cannot move from" in refused(app, moved("2023-09", to))


def test_sql_alone_closes_no_month_before_an_earlier_one_and_reopens_none_before_a_later(app):
    october = Period.month(2023, 10)
    make_period(SEPTEMBER)
    make_period(october, State.CLOSING)

    said = refused(app, moved("2023-10", "closed"))
    assert "2023-10 cannot move to closed before 2023-09" in said
    move_on(SEPTEMBER, *CLOSED)
    move_on(october, State.CLOSED)

    said = refused(app, moved("2023-09", "open"))
    assert "2023-09 cannot move to open before 2023-10" in said
    app.execute(moved("2023-10", "open"))
    app.execute(moved("2023-09", "open"))
    rows = app.execute("SELECT code, state, revision FROM periods_periodlock ORDER BY code")
    assert rows.fetchall() == [("2023-09", "open", 2), ("2023-10", "open", 2)]


@pytest.mark.parametrize(
    "who",
    [
        {"label": "''"},
        {"label": "'　 '"},
        {"label": "NULL"},
        {"kind": "'nobody'"},
        {"kind": "NULL"},
        {"kind": "'person'"},  # and no number of one
    ],
)
def test_nobody_moves_a_period_without_a_name(app, who):
    make_facts()

    assert "somebody who is named" in refused(app, moved("2023-09", "closing", **who))


def test_a_reopened_period_leaves_the_rows_of_the_revision_before(app):
    filing = make_facts(*CLOSED)
    reopen()
    others = "kind, state, base_yuan, caught_up_yuan, correction_yuan, node_dates, filed_by,"
    others += " filed_at, is_late, is_on_behalf, answer, answer_reason, answered_by, doubts,"
    others += " provenance, visible_progress, problems"

    for statement in (
        "UPDATE progress_filing SET completed_yuan = 1",
        "UPDATE progress_filing SET revision = 2",
        "UPDATE progress_filing SET state = 'DRAFT'",
        "DELETE FROM progress_review; DELETE FROM progress_correction; DELETE FROM progress_filing",
        "UPDATE progress_review SET verdict = 'ACCEPTED'",
        "UPDATE progress_correction SET amount_yuan = 5",
        "DELETE FROM progress_correction",
        "UPDATE progress_totalssheet SET signed_by = 'x'",
        "INSERT INTO progress_correction (filing_id, period, about_period, amount_yuan, reason,"
        " paper) SELECT id, '2099-01', '2023-07', 1, 'x', '' FROM progress_filing",
        f"INSERT INTO progress_filing (project_id, period, revision, attempt, {others})"
        f" SELECT project_id, period, 1, 2, {others} FROM progress_filing",
    ):
        said = refused(app, statement, kind=errors.ObjectNotInPrerequisiteState)
        assert said_so(said, "at revision 2")

    app.execute(
        f"INSERT INTO progress_filing (project_id, period, revision, attempt, {others})"
        f" SELECT project_id, period, 2, 2, {others} FROM progress_filing WHERE id = %s",
        [filing.pk],
    )
    app.execute("UPDATE progress_monthfigure SET completed_yuan = 1")


def test_a_draft_left_from_the_revision_before_may_be_taken_up_again(app):
    make_facts(*CLOSED, filing_state="DRAFT")
    reopen()

    app.execute("UPDATE progress_correction SET amount_yuan = 5")
    app.execute("UPDATE progress_filing SET revision = 2, state = 'SUBMITTED'")


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("UPDATE progress_filing SET decided_at = now()", True),
        ("UPDATE progress_review SET verdict = 'ACCEPTED'", True),
        ("UPDATE progress_monthfigure SET completed_yuan = 1", True),
        ("DELETE FROM progress_monthfigure", True),
        ("UPDATE progress_totalssheet SET signed_by = 'x'", True),
        ("UPDATE progress_window SET shuts_on = '2023-10-31'", False),
        ("DELETE FROM progress_duty", False),
        ("UPDATE progress_correction SET amount_yuan = 5", False),
        ("DELETE FROM progress_correction", False),
        (
            "DELETE FROM progress_review; DELETE FROM progress_correction;"
            " DELETE FROM progress_filing",
            False,
        ),
    ],
)
def test_while_a_period_closes_reviews_finish_and_nothing_new_is_filed(app, statement, holds):
    make_facts(State.CLOSING)

    if holds:
        app.execute(statement)
    else:
        said = refused(app, statement, kind=errors.ObjectNotInPrerequisiteState)
        assert said_so(said, "closing")


@pytest.mark.parametrize("table", TABLES)
def test_not_even_a_superuser_in_replication_writes_by_mistake(table):
    make_facts(*CLOSED)
    before = everything()

    for statement in (f"UPDATE {table} SET {TABLES[table]} = 'x'", f"TRUNCATE {table} CASCADE"):
        with superuser() as cursor, pytest.raises(Exception, match=r"closed|TRUNCATE|submitted"):
            cursor.execute(statement)

    assert everything() == before


def test_the_database_opens_no_month_behind_a_closed_one(app):
    make_facts(*CLOSED)

    said = refused(
        app,
        "SELECT periods_move('2023-08', 'open', '2023-08-01', '2023-08-31', '', now(), 'system',"
        " NULL, 'tests', '{}')",
        kind=errors.ObjectNotInPrerequisiteState,
    )

    assert "period 2023-08 cannot move to open before 2023-09" in said
