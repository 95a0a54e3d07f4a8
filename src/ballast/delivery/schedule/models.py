"""月节点、周任务: what a project is to reach in a month, and in a week towards it."""

from django.db import models
from django.db.models import Q

from .rules import TaskState


class MonthNode(models.Model):
    """What is to be reached in a month; perhaps a main node or a step of the register.

    ``planned_on`` is what was planned of it in the register when it was written down.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="month_nodes"
    )
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    what = models.CharField(max_length=300)
    code = models.CharField(max_length=40, blank=True)  # of a main node of the register
    planned_on = models.DateField(null=True)
    due_on = models.DateField()
    person = models.CharField(max_length=60, blank=True)
    reached_on = models.DateField(null=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="month_node_says_something"),
        ]
        indexes = [models.Index(fields=["month", "unit"], name="month_nodes_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.what}"


class WeekTask(models.Model):
    """What is to be done in a week by the unit that answered for the project when it was written.

    Undone it stays in its week; what follows from it is another task, ``carried_from`` it, so
    many ``times`` after the first.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="week_tasks"
    )
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(MonthNode, on_delete=models.PROTECT, null=True, related_name="tasks")
    week = models.DateField()  # its Monday
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    person = models.CharField(max_length=60, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )
    times = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=TaskState.OPEN.value)  # rules.TaskState
    reason = models.CharField(max_length=300, blank=True)
    new_due_on = models.DateField(null=True)
    filed_at = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=100, blank=True)
    is_late = models.BooleanField(default=False)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="week_task_says_something"),
            models.CheckConstraint(
                condition=~Q(state="undone") | (~Q(reason="") & Q(new_due_on__isnull=False)),
                name="undone_with_reason_and_day",
            ),
            models.UniqueConstraint(
                fields=["carried_from"],
                condition=~Q(state="withdrawn"),
                name="task_carried_over_once",
            ),
        ]
        indexes = [
            models.Index(fields=["week", "unit"], name="week_tasks_of_a_unit"),
            models.Index(fields=["project", "week"], name="week_tasks_of_a_project"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.what}"


class TaskReport(models.Model):
    """What was filed of a task, each time; the task shows the last that stands.

    ``is_correction``: it came after the week's bulletin was signed, whose figures stay.
    """

    task = models.ForeignKey(WeekTask, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    new_due_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    is_late = models.BooleanField(default=False)
    is_correction = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["task", "at"], name="reports_of_a_task")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.state}"
