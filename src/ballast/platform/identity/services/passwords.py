"""Passwords: set once by a link, changed by their owner, never given by default."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import rules
from ballast.platform.identity.models import FormerPassword, OneTimeLink, Session, User

LINK_LIFE = timedelta(hours=24)
REMEMBERED = 5


class WeakPassword(Refused):
    """The password breaks rules; ``faults`` are their codes, worded one by one."""

    code = "weak_password"


class WrongPassword(Refused):
    """The present password is not the one given."""

    code = "wrong_password"


class LinkSpent(Refused):
    """The link was used, has run out, was replaced by a newer one, or never was."""

    code = "link_spent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet(Event):
    code: ClassVar[str] = "identity.password_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    code: ClassVar[str] = "identity.password_changed"


def actor_of(user: User) -> Actor:
    return Actor("person", user.pk, user.name)


def make_links(users: Sequence[User | None], *, at: datetime) -> list[str]:
    """Tokens that each set a person's password once within a day; older ones are void.

    ``None`` stands for the first administrator, who is nobody yet. In the caller's transaction.
    """
    people = [user.pk for user in users if user]
    OneTimeLink.objects.filter(user__in=people, used_at__isnull=True).delete()
    if None in users:
        OneTimeLink.objects.filter(user__isnull=True, used_at__isnull=True).delete()
    tokens = [secrets.token_urlsafe(32) for _ in users]
    OneTimeLink.objects.bulk_create(
        OneTimeLink(user=user, digest=rules.digest_of(token), expires_at=at + LINK_LIFE)
        for user, token in zip(users, tokens, strict=True)
    )
    return tokens


def spend(token: str, *, at: datetime, first: bool) -> OneTimeLink:
    """The link of this token, marked as used. Raises ``LinkSpent``."""
    link = (
        OneTimeLink.objects.select_for_update(of=("self",))
        .filter(digest=rules.digest_of(token), used_at__isnull=True, expires_at__gt=at)
        .filter(user__isnull=first)
        .first()
    )
    if link is None:
        raise LinkSpent
    link.used_at = at
    link.save(update_fields=["used_at"])
    return link


@transaction.atomic
def set_by_link(*, at: datetime, token: str, password: str) -> User:
    """Set the password of the person whom the link was made for; ends their other sign-ins.

    Raises ``LinkSpent``, ``WeakPassword``.
    """
    link = spend(token, at=at, first=False)
    user = User.objects.select_for_update(of=("self",)).get(links=link)
    if not user.is_active:
        raise LinkSpent
    put(user, password, at=at)
    audit.record(PasswordSet(subject=user.username), by=actor_of(user), at=at)
    return user


@transaction.atomic
def change_password(*, by: User, at: datetime, old: str, new: str) -> None:
    """Change one's own password; ends one's other sign-ins.

    Raises ``WrongPassword``, ``WeakPassword``.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    if not check_password(old, user.password):
        raise WrongPassword
    put(user, new, at=at)
    audit.record(PasswordChanged(subject=user.username), by=actor_of(user), at=at)


def put(user: User, password: str, *, at: datetime) -> None:
    """Check the password, store its hash, remember it, end the person's sign-ins.

    In the caller's transaction, ``user`` locked. Raises ``WeakPassword``.
    """
    former = user.former_passwords.values_list("password", flat=True)
    faults = rules.password_faults(
        password,
        about=(user.username, user.name),
        is_common=_is_common(password),
        was_used=any(check_password(password, old) for old in (user.password, *former)),
    )
    if faults:
        raise WeakPassword(faults=faults)
    user.set_password(password)
    user.password_set_at = at
    user.save(update_fields=["password", "password_set_at"])
    FormerPassword.objects.create(user=user, password=user.password, set_at=at)
    kept = user.former_passwords.order_by("-set_at", "-pk").values_list("pk", flat=True)[
        :REMEMBERED
    ]
    user.former_passwords.exclude(pk__in=list(kept)).delete()
    Session.objects.filter(user=user).delete()


def _is_common(password: str) -> bool:
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False
