"""The lamps of units as a whole, where a rulebook has a rule for them."""

from django.db import models

from .rulebooks import Rulebook


class UnitLamp(models.Model):
    """One accounting unit's own lamp for a period, with the row that decided it."""

    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="lamps")
    period = models.CharField(max_length=10)
    colour = models.CharField(max_length=8)  # rules.Colour
    row = models.CharField(max_length=16)
    values = models.JSONField()  # completed_yuan, planned_yuan: by its shares
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, db_index=False)
    running = models.PositiveSmallIntegerField()  # as that of ProjectLamp

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], name="unit_lamp_once_a_period"),
        ]
        indexes = [models.Index(fields=["period"], name="unit_lamp_of_period")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period} {self.colour}"
