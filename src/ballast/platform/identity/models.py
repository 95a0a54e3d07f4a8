"""Units, people, and the roles that people hold in units, each with dates of effect."""

import hashlib
from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from .messages import ROLE_NAMES, UNIT_KIND_NAMES
from .rules import Role as Role
from .rules import Scope
from .rules import UnitKind as UnitKind


def _runs_forward(name: str) -> models.CheckConstraint:
    """A period of effect holds at least one day; ``valid_until`` is the first day it is over."""
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name=name
    )


class Unit(models.Model):
    """A body that files, is ranked or answers; found by its code, named for people.

    ``name`` is the present one; ``UnitName`` keeps those before it with their dates.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=list(UNIT_KIND_NAMES.items()))
    region_code = models.CharField(max_length=6, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    is_accounting = models.BooleanField(default=False)  # 归口单位: totals are counted under it
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [_runs_forward("unit_runs_forward")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class UnitName(models.Model):
    """What a unit was called from one day to the day before another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [_runs_forward("unit_name_runs_forward")]

    def __str__(self) -> str:
        return self.name


class UnitTie(models.Model):
    """Under which unit another one stood, and when. The migration refuses overlaps."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ties")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ties_below")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _runs_forward("unit_tie_runs_forward"),
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="unit_tie_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id}"


class User(AbstractBaseUser):
    """A person who signs in. What they may do is in their assignments, never here."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)
    password_set_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def scopes(self) -> dict[date, Scope]:
        """What this person sees and may do, by day: kept by ``http.scope`` while a page is made."""
        return {}


class FormerPassword(models.Model):
    """The hash of a password a person has used, so that it is not used again soon."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at}"


class Assignment(models.Model):
    """A role that a person holds in a unit from one day to the day before another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=24, choices=list(ROLE_NAMES.items()))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [_runs_forward("assignment_runs_forward")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"


class OneTimeLink(models.Model):
    """A link that sets a password once: the digest of its token, never the token."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id or 'first administrator'} {self.expires_at}"


class Session(AbstractBaseSession):
    """One browser in which a person is signed in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    ip = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    @property
    def handle(self) -> str:
        """What a page calls it by: the key itself would let its reader sign in with it."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:24]
