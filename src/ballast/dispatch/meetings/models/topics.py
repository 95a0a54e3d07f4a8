"""议题: what is to be talked about, the office's advice, the departments' opinions."""

from django.db import models
from django.db.models import Q

from .meetings import Meeting


class Topic(models.Model):
    """One topic asked for at a meeting; ``unit`` asks, nobody where it is the office."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10)  # rules.TopicState
    reason = models.TextField(blank=True)  # why it was sent back
    advice = models.TextField(blank=True)  # 拟办意见
    issue = models.ForeignKey(
        "coordination.Issue", on_delete=models.PROTECT, null=True, related_name="+"
    )
    promise = models.ForeignKey(  # of last time
        "meetings.Decision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, null=True, related_name="+"
    )
    amount_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # at stake
    hand_place = models.PositiveSmallIntegerField(null=True)  # given by hand, from 1
    place = models.PositiveSmallIntegerField(null=True)  # in the agenda that was fixed

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="topic_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(reason=""), name="topic_sent_back_with_reason"
            ),
            models.UniqueConstraint(
                fields=["meeting", "issue"],
                condition=Q(issue__isnull=False) & ~Q(state="sent_back"),
                name="issue_once_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "promise"],
                condition=Q(promise__isnull=False) & ~Q(state="sent_back"),
                name="promise_once_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.title}"


class Opinion(models.Model):
    """书面意见: asked of a unit by a day, and what it wrote."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="opinions")
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    words = models.TextField(blank=True)
    given_by = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "unit"], name="opinion_once_a_unit"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | ~Q(words=""), name="opinion_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.unit_id}"
