"""How large a project is, by which paper."""

from django.db import models
from django.db.models import Q


class Investment(models.Model):
    """A total investment as one document says it, in yuan; the last is the project's own."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="investments"
    )
    stage = models.CharField(max_length=12)  # rules.InvestmentStage
    total_yuan = models.DecimalField(max_digits=18, decimal_places=2)
    construction_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    equipment_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    land_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    other_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    paper = models.CharField(max_length=200, blank=True)  # 文号
    decided_on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total_yuan__gte=0), name="investment_not_negative"),
            models.CheckConstraint(
                condition=~Q(stage="ADJUSTED") | ~Q(paper=""), name="adjustment_has_its_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.stage} {self.total_yuan}"


class Capacity(models.Model):
    """建设规模, counted: 60 km, 120 000 t a year."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="capacities"
    )
    item = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    measure = models.CharField(max_length=20)  # km, m², t/year

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "item"], name="capacity_once_an_item")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.amount} {self.measure}"
