"""What a project is and was called, and its national codes."""

from django.db import models
from django.db.models import Q


class ProjectName(models.Model):
    """A name with its dates; the open one is ``Project.name``."""

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(valid_until__isnull=True),
                name="project_has_one_name",
            )
        ]
        indexes = [models.Index(fields=["name_key"], name="project_name_by_key")]

    def __str__(self) -> str:
        return self.name


class NationalCode(models.Model):
    """投资项目统一代码 (GB/T 40058) from a day; several may hold, one per phase."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="national_codes"
    )
    code = models.CharField(max_length=32, db_index=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code", "valid_from"], name="national_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
