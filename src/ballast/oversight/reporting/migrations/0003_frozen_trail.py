"""What stood beside the figures is frozen with them, under the same triggers."""

from django.db import migrations, models

GUARDS = """
CREATE TRIGGER frozen_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON reporting_frozentrail
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_stays();
CREATE TRIGGER frozen_comes_in AFTER INSERT ON reporting_frozentrail
    REFERENCING NEW TABLE AS rows_after
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_comes_in();
ALTER TABLE reporting_frozentrail ENABLE ALWAYS TRIGGER frozen_stays;
ALTER TABLE reporting_frozentrail ENABLE ALWAYS TRIGGER frozen_comes_in;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON reporting_frozentrail FROM ballast_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_frozen_for_good")]

    operations = [
        migrations.CreateModel(
            name="FrozenTrail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.PositiveSmallIntegerField()),
                ("lead", models.CharField(max_length=10)),
                ("place", models.CharField(max_length=32)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "revision", "lead", "place"), name="frozen_trail_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
