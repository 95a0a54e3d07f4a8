"""Closed months as they were, frozen for good; and what went up to a superior."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from decimal import Decimal

    _Field = models.Field[Decimal | None, Decimal | None]
else:
    _Field = models.Field


class FrozenPeriod(models.Model):
    """One closing of a period: what was frozen, by whom, and its digest."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=200)
    carry_reason = models.TextField(blank=True)  # why it was closed over unreviewed filings
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # rules.digest over the rows in order
    entry_id = models.BigIntegerField(unique=True)  # the journal's

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "revision"], name="frozen_once_a_revision")
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision}"


class FrozenFigure(models.Model):
    """One project's facts of one closed revision. Plain copies: they outlive what they tell of."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    unit_code = models.CharField(max_length=32, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    region_code = models.CharField(max_length=6, blank=True)
    sector = models.CharField(max_length=200, blank=True)
    tier = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10)
    shares = models.JSONField(default=dict)  # {unit code: share as text}
    total_investment_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    plan_class = models.CharField(max_length=12, blank=True)
    original_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    planned_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    month_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    completed_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    since_start_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    base_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    caught_up_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    correction_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    filed_for = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=8, blank=True)
    standing = models.CharField(max_length=12)
    is_late = models.BooleanField()
    filing_id = models.BigIntegerField(null=True)
    visible_progress = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision", "project"], name="frozen_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision} {self.number}"


class FrozenTrail(models.Model):
    """The digest of something that stood beside a closed revision's figures."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    lead = models.CharField(max_length=10)  # progress.rules.trail.Lead
    place = models.CharField(max_length=32)  # a project's number, a unit's code, the period
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision", "lead", "place"], name="frozen_trail_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision} {self.lead} {self.place}"


class SentUp(models.Model):
    """One table that went up: which figures, from which revision, when, by whom, to whom.

    The workbook is its file. ``figures`` are ``rules.kept``: what it said of each project.
    """

    layout = models.CharField(max_length=12)  # rules.Layout
    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    was_closed = models.BooleanField()  # else the figures of an open month
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    sent_to = models.CharField(max_length=100)
    note = models.CharField(max_length=200, blank=True)  # 文号, by which way
    figures = models.JSONField()
    digest = models.CharField(max_length=64)  # of the workbook

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(sent_to=""), name="sent_up_to_somebody")
        ]
        indexes = [models.Index(fields=["period", "-id"], name="sent_up_by_period")]

    def __str__(self) -> str:
        return f"{self.layout} {self.period} {self.sent_to}"


class Exact(_Field):
    """A decimal with all its places, as it came out."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 - Django's
        return "numeric"


class FrozenSnapshot(models.Model):
    """What a closed revision was judged and measured by; its facts, lamps and values stand beside.

    The digest over all of them is in the journal. Months closed before snapshots have none.
    """

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    schema = models.PositiveSmallIntegerField()  # analytics.schema.VERSION
    indicators = models.JSONField()  # {code: version}
    rulebook = models.CharField(max_length=60)  # its key
    rulebook_text = models.TextField()
    city = models.JSONField()  # what holds for all projects alike: {flag: true or false}
    given = models.JSONField()  # what is no fact of a project: {unit or "": {name: text}}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "revision"], name="frozen_snapshot_once")
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision}"


class FrozenFact(models.Model):
    """A project's part of a closed revision: one for each unit it counts for."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12)
    unit = models.CharField(max_length=32, blank=True)
    facts = models.JSONField()  # the columns of analytics.schema.FACTS that are known
    # Of the first part: who let it off, how long lamps had stood, its places on the lists.
    grounds = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision", "number", "unit"], name="frozen_fact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision} {self.number} {self.unit}"


class FrozenLamp(models.Model):
    """One lamp of a closed revision, as ``alerts.ProjectLamp`` was."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12)
    family = models.CharField(max_length=16)
    colour = models.CharField(max_length=8)
    row = models.CharField(max_length=16, blank=True)
    values = models.JSONField()
    running = models.PositiveSmallIntegerField()
    shows_rate = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision", "number", "family"], name="frozen_lamp_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision} {self.number} {self.family} {self.colour}"


class FrozenValue(models.Model):
    """One indicator of one group of a closed revision, with what it was made of."""

    period = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    plan = models.CharField(max_length=8)  # rules.PLANS: in force, or as issued
    grouping = models.CharField(max_length=8)  # analytics.selectors.GROUPS, or rules.ALL
    key = models.TextField(blank=True)
    series = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=40)
    value = Exact(null=True)
    numerator = Exact(null=True)
    denominator = Exact(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision", "plan", "grouping", "key", "code"],
                name="frozen_value_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.revision} {self.grouping} {self.key} {self.code}"


class MonthFrame(models.Model):
    """A period's facts as one table, stored so that screens of the whole city only read.

    Made again by the clock while the period is open, and once for each revision it is closed as;
    what it says is in the database, so it can be thrown away at any time.
    """

    period = models.CharField(max_length=10, primary_key=True)
    revision = models.PositiveSmallIntegerField()  # that it was closed as; 0 while it is open
    entry_id = models.BigIntegerField()  # the journal's last when it was told
    told_at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the table
    table = models.BinaryField()  # Parquet; the columns of selectors.frames

    def __str__(self) -> str:
        return f"{self.period} {self.told_at}"
