"""What is recorded as sent up is never changed: it is what somebody else has in hand."""

from django.db import migrations

STAYS = """
CREATE TRIGGER sent_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON reporting_sentup
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_stays();
ALTER TABLE reporting_sentup ENABLE ALWAYS TRIGGER sent_stays;
"""
REVOKE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON reporting_sentup FROM ballast_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_sent_up"), ("reporting", "0002_frozen_for_good")]

    operations = [
        migrations.RunSQL(STAYS, "DROP TRIGGER sent_stays ON reporting_sentup"),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
    ]
