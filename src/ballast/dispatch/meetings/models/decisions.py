"""议定事项、发言: what a meeting settled, and what was said and promised there."""

from django.db import models
from django.db.models import Q

from .meetings import Meeting
from .topics import Topic


class Statement(models.Model):
    """A speech before the meeting: how it is done, or what is promised."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="statements")
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)  # rules.Speech
    person = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.unit_id} {self.kind}"


class Decision(models.Model):
    """One matter with its lead, who assists, and the limit; a promise where ``statement`` is said.

    Its task is the one that knows it by its key; an issue raised by it is withdrawn when it is
    undone. ``n`` is never given again.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    n = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="decisions")
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, related_name="promise"
    )
    matter = models.CharField(max_length=300)
    lead = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    assisting = models.ManyToManyField("identity.Unit", related_name="+")
    due_on = models.DateField()
    amount_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    standard = models.CharField(max_length=200, blank=True)  # what it is measured by
    task = models.OneToOneField(
        "coordination.Task", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    has_raised = models.BooleanField(default=False)  # the issue of its task
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=100, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "n"], name="decision_number_once"),
            models.CheckConstraint(condition=~Q(matter=""), name="decision_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}-{self.n}"
