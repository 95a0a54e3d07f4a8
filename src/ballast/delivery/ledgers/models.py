"""The workbooks that were brought in."""

from django.db import models


class Source(models.Model):
    """One workbook, by its digest, brought in for one year's plan or one month."""

    kind = models.CharField(max_length=8)  # rules.PLAN, rules.MONTH
    subject = models.CharField(max_length=10)  # the year, or the period
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    filename = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "digest"], name="source_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.filename}"
