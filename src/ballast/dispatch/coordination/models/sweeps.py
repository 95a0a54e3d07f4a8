"""摸排: a short form, the set it was sent over, and each line's answers."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from ballast.dispatch.coordination.rules import Over, Question, State, from_json


class Sweep(models.Model):
    """One short form sent out by the office; what it asks and of whom is fixed at opening."""

    title = models.CharField(max_length=100)
    why = models.CharField(max_length=500)
    over = models.CharField(max_length=10, default=Over.PROJECTS.value)  # rules.Over
    asked = models.JSONField()  # rules.to_json
    due_on = models.DateField()  # the last day in time
    state = models.CharField(max_length=10, default=State.OPEN.value)  # rules.State
    opened_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="sweeps_by_state")]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return from_json(self.asked)


class Duty(models.Model):
    """One line to be answered, by the unit that stood for it when the sweep was opened."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="duties")
    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    draft = models.JSONField(default=dict)  # code → answer, kept since it was last handed in
    values = models.JSONField(default=dict)  # code → answer, as handed in
    handed_in_at = models.DateTimeField(null=True)  # the first time
    handed_in_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sweep", "project"],
                condition=Q(project__isnull=False),
                name="sweep_asks_once_a_project",
            ),
            models.UniqueConstraint(
                fields=["sweep", "unit"],
                condition=Q(project__isnull=True),
                name="sweep_asks_once_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, handed_in_on__isnull=True, values={})
                | Q(handed_in_at__isnull=False, handed_in_on__isnull=False) & ~Q(values={}),
                name="sweep_answer_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["unit", "sweep"], name="sweep_duties_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.sweep_id} {self.project_id or self.unit_id}"


class Step(models.Model):
    """What the office did with a sweep, and why; nothing of it is ever taken away."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10)  # rules.Act
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True)  # where the act set one

    def __str__(self) -> str:
        return f"{self.sweep_id} {self.act}"
