"""移交: all that one person holds goes to another, from a day on."""

from django.db import models
from django.db.models import F, Q


class Handover(models.Model):
    """Planned, until its day comes or it is taken back; ``count`` of things that passed."""

    leaver = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    heir = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()  # the first day the heir holds it
    reason = models.TextField()
    planned_by = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(leaver=F("heir")), name="handed_to_another"),
            models.UniqueConstraint(
                fields=["leaver"],
                condition=Q(done_at__isnull=True, taken_back_at__isnull=True),
                name="handover_waits_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver_id} > {self.heir_id} {self.on}"
