"""The register's table."""

from django.db import models
from django.db.models import Q


class Project(models.Model):
    """One key project, known by its Ballast number from birth."""

    number = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)  # rules.name_key of the name
    initials = models.TextField(blank=True)  # kernel.pinyin: found by first letters
    sort_key = models.TextField(blank=True)  # kernel.pinyin: order of the alphabet
    content = models.TextField(blank=True)
    sector = models.CharField(max_length=200, blank=True)  # 基础设施/交通/铁路
    region_code = models.CharField(max_length=6, blank=True)  # GB/T 2260, where it lies
    total_investment_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    owner_name = models.CharField(max_length=200, blank=True)
    responsible_unit = models.ForeignKey(
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="projects"
    )
    registered_at = models.DateTimeField()
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="project_is_named"),
            models.CheckConstraint(
                condition=Q(total_investment_yuan__isnull=True) | Q(total_investment_yuan__gte=0),
                name="project_total_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
