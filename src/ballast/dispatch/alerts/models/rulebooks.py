"""Rulebooks as published, and who is let off."""

from django.db import models
from django.db.models import F, Q

from ballast.dispatch.alerts.rules import Family


class Rulebook(models.Model):
    """One version of a city's rules as TOML, kept for as long as a lamp rests on it.

    Without ``valid_from`` nobody published it: the one that ships, where the city set none.
    """

    key = models.CharField(max_length=60, unique=True)  # rules.Rulebook.key
    text = models.TextField()
    valid_from = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.key


class Exemption(models.Model):
    """A family of a project is not rated, for a proven reason, from a day until before another."""

    class Cause(models.TextChoices):
        FORCE_MAJEURE = "force_majeure"
        WINTER = "winter"
        SAFETY = "safety"
        OTHER = "other"

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="exemptions"
    )
    family = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Family])
    valid_from = models.DateField()
    valid_until = models.DateField()
    cause = models.CharField(max_length=16, choices=Cause.choices)
    proof = models.TextField()  # what proves it: 应急管理部门停工令
    paper = models.CharField(max_length=100, blank=True)  # its number
    given_by = models.CharField(max_length=100)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="exemption_lasts_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.family} until {self.valid_until}"
