"""The journal's tables. The database itself refuses to change or delete their rows."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One use case: what happened to what, who did it, for whom and why."""

    at = models.DateTimeField()
    code = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    payload = models.JSONField()
    # Plain copies: the journal lies below the people it names and outlives them.
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    cause = models.TextField(blank=True)
    batch = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="audit_entry_by_subject"),
            # What the journal's page asks by (``reading``), each in the order of its pages.
            models.Index(fields=["-at", "-id"], name="audit_entry_by_moment"),
            models.Index(fields=["code", "-at", "-id"], name="audit_entry_by_code"),
            models.Index(fields=["actor_id", "-at", "-id"], name="audit_entry_by_actor"),
            models.Index(fields=["batch"], condition=~Q(batch=""), name="audit_entry_by_batch"),
            GinIndex(fields=["payload"], opclasses=["jsonb_path_ops"], name="audit_entry_names"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.code} {self.subject}"


class ChangedRow(models.Model):
    """One record that an entry changed: each field's value before and after."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="changed_rows")
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    fields = models.JSONField()  # {name: [old, new]}

    class Meta:
        indexes = [models.Index(fields=["table", "row_id"], name="audit_changed_row_by_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class Seal(models.Model):
    """An entry's place in the chain; the digest covers it and all before it."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)  # no key: it must stay when its entry is gone
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.position} {self.digest}"


class Reacted(models.Model):
    """A reaction that was carried out; written in the transaction that carried it out."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    reaction = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "reaction"], name="audit_reacts_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.reaction}"
