"""批示: what a leader said, all that it ever read, to whom it went, and what came back."""

from django.db import models
from django.db.models import Q


class Instruction(models.Model):
    """One instruction of a leader; ``words`` as they stand now, verbatim."""

    leader = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=60, blank=True)  # as of the day: 副市长
    said_on = models.DateField()
    form = models.CharField(max_length=10)  # rules.Form
    paper = models.ForeignKey(
        "documents.Paper", on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.TextField()
    limit = models.DateField(null=True)  # the last day in time
    projects = models.ManyToManyField("projects.Project", related_name="+")
    entered_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    why_withdrawn = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, blank=True)
    why_closed = models.TextField(blank=True)  # empty where no new word came in time

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="instruction_says_something")
        ]
        indexes = [models.Index(fields=["leader", "said_on"], name="instructions_of_a_leader")]

    def __str__(self) -> str:
        return f"{self.pk} {self.said_on}"


class Wording(models.Model):
    """What an instruction read from a moment on; nothing of it is ever taken away."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="wordings")
    words = models.TextField()
    limit = models.DateField(null=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)  # of an amendment
    said_on = models.DateField(null=True)  # of a further word, which stands beside the first

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.at}"


class Addressee(models.Model):
    """A unit or a person it goes to, and who signed for it there (签收)."""

    instruction = models.ForeignKey(
        Instruction, on_delete=models.CASCADE, related_name="addressees"
    )
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(default=False)
    taken_off_at = models.DateTimeField(null=True)  # addressed by mistake: sees it no longer
    received_by = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, user__isnull=True)
                | Q(unit__isnull=True, user__isnull=False),
                name="addressee_is_unit_or_person",
            ),
            models.UniqueConstraint(
                fields=["instruction", "unit"],
                condition=Q(unit__isnull=False, taken_off_at__isnull=True),
                name="addressed_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["instruction", "user"],
                condition=Q(user__isnull=False, taken_off_at__isnull=True),
                name="addressed_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["instruction"],
                condition=Q(leads=True, taken_off_at__isnull=True),
                name="one_addressee_leads",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.unit_id or ''} {self.user_id or ''}"


class Report(models.Model):
    """办理情况: what an addressee tells of it."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="reports")
    words = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="report_says_something")]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.at}"


class ClosingDays(models.Model):
    """From a day on: so many working days without a word close what was reported back."""

    valid_from = models.DateField()
    days = models.PositiveSmallIntegerField()
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__gt=0), name="closing_takes_a_day")]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.days}"
