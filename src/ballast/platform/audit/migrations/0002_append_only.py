"""The journal grows and never changes: the database says so, whoever asks."""

from django.db import migrations

TABLES = ["audit_entry", "audit_changedrow", "audit_seal"]

GUARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""
REVOKE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM ballast_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(GUARD, "DROP FUNCTION audit_refuse()"),
        *[
            migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER append_only ON {table}")
            for table in TABLES
        ],
        migrations.RunSQL(REVOKE.format(tables=", ".join(TABLES)), migrations.RunSQL.noop),
    ]
