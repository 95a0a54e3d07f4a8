"""会议: when and where, who came, and how far it has come."""

from django.db import models
from django.db.models import Q


class Meeting(models.Model):
    """One meeting; its number is that of its decisions: M2023-10-3."""

    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12)  # rules.Kind
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    chair = models.CharField(max_length=60, blank=True)  # as minutes name them: ×××副市长
    topics_by = models.DateField(null=True)  # the last day to ask for topics
    state = models.CharField(max_length=10)  # rules.State
    why_called_off = models.TextField(blank=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(why_called_off=""),
                name="meeting_called_off_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["kind", "held_on"], name="meetings_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Attendance(models.Model):
    """A unit's part in a meeting, and who came for it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8)  # rules.Part
    person = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=60, blank=True)  # of who is excused: 公务出差

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "unit"], name="attends_once_a_unit"),
            models.CheckConstraint(
                condition=~Q(part="excused") | ~Q(reason=""), name="excused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.unit_id} {self.part}"
