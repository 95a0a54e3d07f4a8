"""Warnings: of which project and family, and what became of them month by month."""

from django.db import models

from .rulebooks import Exemption


class ProjectWarning(models.Model):
    """The warning of a project about one family: one for good, however often it is repeated."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="warnings"
    )
    family = models.CharField(max_length=16)  # rules.Family

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "family"], name="warning_once_a_family")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.family}"


class WarningStep(models.Model):
    """What became of a warning in one period; its sentence is the lamp's, or ``wording``."""

    warning = models.ForeignKey(ProjectWarning, on_delete=models.CASCADE, related_name="steps")
    period = models.CharField(max_length=10)
    state = models.CharField(max_length=9)  # rules.WarningState
    prompt = models.CharField(max_length=9)  # rules.PROMPTS: 开工, 促建
    colour = models.CharField(max_length=8, blank=True)  # blank: no lamp any more
    wording = models.TextField(blank=True)
    worded_on = models.JSONField(null=True)  # the lamp's values that the wording was written on
    exemption = models.ForeignKey(Exemption, on_delete=models.SET_NULL, null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warning", "period"], name="warning_once_a_period")
        ]
        indexes = [models.Index(fields=["period", "state"], name="warnings_of_a_period")]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.period} {self.state}"
