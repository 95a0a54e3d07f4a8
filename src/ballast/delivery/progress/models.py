"""What units file."""

from django.db import models
from django.db.models import Q


class Filing(models.Model):
    """One project's figures and words for one period. Money in yuan, from 1 January on."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="filings"
    )
    period = models.CharField(max_length=10)  # kernel.periods: 2023-09
    completed_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    visible_progress = models.TextField(blank=True)
    filed_by = models.CharField(max_length=200)
    filed_at = models.DateTimeField()
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "period"], name="filing_once_a_period"),
            models.CheckConstraint(
                condition=Q(completed_yuan__isnull=True) | Q(completed_yuan__gte=0),
                name="filing_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period}"
