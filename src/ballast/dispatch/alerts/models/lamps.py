"""When a period was judged, and the lamps that were decided."""

from django.db import models

from .rulebooks import Rulebook


class Evaluation(models.Model):
    """When the lamps of a period were last decided, by which rulebook, and issued by whom.

    Before ``issued_at`` they are drafts: only who judges them sees them.
    """

    period = models.CharField(max_length=10, unique=True)  # kernel.periods: 2023-09
    evaluated_at = models.DateTimeField()
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)

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
