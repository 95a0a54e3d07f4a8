"""What people were told inside the product, and what of it went out to them."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from . import kinds
from .messages import STATES, WAYS
from .rules import Hours, State, Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise


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


class Setting(models.Model):
    """How a person is reached outside the product; who has none is not."""

    user = models.OneToOneField(
        "identity.User", on_delete=models.CASCADE, related_name="notice_setting"
    )
    mail = models.EmailField(blank=True)
    language = models.CharField(max_length=10)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    workdays_only = models.BooleanField(default=False)
    digest_at = models.TimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}"

    @property
    def hours(self) -> Hours:
        return Hours(self.quiet_from, self.quiet_until, self.workdays_only, self.digest_at)


class Wish(models.Model):
    """A person wants notices of a kind by a way."""

    user = models.ForeignKey("identity.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=10)  # rules.Way

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "way"], name="wished_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.way}"


class Webhook(models.Model):
    """Where notices are handed on to from a moment on; empty for nowhere. The last one counts."""

    url = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """A notice, as it read from a moment on, on its way to its person: once by each way."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=10)  # rules.Way
    told_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=State.WAITING)
    next_at = models.DateTimeField()  # not tried before
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.UUIDField(null=True, db_index=True)  # what went out together bears one
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "way", "told_at"], name="delivered_once"),
            models.CheckConstraint(
                condition=Q(way__in=[one.value for one in Way]), name="delivery_way_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["way", "next_at"],
                condition=Q(state=State.WAITING.value),
                name="deliveries_waiting",
            ),
            models.Index(fields=["-told_at", "-id"], name="deliveries_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.way} {self.state}"

    @property
    def by_way(self) -> "StrPromise":
        return WAYS[self.way]

    @property
    def standing(self) -> "StrPromise":
        return STATES[self.state]

    @property
    def kind_of_state(self) -> str:
        """The colour of its badge."""
        return {State.SENT: "green", State.FAILED: "red", State.UNSURE: "amber"}.get(
            State(self.state), "grey"
        )

    @property
    def may_be_tried_again(self) -> bool:
        return self.state in (State.FAILED, State.UNSURE)
