"""Who answers for a project, from one day to the day before another."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q


class Responsibility(models.Model):
    """One body or person in one part (``rules.Party``) of a project.

    ``unit`` where the body is in the unit tree, which decides what its people see; ``body`` and
    ``credit_code`` as written. ``user`` where the person signs in. Several may hold a part at
    once (assisting sponsors), except the owner and the responsible unit.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="responsibilities"
    )
    party = models.CharField(max_length=24)  # rules.Party
    unit = models.ForeignKey(
        "identity.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="responsibilities",
        db_index=False,  # responsibility_by_unit begins with it
    )
    body = models.CharField(max_length=200, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    person = models.CharField(max_length=40, blank=True)
    post = models.CharField(max_length=60, blank=True)  # 副市长, 项目负责人
    phone = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, null=True, related_name="responsibilities"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the first day it is over
    reason = models.TextField(blank=True)  # of the handover
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="responsibility_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(body="") | ~Q(person=""),
                name="responsibility_is_somebodys",
            ),
            models.UniqueConstraint(
                fields=["project", "party"],
                condition=Q(valid_until__isnull=True, party__in=["OWNER", "RESPONSIBLE_UNIT"]),
                name="responsibility_single",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "party"], name="responsibility_by_unit"),
            models.Index(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="responsibility_by_credit_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.party} {self.body or self.person}"


class ShareSplit(models.Model):
    """投资分劈: an accounting unit's share of a cross-district project; the shares make 1."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="share_splits"
    )
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=7, decimal_places=6)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gt=Decimal(0), share__lte=Decimal(1)), name="share_is_a_part"
            ),
            models.UniqueConstraint(
                fields=["project", "unit", "valid_from"], name="share_once_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.unit_id} {self.share}"
