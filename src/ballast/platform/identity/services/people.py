"""People: invited with a link to set their password, given dated roles, let go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from axes.utils import reset
from django.db import transaction
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists.selectors import in_force, not_over
from ballast.platform.identity import rules
from ballast.platform.identity.models import Assignment, OneTimeLink, Session, Unit, User
from ballast.platform.identity.rules import Role

from .passwords import make_links
from .units import UnitUnknown


class UsernameTaken(Refused):
    """Somebody already signs in under the name."""

    code = "username_taken"


class PersonUnknown(Refused):
    """Nobody active signs in under the name."""

    code = "person_unknown"


class PowersUnited(Refused):
    """One person would hold two of the three administrators' powers."""

    code = "powers_united"


class AlreadyAssigned(Refused):
    """The person already holds the role in the unit on some of the days."""

    code = "already_assigned"


class NotOneself(Refused):
    """Nobody gives themselves a role, takes their own, or lets themselves go."""

    code = "not_oneself"


class LinkOfAdministrator(Refused):
    """Who made an administrator's link could enter as them and unite two powers."""

    code = "link_of_administrator"


class StillAdministrator(Refused):
    """An administrator's account is closed when another one has taken the power back."""

    code = "still_administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleInvited(Event):
    code: ClassVar[str] = "identity.people_invited"
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksRenewed(Event):
    code: ClassVar[str] = "identity.links_renewed"
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesAssigned(Event):
    code: ClassVar[str] = "identity.roles_assigned"
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentsEnded(Event):
    code: ClassVar[str] = "identity.assignments_ended"
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDeactivated(Event):
    code: ClassVar[str] = "identity.people_deactivated"
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInsUnlocked(Event):
    code: ClassVar[str] = "identity.sign_ins_unlocked"
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """Somebody to be invited."""

    username: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentDraft:
    """A role to be given, from a day to the day before another, or until it is ended."""

    username: str
    role: Role
    unit_code: str
    valid_from: date
    valid_until: date | None = None


@transaction.atomic
def invite(*, by: Actor, at: datetime, drafts: Sequence[PersonDraft]) -> dict[str, str]:
    """Make people known, without a password; the token of each one's link by username.

    The tokens are told once and kept nowhere. Raises ``UsernameTaken``.
    """
    names = [rules.sign_in_name(draft.username) for draft in drafts]
    taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    taken |= {name for name in names if names.count(name) > 1}
    if taken:
        raise UsernameTaken(names="、".join(sorted(taken)))
    users = [User(username=n, name=d.name) for n, d in zip(names, drafts, strict=True)]
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_create(users)
    tokens = make_links(users, at=at)
    changes = [
        Change("identity_user", u.pk, {"username": (None, u.username), "name": (None, u.name)})
        for u in users
    ]
    event = PeopleInvited(subject=names[0], usernames=tuple(names))
    audit.record(event, by=by, at=at, changes=changes)
    return dict(zip(names, tokens, strict=True))


@transaction.atomic
def renew_links(*, by: Actor, at: datetime, usernames: Sequence[str]) -> dict[str, str]:
    """New links for people who lost theirs or forgot their password; the old password is void.

    An administrator's is made at the server's console. Raises ``PersonUnknown``,
    ``NotOneself``, ``LinkOfAdministrator``.
    """
    users = _locked(usernames, by)
    if by.kind == "person" and (others := _administrators(users, at)):
        raise LinkOfAdministrator(names=others)
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_update(users, ["password"])
    Session.objects.filter(user__in=users).delete()
    tokens = make_links(users, at=at)
    names = tuple(user.username for user in users)
    audit.record(LinksRenewed(subject=names[0], usernames=names), by=by, at=at)
    return dict(zip(names, tokens, strict=True))


@transaction.atomic
def assign(*, by: Actor, at: datetime, drafts: Sequence[AssignmentDraft]) -> list[Assignment]:
    """Give people roles in units.

    Raises ``PersonUnknown``, ``NotOneself``, ``UnitUnknown``, ``PowersUnited`` and
    ``AlreadyAssigned``.
    """
    users = {user.username: user for user in _locked([d.username for d in drafts], by)}
    units = _units(drafts)
    first = min(draft.valid_from for draft in drafts)
    held = list(Assignment.objects.filter(not_over(first), user__in=users.values()))
    made: list[Assignment] = []
    for draft in drafts:
        new = Assignment(
            user=users[draft.username],
            role=draft.role,
            unit=units[draft.unit_code],
            valid_from=draft.valid_from,
            valid_until=draft.valid_until,
        )
        beside = [old for old in held + made if old.user_id == new.user_id and _meet(old, new)]
        if any(old.role == new.role and old.unit_id == new.unit_id for old in beside):
            raise AlreadyAssigned(username=draft.username)
        if rules.unites_powers([draft.role, *(Role(old.role) for old in beside)]):
            raise PowersUnited(username=draft.username)
        made.append(new)
    Assignment.objects.bulk_create(made)
    changes = [
        Change(
            "identity_assignment",
            row.pk,
            {
                "user": (None, row.user_id),
                "role": (None, str(row.role)),
                "unit": (None, row.unit_id),
                "valid_from": (None, row.valid_from),
                "valid_until": (None, row.valid_until),
            },
        )
        for row in made
    ]
    names = tuple(users)
    audit.record(RolesAssigned(subject=names[0], usernames=names), by=by, at=at, changes=changes)
    return made


@transaction.atomic
def end_assignments(*, by: Actor, at: datetime, ids: Sequence[int], on: date) -> None:
    """End assignments: ``on`` is the first day the roles are no longer held.

    One that has not begun by then is taken back. Raises ``Assignment.DoesNotExist`` for one
    that is not known or already over, ``NotOneself``.
    """
    rows = list(
        Assignment.objects.filter(not_over(on), pk__in=ids)
        .select_for_update(of=("self",))
        .select_related("user")
        .order_by("pk")
    )
    if {row.pk for row in rows} != set(ids):
        raise Assignment.DoesNotExist
    _refuse_oneself((row.user for row in rows), by)
    changes = [
        Change("identity_assignment", row.pk, {"valid_until": (row.valid_until, on)})
        for row in rows
    ]
    Assignment.objects.filter(pk__in=ids, valid_from__gte=on).delete()
    Assignment.objects.filter(pk__in=ids).update(valid_until=on)
    names = tuple(sorted({row.user.username for row in rows}))
    event = AssignmentsEnded(subject=names[0], usernames=names)
    audit.record(event, by=by, at=at, changes=changes)


@transaction.atomic
def deactivate(*, by: Actor, at: datetime, usernames: Sequence[str]) -> None:
    """Let people go: they are signed out everywhere and cannot sign in; what they did stays.

    Raises ``PersonUnknown``, ``NotOneself``, ``StillAdministrator``.
    """
    users = _locked(usernames, by)
    if by.kind == "person" and (others := _administrators(users, at)):
        raise StillAdministrator(names=others)
    User.objects.filter(pk__in=[user.pk for user in users]).update(is_active=False)
    Session.objects.filter(user__in=users).delete()
    OneTimeLink.objects.filter(user__in=users, used_at__isnull=True).delete()
    changes = [Change("identity_user", u.pk, {"is_active": (True, False)}) for u in users]
    names = tuple(user.username for user in users)
    event = PeopleDeactivated(subject=names[0], usernames=names)
    audit.record(event, by=by, at=at, changes=changes)


@transaction.atomic
def unlock(*, by: Actor, at: datetime, usernames: Sequence[str]) -> None:
    """Let people try again who mistyped their password too often. Raises ``PersonUnknown``."""
    users = _locked(usernames)
    for user in users:
        reset(username=user.username)
    names = tuple(user.username for user in users)
    audit.record(SignInsUnlocked(subject=names[0], usernames=names), by=by, at=at)


def _locked(usernames: Iterable[str], by: Actor | None = None) -> list[User]:
    wanted = set(usernames)
    users = list(
        User.objects.select_for_update().filter(username__in=wanted, is_active=True).order_by("pk")
    )
    absent = wanted - {user.username for user in users}
    if absent:
        raise PersonUnknown(names="、".join(sorted(absent)))
    _refuse_oneself(users, by)
    return users


def _administrators(users: Sequence[User], at: datetime) -> str:
    """Those among them who hold one of the three powers, or are to hold one."""
    held = Assignment.objects.filter(
        not_over(timezone.localdate(at)), user__in=users, role__in=rules.ADMINISTRATORS
    )
    return "、".join(sorted(set(held.values_list("user__username", flat=True))))


def _refuse_oneself(users: Iterable[User], by: Actor | None) -> None:
    if by and by.kind == "person" and any(user.pk == by.id for user in users):
        raise NotOneself


def _units(drafts: Sequence[AssignmentDraft]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for draft in drafts:
        if draft.unit_code not in units:
            found = Unit.objects.filter(in_force(draft.valid_from), code=draft.unit_code).first()
            if not found:
                raise UnitUnknown(code=draft.unit_code)
            units[draft.unit_code] = found
    return units


def _meet(one: Assignment, other: Assignment) -> bool:
    """Whether both are in force on some day."""
    return (one.valid_until is None or other.valid_from < one.valid_until) and (
        other.valid_until is None or one.valid_from < other.valid_until
    )
