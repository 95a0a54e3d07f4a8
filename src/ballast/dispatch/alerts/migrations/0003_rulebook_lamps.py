"""Lamps of every family, by rulebooks. The one lamp of before was of no release: it is taken away."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from ballast.platform.periods.guards import guard

FAMILIES = ["start", "progress", "finish", "commission", "entry", "filing"]
CAUSES = {
    "force_majeure": "Force Majeure",
    "winter": "Winter",
    "safety": "Safety",
    "other": "Other",
}


def _key() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0002_list_index"),
        ("periods", "0002_guards"),
        ("projects", "0006_list_index"),
    ]

    operations = [
        migrations.DeleteModel("ProjectLamp"),
        migrations.DeleteModel("Evaluation"),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                ("id", _key()),
                ("key", models.CharField(max_length=60, unique=True)),
                ("text", models.TextField()),
                ("valid_from", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("published_by", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", _key()),
                ("period", models.CharField(max_length=10, unique=True)),
                ("evaluated_at", models.DateTimeField()),
                (
                    "rulebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="alerts.rulebook"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProjectLamp",
            fields=[
                ("id", _key()),
                ("period", models.CharField(max_length=10)),
                ("family", models.CharField(max_length=16)),
                ("colour", models.CharField(max_length=8)),
                ("row", models.CharField(max_length=16)),
                ("values", models.JSONField()),
                ("running", models.PositiveSmallIntegerField()),
                ("shows_rate", models.BooleanField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lamps",
                        to="projects.project",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="alerts.rulebook",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "period", "family"), name="lamp_once_a_period"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["period", "family", "project"],
                        include=("colour", "row", "shows_rate"),
                        name="lamp_in_a_list",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", _key()),
                (
                    "family",
                    models.CharField(choices=[(one, one) for one in FAMILIES], max_length=16),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("cause", models.CharField(choices=list(CAUSES.items()), max_length=16)),
                ("proof", models.TextField()),
                ("paper", models.CharField(blank=True, max_length=100)),
                ("given_by", models.CharField(max_length=100)),
                ("given_at", models.DateTimeField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(valid_until__gt=F("valid_from")), name="exemption_lasts_a_day"
                    )
                ],
            },
        ),
        guard("alerts_projectlamp", new="closing", changed="closing"),
    ]
