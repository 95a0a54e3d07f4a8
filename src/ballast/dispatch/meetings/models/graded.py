"""分级分类调度: the tables that held, each from a day on; the last one holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DispatchTable(models.Model):
    """One version of the table."""

    version = models.PositiveIntegerField(unique=True)
    valid_from = models.DateField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} {self.valid_from}"


class DispatchLine(models.Model):
    """One line of it (``rules.Line``); a blank grade or class stands for all."""

    table = models.ForeignKey(DispatchTable, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=12, blank=True)  # projects.rules.Tier
    project_class = models.CharField(max_length=16, blank=True)  # plans.rules.PlanClass
    by = models.CharField(max_length=12)  # rules.Dispatcher
    every = models.CharField(max_length=10)  # rules.Every
    meeting = models.CharField(max_length=12)  # rules.Kind
    families = ArrayField(models.CharField(max_length=16))  # alerts.rules.Family

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "grade", "project_class"], name="graded_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.grade}/{self.project_class}"
