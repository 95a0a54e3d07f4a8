"""What people were told inside the product."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from . import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping


class Notice(models.Model):
    """One thing told to one person; told again with something new, it is unread again."""

    user = models.ForeignKey("identity.User", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)  # kinds.Kind
    about = models.CharField(max_length=120)  # what it is about, for its sender: told once
    params: "models.JSONField[Mapping[str, Any], dict[str, str]]" = models.JSONField()
    link = models.CharField(max_length=500)  # a path of this site
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "about"], name="notice_told_once")
        ]
        indexes = [
            models.Index(fields=["user", "-made_at", "-id"], name="notices_of_a_person"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.user_id}"

    @property
    def words(self) -> str:
        return kinds.words(self.kind, self.params)

    @property
    def name(self) -> str:
        """What its kind is called."""
        found = kinds.kind(self.kind)
        return str(found.name) if found else self.kind

    @property
    def icon(self) -> str:
        found = kinds.kind(self.kind)
        return found.icon if found else "bell"
