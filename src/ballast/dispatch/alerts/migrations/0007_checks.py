import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0006_unit_lamps"),
        ("coordination", "0002_issues"),
        ("identity", "0002_leader_secretary"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(unique=True)),
                ("answer_within", models.PositiveSmallIntegerField()),
                ("mend_within", models.PositiveSmallIntegerField()),
                ("set_by", models.CharField(max_length=100)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("state", models.CharField(default="asked", max_length=10)),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("mend_by", models.DateField()),
                ("is_true", models.BooleanField(null=True)),
                ("cause", models.CharField(blank=True, max_length=20)),
                ("words", models.TextField(blank=True)),
                ("asks", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=100)),
                ("climbed_on", models.DateField(null=True)),
                ("reminded_times", models.PositiveSmallIntegerField(default=0)),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="coordination.issue",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.unit",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="alerts.projectwarning",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "due_on"], name="checks_by_state"),
                    models.Index(fields=["unit", "state"], name="checks_of_a_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("warning", "period"), name="check_once_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("is_true__isnull", True)),
                            models.Q(("answered_on__isnull", False), ("is_true__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_answer_is_whole",
                    ),
                ],
            },
        ),
    ]
