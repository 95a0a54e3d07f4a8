"""What a closed month was judged and measured on is frozen with it, under the same triggers."""

import ballast.oversight.reporting.models
from django.db import migrations, models

TABLES = [
    "reporting_frozensnapshot",
    "reporting_frozenfact",
    "reporting_frozenlamp",
    "reporting_frozenvalue",
]
GUARDS = """
CREATE TRIGGER frozen_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_stays();
CREATE TRIGGER frozen_comes_in AFTER INSERT ON {table} REFERENCING NEW TABLE AS rows_after
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_comes_in();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER frozen_stays;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER frozen_comes_in;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM ballast_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0005_sent_for_good"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=12)),
                ("unit", models.CharField(blank=True, max_length=32)),
                ("facts", models.JSONField()),
                ("grounds", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "revision", "number", "unit"), name="frozen_fact_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenLamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=12)),
                ("family", models.CharField(max_length=16)),
                ("colour", models.CharField(max_length=8)),
                ("row", models.CharField(blank=True, max_length=16)),
                ("values", models.JSONField()),
                ("running", models.PositiveSmallIntegerField()),
                ("shows_rate", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "revision", "number", "family"), name="frozen_lamp_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.PositiveSmallIntegerField()),
                ("schema", models.PositiveSmallIntegerField()),
                ("indicators", models.JSONField()),
                ("rulebook", models.CharField(max_length=60)),
                ("rulebook_text", models.TextField()),
                ("city", models.JSONField()),
                ("given", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "revision"), name="frozen_snapshot_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.PositiveSmallIntegerField()),
                ("plan", models.CharField(max_length=8)),
                ("grouping", models.CharField(max_length=8)),
                ("key", models.TextField(blank=True)),
                ("series", models.CharField(blank=True, max_length=12)),
                ("code", models.CharField(max_length=40)),
                ("value", ballast.oversight.reporting.models.Exact(null=True)),
                ("numerator", ballast.oversight.reporting.models.Exact(null=True)),
                ("denominator", ballast.oversight.reporting.models.Exact(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "revision", "plan", "grouping", "key", "code"),
                        name="frozen_value_once",
                    )
                ],
            },
        ),
        *[
            migrations.RunSQL(GUARDS.format(table=table), migrations.RunSQL.noop)
            for table in TABLES
        ],
    ]
