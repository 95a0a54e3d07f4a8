"""Which file belongs to what; the bytes lie on disk under their digest."""

from django.db import models


class File(models.Model):
    """One file of one owner: a kind of record and its key, never an upward foreign key.

    Several rows may share their bytes; nobody sees a file but through its owner.
    """

    owner_kind = models.CharField(max_length=40)
    owner_key = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_key"], name="files_by_owner")]

    def __str__(self) -> str:
        return self.name
