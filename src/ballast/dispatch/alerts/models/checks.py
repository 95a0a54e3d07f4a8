"""排查: who is asked about which warning until when, what they answered, and the limits."""

from django.db import models
from django.db.models import Q

from ballast.dispatch.alerts.rules import CheckState, Limits

from .warnings import ProjectWarning


class CheckLimit(models.Model):
    """How many working days a unit has, from a day until the next row takes over."""

    valid_from = models.DateField(unique=True)
    answer_within = models.PositiveSmallIntegerField()
    mend_within = models.PositiveSmallIntegerField()
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.valid_from} {self.answer_within}/{self.mend_within}"

    @property
    def limits(self) -> Limits:
        return Limits(self.answer_within, self.mend_within)


class Check(models.Model):
    """One warning of one period, to be found out by the unit that answered for the project then.

    ``asks`` is what the unit wants the city to settle, empty where it settles it itself;
    ``issue`` is the matter made of it, or of its silence.
    """

    warning = models.ForeignKey(ProjectWarning, on_delete=models.PROTECT, related_name="checks")
    period = models.CharField(max_length=10)
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=CheckState.ASKED.value)  # rules.CheckState
    asked_on = models.DateField()
    due_on = models.DateField()  # the last day in time
    mend_by = models.DateField()  # until when to hand in how it is mended
    is_true = models.BooleanField(null=True)
    cause = models.CharField(max_length=20, blank=True)  # coordination.rules.Cause
    words = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)
    climbed_on = models.DateField(null=True)
    issue = models.ForeignKey(
        "coordination.Issue", on_delete=models.PROTECT, null=True, related_name="checks"
    )
    reminded_times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warning", "period"], name="check_once_a_period"),
            models.CheckConstraint(
                condition=Q(is_true__isnull=True, answered_on__isnull=True)
                | Q(is_true__isnull=False, answered_on__isnull=False),
                name="check_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="checks_by_state"),
            models.Index(fields=["unit", "state"], name="checks_of_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.period} {self.state}"
