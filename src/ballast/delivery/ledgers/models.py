"""Workbooks that came in, what each would do row by row, and what was told of their layouts."""

from django.db import models
from django.db.models import Q


class Source(models.Model):
    """One workbook by its digest; stored fields remember it, and its bytes are its file."""

    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of the bytes
    filename = models.CharField(max_length=200)  # under which it came first
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.filename


class Layout(models.Model):
    """What a person said of one layout, so that its next workbook is read without asking."""

    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8)  # rules.PLAN, rules.FILING; none: text not yet read
    fingerprint = models.CharField(max_length=64)  # sheets.reading.Reading, or its outline
    told = models.JSONField()  # sheets.reading.Told
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "fingerprint"], name="layout_told_once_a_unit"
            ),
            models.UniqueConstraint(  # a null is like no other
                fields=["kind", "fingerprint"],
                condition=Q(unit__isnull=True),
                name="layout_told_once_a_city",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.fingerprint[:8]}"


class Import(models.Model):
    """One workbook brought in for one year's plan or one month, by one person for one unit.

    Without a unit it is the whole city's. ``counts`` are rows by standing, and ``rows``,
    ``faults``, ``doubts``. Faults and doubts here are those of no row: ``{code, cell, field,
    params}``. ``chosen`` is what a person said of near matches: ``{sheet!line: project | null}``.
    """

    kind = models.CharField(max_length=8, blank=True)  # rules.PLAN, rules.FILING
    subject = models.CharField(max_length=10, blank=True)  # the year, or the period
    asked = models.JSONField(default=dict)  # {kind, subject} as given with the workbook
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(max_length=200)
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10)  # rules.State
    progress = models.PositiveSmallIntegerField(default=0)  # per cent of the work under way
    fingerprint = models.CharField(max_length=64, blank=True)
    told = models.JSONField(default=dict)  # sheets.reading.Told, as read with
    questions = models.JSONField(default=list)  # [{kind, cell, about, guesses, sample, blocking}]
    chosen = models.JSONField(default=dict)
    currency = models.CharField(max_length=3, default="CNY")
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    consequences = models.JSONField(default=list)  # totals that fail only because of a fault
    refusal = models.JSONField(default=dict)  # {code, params, faults}
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)  # when the look was queued, or begun
    looked_at = models.DateTimeField(null=True)
    without_faulty = models.BooleanField(default=False)
    accepted = models.BooleanField(default=False)  # 代录, counted at once
    committed_at = models.DateTimeField(null=True)
    committed_by = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField(null=True)  # of the journal; none when nothing changed
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undone_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["COMMITTED", "UNDONE"]) | Q(committed_at__isnull=False),
                name="import_committed_on_a_day",
            )
        ]
        indexes = [models.Index(fields=["unit", "kind", "-id"], name="import_by_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.filename}"


class ImportRow(models.Model):
    """One row of an import, or a project that was expected in it (``MISSING``, without a line).

    ``values`` is the row as read, ``changes`` is ``{field: [old, new]}``, ``before`` the origins
    of what it overwrote, so that undoing gives them back. ``near`` is ``[{project, number, name,
    owner, unit, likeness}]``.
    """

    imported = models.ForeignKey(
        Import,
        on_delete=models.CASCADE,
        related_name="rows",
        db_column="import_id",
        db_index=False,  # import_row_placed_once begins with it
    )
    place = models.PositiveIntegerField()  # in the order of the workbook
    sheet = models.CharField(max_length=100, blank=True)
    line = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=300)
    standing = models.CharField(max_length=10)  # rules.Standing
    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, null=True, related_name="+"
    )
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    near = models.JSONField(default=list)
    cells = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    left_out = models.BooleanField(default=False)  # committed without it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["imported", "place"], name="import_row_placed_once")
        ]
        indexes = [models.Index(fields=["imported", "standing"], name="import_row_by_standing")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.name} {self.standing}"
