"""Rulebooks that were tried on past periods, and which lamps would have been others."""

from django.db import models


class Trial(models.Model):
    """One rulebook tried on the periods from ``since`` to ``until``, beside those in force then."""

    text = models.TextField()  # TOML
    since = models.CharField(max_length=10)  # kernel.periods: 2023-09
    until = models.CharField(max_length=10)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    moved_at = models.DateTimeField()  # when it last got on
    result = models.JSONField(null=True)  # services.trying; none until it is done

    def __str__(self) -> str:
        return f"{self.pk} {self.since}–{self.until}"


class TrialChange(models.Model):
    """A lamp that would have been another: of a family, or the project's own.

    ``told_by``, ``row`` and ``values`` make the sentence of the tried rulebook; the project's own
    lamp is told by the family it is taken from, and by none where nothing is rated.
    """

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="changes")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=10)
    family = models.CharField(max_length=16)  # rules.Family, or rules.PROJECT
    before = models.CharField(max_length=8)  # rules.Colour
    after = models.CharField(max_length=8)
    told_by = models.CharField(max_length=16, blank=True)
    row = models.CharField(max_length=16, blank=True)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "family", "period", "project"], name="trial_changes_a_lamp_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period} {self.family} {self.before} → {self.after}"
