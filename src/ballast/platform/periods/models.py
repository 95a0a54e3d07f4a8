"""The periods that were ever opened. The application's role reads these rows; it never writes one.

Only the database's own function ``periods_move`` does, and it writes the journal as well.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class PeriodLock(models.Model):
    """One reporting period and whether its facts may still change.

    ``revision`` is 1 from the first opening; a closed period that is reopened gets the next one,
    and the rows of the one before stay as they were.
    """

    code = models.CharField(max_length=10, primary_key=True)  # kernel.periods: 2023-09
    state = models.CharField(max_length=8)  # rules.State
    revision = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "closing", "closed"]), name="period_in_a_state"
            ),
            ExclusionConstraint(  # 1—2月 and 2月 are not both filed
                name="period_covers_its_days_alone",
                expressions=[
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
                            Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state} {self.revision}"


class PeriodMove(models.Model):
    """One opening, beginning to close, closing or reopening, for good."""

    period = models.ForeignKey(PeriodLock, on_delete=models.PROTECT, related_name="moves")
    revision = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8)  # the one it moved to
    reason = models.TextField(blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=200)
    entry_id = models.BigIntegerField(unique=True)  # the journal's, audit_entry

    def __str__(self) -> str:
        return f"{self.period_id} {self.revision} {self.state}"
