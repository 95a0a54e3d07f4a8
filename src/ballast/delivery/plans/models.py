"""The year's plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rules import PlanClass

PLAN_CLASSES = {
    PlanClass.NEW_START.value: _("New start"),
    PlanClass.CARRY_OVER.value: _("Carry-over"),
    PlanClass.DUE_FINISH.value: _("Due to finish"),
    PlanClass.PREPARATORY.value: _("Preparatory"),
}


class PlanLine(models.Model):
    """What one project is to do in one year. Money in yuan."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="plan_lines"
    )
    year = models.PositiveSmallIntegerField()
    plan_class = models.CharField(
        max_length=12,
        choices=list(PLAN_CLASSES.items()),
        blank=True,  # not yet said
    )
    planned_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    goal = models.TextField(blank=True)
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="plan_line_once_a_year"),
            models.CheckConstraint(
                condition=Q(planned_yuan__isnull=True) | Q(planned_yuan__gte=0),
                name="plan_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year}"
