"""Frozen rows come in while their period is being closed, and nothing ever changes them.

Rows may be added from the closing's move until the row of the closing itself is written, which
the service does in one transaction: whoever comes later finds the set sealed.
"""

from django.db import migrations

TABLES = ["reporting_frozenperiod", "reporting_frozenfigure"]

STAYS = """
CREATE FUNCTION reporting_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was frozen stays: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""
COMES_IN = """
CREATE FUNCTION reporting_comes_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    one record;
BEGIN
    IF TG_TABLE_NAME = 'reporting_frozenperiod' THEN
        SELECT * INTO one FROM rows_after fresh WHERE NOT EXISTS (
            SELECT FROM periods_periodmove move JOIN audit_entry entry ON entry.id = move.entry_id
            WHERE move.period_id = fresh.period AND move.revision = fresh.revision
                AND move.state = 'closed' AND move.entry_id = fresh.entry_id
                AND entry.payload ->> 'digest' = fresh.digest
                AND entry.payload ->> 'rows' = fresh.rows::text
        ) LIMIT 1;
    ELSE
        SELECT * INTO one FROM (SELECT DISTINCT period, revision FROM rows_after) fresh
        WHERE NOT EXISTS (
            SELECT FROM periods_periodmove move
            WHERE move.period_id = fresh.period AND move.revision = fresh.revision
                AND move.state = 'closed'
        ) OR EXISTS (
            SELECT FROM reporting_frozenperiod sealed
            WHERE sealed.period = fresh.period AND sealed.revision = fresh.revision
        ) LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'period % revision % is not being closed: INSERT on % refused',
            one.period, one.revision, TG_TABLE_NAME
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN NULL;
END $$
"""
REVOKE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM ballast_app;
    END IF;
END $$
"""
TRIGGERS = """
CREATE TRIGGER frozen_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_stays();
CREATE TRIGGER frozen_comes_in AFTER INSERT ON {table} REFERENCING NEW TABLE AS rows_after
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_comes_in();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER frozen_stays;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER frozen_comes_in;
"""
BACK = "DROP TRIGGER frozen_stays ON {table}; DROP TRIGGER frozen_comes_in ON {table}"


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0001_initial"),
        ("periods", "0002_guards"),
        ("audit", "0002_append_only"),
    ]

    operations = [
        migrations.RunSQL(STAYS, "DROP FUNCTION reporting_stays()"),
        migrations.RunSQL(COMES_IN, "DROP FUNCTION reporting_comes_in()"),
        *[
            migrations.RunSQL(TRIGGERS.format(table=table), BACK.format(table=table))
            for table in TABLES
        ],
        migrations.RunSQL(REVOKE.format(tables=", ".join(TABLES)), migrations.RunSQL.noop),
    ]
