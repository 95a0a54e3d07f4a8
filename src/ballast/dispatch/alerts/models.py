"""Rulebooks, the lamps that were decided by them, and who is let off."""

from django.db import models
from django.db.models import F, Q

from .rules import Family


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


class Evaluation(models.Model):
    """When the lamps of a period were last decided, and by which rulebook."""

    period = models.CharField(max_length=10, unique=True)  # kernel.periods: 2023-09
    evaluated_at = models.DateTimeField()
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"{self.period} {self.rulebook_id}"


class ProjectLamp(models.Model):
    """One lamp of a project for a period: of a family, with the row of the rule that decided it.

    The project's own lamp, of family ``project``, names as its row the family it is taken from.
    What a family does not ask of a project has no lamp.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="lamps")
    period = models.CharField(max_length=10)
    family = models.CharField(max_length=16)  # rules.Family, or rules.PROJECT
    colour = models.CharField(max_length=8)  # rules.Colour
    row = models.CharField(max_length=16)
    values = models.JSONField()  # rules.figures: on what it was decided
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, db_index=False)
    # For how many rated periods red or yellow has stood, this one included, across New Year.
    running = models.PositiveSmallIntegerField()
    # Of the project's lamp: its progress is rated, so that a list may show its rate.
    shows_rate = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "period", "family"], name="lamp_once_a_period"
            ),
        ]
        indexes = [
            models.Index(
                fields=["period", "family", "project"],
                include=["colour", "row", "shows_rate"],
                name="lamp_in_a_list",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period} {self.family} {self.colour}"


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
