"""The year's plan: put up, chosen, issued, adjusted; and what units are to reach."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .rules import PlanClass, Purpose

PLAN_CLASSES = {
    PlanClass.NEW_START.value: _("New start"),
    PlanClass.CARRY_OVER.value: _("Carry-over"),
    PlanClass.DUE_FINISH.value: _("Due to finish"),
    PlanClass.PREPARATORY.value: _("Preparatory"),
}


class PlanYear(models.Model):
    """A year's plan as a whole: until it is issued its lines are a draft."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=200, blank=True)  # 文号
    scheme_version = models.CharField(max_length=20, blank=True)  # by which classes were fixed

    def __str__(self) -> str:
        return str(self.year)


class Declaration(models.Model):
    """申报: a unit puts a project up for a year's plan. Money in yuan."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="declarations"
    )
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10)  # rules.Declared
    plan_class = models.CharField(max_length=12, blank=True)  # as put up
    planned_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    monthly_yuan = ArrayField(  # twelve, each its month's; empty where not split
        models.DecimalField(max_digits=18, decimal_places=2), default=list
    )
    goal = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    finishes_on = models.DateField(null=True)
    declared_by = models.ForeignKey(
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    declared_at = models.DateTimeField()
    rolled_from = models.PositiveSmallIntegerField(null=True)  # the year it was carried over from
    opinion = models.TextField(blank=True)  # why chosen, left out
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="declared_once_a_year"),
            models.CheckConstraint(
                condition=Q(planned_yuan__isnull=True) | Q(planned_yuan__gte=0),
                name="declaration_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year} {self.state}"


class Adjustment(models.Model):
    """动态调整: one paper that changes a plan after its issue, in force from ``valid_from``."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # the year's first, second …
    window = models.CharField(max_length=60, blank=True)  # 年中调整; none: outside of any
    outside_window_reason = models.TextField(blank=True)
    reason = models.TextField()
    paper = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="adjustment_numbered"),
            models.CheckConstraint(condition=~Q(reason=""), name="adjustment_has_reason"),
            models.CheckConstraint(
                condition=~Q(window="") | ~Q(outside_window_reason=""),
                name="adjustment_in_window_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} #{self.number}"


class PlanLine(models.Model):
    """What one project is to do in one year, in force from a day to the day before another.

    The line without an adjustment is the original, as issued; the one that holds at a month's
    end is that month's plan. Money in yuan.
    """

    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.PROTECT,
        related_name="plan_lines",
        db_index=False,  # plan_line_once_a_day begins with it
    )
    year = models.PositiveSmallIntegerField()
    plan_class = models.CharField(
        max_length=12,
        choices=list(PLAN_CLASSES.items()),
        blank=True,  # not yet said
    )
    planned_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    monthly_yuan = ArrayField(  # twelve, cumulative by none; empty where not split
        models.DecimalField(max_digits=18, decimal_places=2), default=list
    )
    goal = models.TextField(blank=True)
    said_class = models.CharField(max_length=12, blank=True)  # before its issue, by the draft
    notes = ArrayField(models.CharField(max_length=20), default=list)  # rules.Note, at issue
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the first day it is over
    adjustment = models.ForeignKey(
        Adjustment, on_delete=models.PROTECT, null=True, related_name="lines"
    )
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year", "valid_from"], name="plan_line_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["project", "year"],
                condition=Q(valid_until__isnull=True),
                name="plan_line_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(planned_yuan__isnull=True) | Q(planned_yuan__gte=0),
                name="plan_line_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="plan_line_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year}"


class AdjustmentItem(models.Model):
    """What an adjustment did to one project, and why; old and new as they were then."""

    adjustment = models.ForeignKey(Adjustment, on_delete=models.PROTECT, related_name="items")
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # rules.AdjustmentKind
    old_class = models.CharField(max_length=12, blank=True)
    new_class = models.CharField(max_length=12, blank=True)
    old_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    new_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    cause = models.CharField(max_length=32, blank=True)  # projects.rules.ExitCause, of an exit
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "project"], name="adjusted_once_a_paper")
        ]

    def __str__(self) -> str:
        return f"{self.adjustment_id} {self.project_id} {self.kind}"


class AdjustmentWindow(models.Model):
    """When a plan may be declared for or adjusted: data, because cities differ (半年, 5月和9月)."""

    year = models.PositiveSmallIntegerField()  # of the plan, also where the days lie before it
    purpose = models.CharField(max_length=12, default=Purpose.ADJUSTMENT.value)  # rules.Purpose
    name = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "name"], name="adjustment_window_named"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="adjustment_window_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"


class Threshold(models.Model):
    """入库门槛: from which total investment a kind of project may enter a plan, in yuan.

    ``sector`` is the beginning of a sector's path; the longest one that fits decides.
    """

    sector = models.CharField(max_length=120, blank=True)  # none: every sector
    least_total_yuan = models.DecimalField(max_digits=18, decimal_places=2)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the first day it is over

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sector"],
                condition=Q(valid_until__isnull=True),
                name="threshold_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="threshold_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector} {self.least_total_yuan}"


class Target(models.Model):
    """目标任务 of a unit (none: the whole city) for a year, a quarter or a sprint.

    "107 starts and 840 亿 in Q4, projects of 1 亿 and more, at least 95 %".
    """

    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    span = models.CharField(max_length=8)  # rules.Span: YEAR, QUARTER, SPRINT
    name = models.CharField(max_length=60)  # 四季度冲刺
    first_day = models.DateField()
    last_day = models.DateField()
    measure = models.CharField(max_length=24)  # rules.Measure
    least_total_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    target_count = models.PositiveIntegerField(null=True)
    target_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    target_rate = models.DecimalField(max_digits=6, decimal_places=4, null=True)  # 0.95
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "name", "measure"], name="target_once_a_unit"
            ),
            models.UniqueConstraint(  # a null is like no other
                fields=["year", "name", "measure"],
                condition=Q(unit__isnull=True),
                name="target_once_a_city",
            ),
            models.CheckConstraint(
                condition=Q(target_count__isnull=False)
                | Q(target_yuan__isnull=False)
                | Q(target_rate__isnull=False),
                name="target_says_something",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="target_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name} {self.measure}"


class Application(models.Model):
    """A project put up for a national or provincial list, with batch and result."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="applications"
    )
    level = models.CharField(max_length=12)  # projects.rules.Tier: NATIONAL, PROVINCIAL
    list_name = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    batch = models.CharField(max_length=40, blank=True)
    applied_on = models.DateField()
    paper = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=10)  # rules.Result
    result_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "list_name", "year", "batch"], name="applied_once_a_batch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.list_name} {self.result}"


class OutsideFigure(models.Model):
    """A figure that others publish: province and peer averages, investment, growth, ranks."""

    series = models.CharField(max_length=40)  # rules.Series
    area = models.CharField(max_length=60)  # 全省平均, 全市, a peer's name
    period = models.CharField(max_length=10)  # kernel.periods
    value = models.DecimalField(max_digits=20, decimal_places=4)
    measure = models.CharField(max_length=16)  # %, 亿元, 位
    rank = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    published_on = models.DateField()
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "area", "period"], name="outside_figure_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="outside_figure_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.area} {self.period}"


class OutsideLine(models.Model):
    """系统外项目: count and amount only, added by the office so that totals can be reconciled."""

    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField()
    planned_yuan = models.DecimalField(max_digits=18, decimal_places=2)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "unit"], name="outside_line_once_a_unit"),
            models.UniqueConstraint(
                fields=["year"], condition=Q(unit__isnull=True), name="outside_line_once_a_city"
            ),
            models.CheckConstraint(condition=Q(count__gt=0), name="outside_line_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.unit_id} {self.count}"
