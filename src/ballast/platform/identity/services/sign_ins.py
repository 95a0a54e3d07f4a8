"""Signing in and out: what the journal keeps of it, and ending it elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Session, User

from .passwords import actor_of

GATE = Actor("system", None, "sign-in page")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    code: ClassVar[str] = "identity.signed_in"
    ip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Event):
    code: ClassVar[str] = "identity.signed_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLocked(Event):
    code: ClassVar[str] = "identity.sign_in_locked"
    ip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(Event):
    code: ClassVar[str] = "identity.sessions_ended"
    count: int


@transaction.atomic
def note_sign_in(*, user: User, at: datetime, ip: str) -> None:
    """Journal that somebody signed in."""
    audit.record(SignedIn(subject=user.username, ip=ip), by=actor_of(user), at=at)


@transaction.atomic
def note_sign_out(*, user: User, at: datetime) -> None:
    """Journal that somebody signed out."""
    audit.record(SignedOut(subject=user.username), by=actor_of(user), at=at)


@transaction.atomic
def note_lock(*, username: str, at: datetime, ip: str) -> None:
    """Journal that a name was tried too often from one place, known or not."""
    audit.record(SignInLocked(subject=username[:64], ip=ip), by=GATE, at=at)


@transaction.atomic
def end_sessions(*, by: Actor, at: datetime, user: User, handles: Collection[str]) -> int:
    """Sign a person out where the handles say; how many there were."""
    rows = Session.objects.select_for_update().filter(user=user).order_by("pk")
    keys = [row.pk for row in rows if row.handle in handles]
    Session.objects.filter(pk__in=keys).delete()
    if keys:
        event = SessionsEnded(subject=user.username, count=len(keys))
        audit.record(event, by=by, at=at)
    return len(keys)
