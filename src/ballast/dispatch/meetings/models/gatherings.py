"""集中开工、集中签约、推介, their projects and when they are looked at again; stops of a route."""

from django.db import models
from django.db.models import Q

from .meetings import Meeting


class RouteStop(models.Model):
    """观摩点: a project that a meeting visits, in the order of the route."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="stops")
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "project"], name="visited_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.place}"


class Gathering(models.Model):
    """One event at which projects were started, signed or promoted."""

    kind = models.CharField(max_length=14)  # rules.Occasion
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    projects = models.ManyToManyField("projects.Project", related_name="+")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="gathering_has_a_title")]
        indexes = [models.Index(fields=["-held_on"], name="gatherings_by_day")]

    def __str__(self) -> str:
        return f"{self.held_on} {self.title}"


class Look(models.Model):
    """回访: so many days after an event somebody looks whether its projects really came about."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="looks")
    after = models.PositiveSmallIntegerField()  # calendar days
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)  # what was found, and what follows
    closed_by = models.CharField(max_length=100, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "after"], name="looked_once_after"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(words=""), name="look_closed_with_words"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(closed_at__isnull=True), name="looks_still_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.after}"
