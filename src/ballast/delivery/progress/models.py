"""What units file, who reviewed it, and which figure counts."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce


class Window(models.Model):
    """When a period is filed: from the opening, as of the cut-off day, until it shuts."""

    period = models.OneToOneField(
        "periods.PeriodLock", on_delete=models.PROTECT, primary_key=True, related_name="window"
    )
    opens_on = models.DateField()
    cut_off_on = models.DateField()
    shuts_on = models.DateField()  # the last day on which a filing is in time

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cut_off_on__gte=F("opens_on"), shuts_on__gte=F("cut_off_on")),
                name="window_runs_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.opens_on}–{self.shuts_on}"


class WindowRule(models.Model):
    """The city's filing calendar, in force from a day (``rules.windows``)."""

    valid_from = models.DateField(unique=True)
    opens_day = models.PositiveSmallIntegerField()  # of the period's last month
    cut_off_day = models.PositiveSmallIntegerField()  # 0: the month's last
    december_cut_off_day = models.PositiveSmallIntegerField()
    shuts_after_workdays = models.PositiveSmallIntegerField()  # working days after the month
    quarterly_classes = models.JSONField(default=list)  # plan classes filed each quarter
    opening_together = models.BooleanField(default=True)  # 1—2月 as one period

    def __str__(self) -> str:
        return str(self.valid_from)


class ReviewStep(models.Model):
    """One step of the city's review chain; steps of the same order go side by side."""

    order = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=12)  # rules.Level
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level"], condition=Q(valid_until__isnull=True), name="review_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.level}"


class Duty(models.Model):
    """That a project is to be filed for a period, and by which unit."""

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="duties")
    period = models.CharField(max_length=10)  # kernel.periods
    unit = models.ForeignKey(  # that answers for the filing: the first responsible unit
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    plan_class = models.CharField(max_length=12, blank=True)
    reminded_times = models.PositiveSmallIntegerField(default=0)  # 催报
    reminded_at = models.DateTimeField(null=True)  # last
    reminded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "period"], name="duty_once_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period}"


class Filing(models.Model):
    """One project's figures and words for one period, as filed once. Money in yuan.

    ``completed_yuan`` is the year-to-date figure and is made up exactly of ``base_yuan`` (what
    counted for the period before), ``caught_up_yuan`` (months that were not filed),
    ``correction_yuan`` (the sum of its correction rows) and ``month_yuan``.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="filings"
    )
    period = models.CharField(max_length=10)  # kernel.periods: 2023-09
    revision = models.PositiveSmallIntegerField(default=1)  # the period's when it was filed
    attempt = models.PositiveSmallIntegerField(default=1)  # within the period, over revisions
    kind = models.CharField(max_length=8, default="ACTUAL")  # rules.Kind
    state = models.CharField(max_length=10)  # rules.State

    month_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    completed_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    since_start_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    base_yuan = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    caught_up_yuan = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    correction_yuan = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    construction_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # month's
    equipment_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    other_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    output_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # year-to-date
    new_output_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    forecast_year_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)

    visible_progress = models.TextField(blank=True)
    visible_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    problems = models.TextField(blank=True)
    node_dates = models.JSONField(default=dict)  # {code: {"actual_on" | "forecast_on": day}}

    unit = models.ForeignKey(  # filed for
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    filed_by = models.CharField(max_length=200)  # who entered it
    filed_by_id = models.BigIntegerField(null=True)
    filed_at = models.DateTimeField()  # last written
    submitted_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)  # after the window had shut
    is_on_behalf = models.BooleanField(default=False)  # 代录 by the office
    answer = models.CharField(max_length=10, blank=True)  # rules.Answer, of what was on behalf
    answer_reason = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    doubts = models.JSONField(default=list)  # [{code, params, word, paper}]
    decided_at = models.DateTimeField(null=True)  # accepted, returned or left out
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "period", "attempt"], name="filing_attempt_once"
            ),
            models.UniqueConstraint(
                fields=["project", "period"],
                condition=Q(state__in=["DRAFT", "SUBMITTED"]),
                name="filing_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(completed_yuan__isnull=True) | Q(completed_yuan__gte=0),
                name="filing_not_negative",
            ),
            models.CheckConstraint(  # a draft may still contradict itself
                condition=Q(state="DRAFT")
                | Q(completed_yuan__isnull=True)
                | Q(
                    completed_yuan=F("base_yuan")
                    + F("caught_up_yuan")
                    + F("correction_yuan")
                    + Coalesce("month_yuan", Value(Decimal(0)))
                ),
                name="filing_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["period", "state"], name="filing_by_period_state"),
            models.Index(  # few say any, and lists ask for all that do
                fields=["project"],
                condition=Q(output_yuan__isnull=False),
                name="filing_with_output",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period} {self.state}"


class Correction(models.Model):
    """A change to an earlier, closed period's figure: a row of its own in an open one.

    Signed yuan; it counts when its filing does.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="corrections")
    period = models.CharField(max_length=10)  # the filing's
    about_period = models.CharField(max_length=10)
    amount_yuan = models.DecimalField(max_digits=18, decimal_places=2)
    reason = models.TextField()
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "about_period"], name="corrected_once_a_filing"
            ),
            models.CheckConstraint(
                condition=~Q(amount_yuan=0) & ~Q(reason=""), name="correction_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.about_period} {self.amount_yuan}"


class Review(models.Model):
    """One step of the chain for one filing, fixed when it was submitted."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="reviews")
    period = models.CharField(max_length=10)  # the filing's
    order = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=12)  # rules.Level
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=12, default="PENDING")  # rules.Verdict
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "level"], name="reviewed_once_a_level"),
            models.CheckConstraint(
                condition=~Q(verdict__in=["RETURNED", "PASSED_OVER"]) | ~Q(reason=""),
                name="review_return_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["period", "unit", "verdict"], name="review_by_desk")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.level} {self.verdict}"


class TotalsSheet(models.Model):
    """报送确认单: a unit's totals of a period, printed, signed, and the scan put back."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()  # made anew when the figures changed
    totals = models.JSONField()  # {count, filed, planned_yuan, completed_yuan, month_yuan …}
    digest = models.CharField(max_length=64)  # of the rows the totals were made of
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    signed_by = models.CharField(max_length=40, blank=True)
    signed_on = models.DateField(null=True)
    uploaded_at = models.DateTimeField(null=True)
    uploaded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit", "version"], name="totals_sheet_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.unit_id} {self.version}"


class MonthFigure(models.Model):
    """One project's plan and counted figures of one period, stored so that screens only read.

    ``rules.counting`` decides them; ``services.recount`` writes them whenever a filing, a plan
    or a period changes. Money in yuan, year-to-date except where said.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="month_figures"
    )
    period = models.CharField(max_length=10)
    plan_class = models.CharField(max_length=12, blank=True)
    original_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # as issued
    planned_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # in force
    month_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    completed_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)  # counted
    since_start_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    rate = models.DecimalField(max_digits=28, decimal_places=8, null=True)  # completed / planned
    filed_for = models.CharField(max_length=10, blank=True)  # the period whose filing counts
    kind = models.CharField(max_length=8, blank=True)  # rules.Kind of that filing
    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=12)  # rules.Standing of this period's duty

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "period"], name="figure_once_a_period")
        ]
        # A period's figures in the order of projects, whole: a list of the city reads nothing else.
        indexes = [
            models.Index(
                fields=["period", "project"],
                include=[
                    *("original_yuan", "planned_yuan", "month_yuan", "completed_yuan"),
                    *("since_start_yuan", "rate", "filed_for", "kind"),
                ],
                name="figure_in_a_list",
            ),
            # The slowest first: how a list opens.
            models.Index(
                fields=["period", "rate"],
                include=["project"],
                condition=Q(rate__isnull=False),
                name="figure_by_rate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period} {self.completed_yuan}"


class PlacedYear(models.Model):
    """That the places of a plan year are stored, and by the facts of which day."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"{self.year} {self.as_of}"


class Place(models.Model):
    """One place of a project on a list, stored so that lists only read.

    ``rules`` of the code lists decide it; ``services.place`` writes it whenever the register, a
    plan or the day moves it. On a list of events or gaps a project may have several.
    """

    year = models.PositiveSmallIntegerField()  # the plan year the list is read for
    scheme = models.CharField(max_length=40)  # codelists.rules.Scheme
    member = models.CharField(max_length=40)
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="places")
    ruled = models.CharField(max_length=40, blank=True)  # its dates say otherwise than the plan

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "scheme", "project", "member"],
                include=["ruled"],
                name="placed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year} {self.scheme} {self.member}"
