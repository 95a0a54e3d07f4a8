"""整改方案: what a unit undertakes when it is urged, week by week, and a limit once extended."""

from django.db import models
from django.db.models import Q

from ballast.dispatch.coordination.rules.plans import LIVE_PLANS, PlanState


class Plan(models.Model):
    """One round of a plan: asked for by a 督办单, handed in, passed or returned.

    A returned one stays as it was; the next round is asked for with the same days.
    """

    issue = models.ForeignKey(
        "coordination.Issue", on_delete=models.PROTECT, related_name="plans", db_index=False
    )
    round = models.PositiveSmallIntegerField(default=1)
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()  # until when it is to be handed in
    state = models.CharField(max_length=10, default=PlanState.ASKED.value)
    words = models.TextField(blank=True)
    handed_in_by = models.CharField(max_length=200, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=12, blank=True)  # rules.Grade
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    review_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "round"], name="plan_once_a_round"),
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(state__in=sorted(LIVE_PLANS)),
                name="plan_live_once_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.round}"


class PlanNode(models.Model):
    """What is to be reached by the end of a week, who answers for it, and when it was."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nodes")
    ends_on = models.DateField()
    words = models.CharField(max_length=500)
    person = models.CharField(max_length=60)
    done_on = models.DateField(null=True)
    done_words = models.TextField(blank=True)
    told_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.ends_on}"


class LimitExtension(models.Model):
    """A later limit that a unit asks for before the old one has gone by; granted once an issue."""

    issue = models.ForeignKey(
        "coordination.Issue", on_delete=models.PROTECT, related_name="extensions"
    )
    was_due_on = models.DateField()
    wanted_on = models.DateField()
    reason = models.TextField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    is_granted = models.BooleanField(null=True)  # None: not decided yet
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(is_granted=True) | Q(is_granted__isnull=True),
                name="extension_once_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.wanted_on}"
