"""问题: an issue and its steps, the rests of its clock, its tasks, and the ladder of levels."""

from django.db import models
from django.db.models import Q

from ballast.dispatch.coordination.rules.clocks import Rest
from ballast.dispatch.coordination.rules.issues import OPEN, IssueState, Severity

_OPEN = sorted(OPEN)


class Issue(models.Model):
    """One thing that holds projects up, as it stands now; what led there is in its steps.

    ``due_on`` is the last day in time at its level, computed from ``level_since`` and the rests.
    ``version`` grows with every step, so that two people do not act upon the same page.
    """

    number = models.CharField(max_length=16, unique=True)  # W2023-0231
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    cause = models.CharField(max_length=20)  # rules.Cause
    severity = models.CharField(max_length=10, default=Severity.ORDINARY.value)
    source = models.CharField(max_length=12)  # rules.Source
    source_key = models.CharField(max_length=80, blank=True)  # warning:<project number>:<family>
    state = models.CharField(max_length=12, default=IssueState.RAISED.value)
    level = models.PositiveSmallIntegerField(default=1)
    level_since = models.DateField()
    accept_by = models.DateField()
    due_on = models.DateField()
    extended_to = models.DateField(null=True)  # granted by the office, at this level
    # Working days that its level's are fewer, since another with less time was merged into it.
    days_less = models.PositiveSmallIntegerField(null=True)
    lead = models.ForeignKey(  # issues_of_a_unit begins with it
        "identity.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    offered_to = models.ForeignKey(  # a handover that waits for this unit's consent
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    holder_person = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assisting = models.ManyToManyField("identity.Unit", related_name="+")
    raiser = models.ForeignKey(  # null: the office
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    raised_by = models.CharField(max_length=200)
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    node = models.CharField(max_length=40, blank=True)
    days_at_stake = models.PositiveIntegerField(null=True)
    projects = models.ManyToManyField("projects.Project", related_name="+")  # the first is main
    reopened = models.PositiveSmallIntegerField(default=0)
    refused = models.PositiveSmallIntegerField(default=0)
    waiting_since = models.DateField(null=True)  # for the raiser's word
    desk = models.CharField(max_length=10, blank=True)  # rules.Desk: the office decides
    reminded_of = models.DateField(null=True)  # the limit whose 48 hours its lead was told of
    petition_asked_on = models.DateField(null=True)
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="parts"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="issue_is_named"),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=~Q(source_key="") & Q(state__in=_OPEN),
                name="issue_once_open_of_a_source",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.CLOSED, closed_at__isnull=False)
                | ~Q(state=IssueState.CLOSED) & Q(closed_at__isnull=True),
                name="issue_closed_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["lead", "state"], name="issues_of_a_unit"),
            models.Index(
                fields=["due_on", "id"], condition=Q(state__in=_OPEN), name="issues_open_by_limit"
            ),
            models.Index(fields=["source", "source_key"], name="issues_of_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class IssueStep(models.Model):
    """One act upon an issue and how it stood after it; nothing of it is ever taken away."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=14)  # rules.Act
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    on = models.DateField()
    words = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    lead = models.ForeignKey(
        "identity.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    paper = models.ForeignKey(
        "documents.Paper", on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.issue_id} {self.act}"


class Pause(models.Model):
    """Days on which an issue's clock stands: ``until_on``, the first day it runs again.

    ``ended_on`` once it has ended, at the latest on that day.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=20)  # rules.PauseReason
    words = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], condition=Q(ended_on__isnull=True), name="issue_pauses_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=models.F("from_on")), name="pause_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.from_on}"

    @property
    def rest(self) -> Rest:
        return Rest(self.from_on, self.ended_on or self.until_on)


class Task(models.Model):
    """What one unit does about an issue by a day; told done, then accepted or returned."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="tasks")
    words = models.TextField()
    outcome = models.CharField(max_length=200, blank=True)  # 成果形式
    unit = models.ForeignKey(  # tasks_of_a_unit begins with it
        "identity.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField()
    decision_key = models.CharField(max_length=80, blank=True, db_index=True)
    assigned_by = models.CharField(max_length=200)
    assigned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=200, blank=True)
    done_words = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)  # the last time
    returned_words = models.TextField(blank=True)
    returned = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="task_says_something"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(done_at__isnull=False),
                name="task_accepted_was_done",
            ),
        ]
        indexes = [models.Index(fields=["unit", "due_on"], name="tasks_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.words[:20]}"


class IssueLadder(models.Model):
    """The levels and clocks from a day on; an issue keeps those in force when its level began."""

    valid_from = models.DateField()
    ladder = models.JSONField()  # rules.ladder_to_json
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["-valid_from", "-id"], name="ladders_by_day")]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.ladder.get('preset', '')}"
