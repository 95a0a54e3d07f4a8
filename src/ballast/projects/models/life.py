"""How far a project has come, on which lists it stands, and what befell it."""

from django.db import models
from django.db.models import Q


class StepRecord(models.Model):
    """One step or mark of the lifecycle: planned, forecast, reached, by which proof.

    ``code`` is a step's or a mark's of the project's template (codelists). What is not
    applicable to this one project is said with its reason.
    """

    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.PROTECT,
        related_name="step_records",
        db_index=False,  # step_once_a_project begins with it
    )
    code = models.CharField(max_length=32)
    planned_on = models.DateField(null=True)
    forecast_on = models.DateField(null=True)
    actual_on = models.DateField(null=True)
    is_not_applicable = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    proof = models.CharField(max_length=200, blank=True)  # 文号; papers are files of the record
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="step_once_a_project"),
            models.CheckConstraint(
                condition=Q(is_not_applicable=False) | Q(actual_on__isnull=True) & ~Q(reason=""),
                name="step_left_out_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.code}"


class ListPlace(models.Model):
    """A place on a named list by a paper: 省重点 第二批, 市标杆项目."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="list_places"
    )
    list_name = models.CharField(max_length=60)
    batch = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "list_name"],
                condition=Q(valid_until__isnull=True),
                name="list_place_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.list_name} {self.batch}"


class StateChange(models.Model):
    """What befell a project as a whole (``rules.Change``), on which day and why.

    ``other`` is the project it was merged into, or one that came out of the split.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="state_changes"
    )
    change = models.CharField(max_length=12)  # rules.Change
    happened_on = models.DateField()
    cause = models.CharField(max_length=32, blank=True)  # code of an exit's reason
    reason = models.TextField()
    paper = models.CharField(max_length=200, blank=True)
    other = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="state_change_has_reason")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.change} {self.happened_on}"
