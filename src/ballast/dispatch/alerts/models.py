"""Lamps as they were decided."""

from django.db import models


class Evaluation(models.Model):
    """When the lamps of a period were last decided, and by which version of the rule."""

    period = models.CharField(max_length=10, unique=True)  # kernel.periods: 2023-09
    evaluated_at = models.DateTimeField()
    rule = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.period} {self.rule}"


class ProjectLamp(models.Model):
    """One project's lamp for one period, with the row that decided it and what it saw."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="lamps")
    period = models.CharField(max_length=10)
    family = models.CharField(max_length=16, default="progress")
    colour = models.CharField(max_length=8)  # rules.Colour
    row = models.CharField(max_length=16)  # rules.Row
    values = models.JSONField()  # rules.Lamp's figures, decimals as text

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "period", "family"], name="lamp_once_a_period"
            ),
        ]
        indexes = [
            models.Index(
                fields=["period", "family", "project"],
                include=["colour", "row"],
                name="lamp_in_a_list",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period} {self.colour}"
