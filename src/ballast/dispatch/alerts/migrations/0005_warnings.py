"""Warnings month by month, and lamps that others see once the office issued them.

The lamps of months closed before count as issued when they were closed.
"""

import django.db.models.deletion
from django.db import migrations, models

from ballast.platform.periods.guards import guard

_ISSUE_CLOSED = """
UPDATE alerts_evaluation SET issued_at = closed.moved_at, issued_by = closed.moved_by
FROM (
    SELECT DISTINCT ON (move.period_id) move.period_id, move.moved_at, move.moved_by
    FROM periods_periodmove AS move JOIN periods_periodlock AS lock ON lock.code = move.period_id
    WHERE lock.state = 'closed' AND move.state = 'closed'
    ORDER BY move.period_id, move.entry_id DESC
) AS closed WHERE closed.period_id = alerts_evaluation.period
"""


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0004_trials"),
        ("periods", "0002_guards"),
        ("projects", "0008_order_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="issued_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="issued_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name="ProjectWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("family", models.CharField(max_length=16)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="warnings",
                        to="projects.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WarningStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=9)),
                ("prompt", models.CharField(max_length=9)),
                ("colour", models.CharField(blank=True, max_length=8)),
                ("wording", models.TextField(blank=True)),
                ("worded_on", models.JSONField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by", models.CharField(blank=True, max_length=100)),
                (
                    "exemption",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="alerts.exemption",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="alerts.projectwarning",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="projectwarning",
            constraint=models.UniqueConstraint(
                fields=("project", "family"), name="warning_once_a_family"
            ),
        ),
        migrations.AddIndex(
            model_name="warningstep",
            index=models.Index(fields=["period", "state"], name="warnings_of_a_period"),
        ),
        migrations.AddConstraint(
            model_name="warningstep",
            constraint=models.UniqueConstraint(
                fields=("warning", "period"), name="warning_once_a_period"
            ),
        ),
        guard("alerts_warningstep", new="closing", changed="closing"),
        migrations.RunSQL(_ISSUE_CLOSED, migrations.RunSQL.noop),
    ]
