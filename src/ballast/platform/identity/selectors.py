"""What a person may see on a day; without an assignment in force, nothing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from ballast.platform.codelists.selectors import in_force

from .models import Assignment, OneTimeLink, Session, Unit, UnitName, UnitTie, User
from .rules import (
    ADMINISTRATORS,
    NOTHING,
    POSTED,
    RIGHTS,
    SERIES,
    Held,
    Role,
    Scope,
    Series,
    UnitKind,
    digest_of,
    rights_of,
    sees_everything,
    sign_in_name,
    spellings,
)

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor

# Each role goes down with its units, so one query tells what lies below it, and in which regions
# a district sees whatever is there.
_BELOW = """
WITH RECURSIVE below(id, role) AS (
    SELECT * FROM unnest(%(tops)s::bigint[], %(roles)s::text[])
    UNION
    SELECT tie.unit_id, below.role
    FROM identity_unittie tie JOIN below ON tie.parent_id = below.id
    WHERE tie.valid_from <= %(on)s AND (tie.valid_until IS NULL OR tie.valid_until > %(on)s)
)
SELECT unit.id, below.role, unit.region_code, unit.credit_code
FROM identity_unit unit JOIN below USING (id)
WHERE unit.valid_from <= %(on)s AND (unit.valid_until IS NULL OR unit.valid_until > %(on)s)
"""


def held_by(user: User, on: date) -> list[Held]:
    """The roles in force, the last given first; none for a person who is no longer active.

    Asked of the database, or as the gate of a page found them.
    """
    if known := _known(user, on):
        return list(known.held)
    if not user.is_active:
        return []
    rows = Assignment.objects.filter(in_force(on), user=user).order_by("-valid_from", "-pk")
    found = rows.values_list("role", "unit_id", "unit__short_name")
    return [Held(Role(role), unit, name) for role, unit, name in found]


def person(by: "Actor") -> User | None:
    """Who an actor is; nobody for a job, for the system, and for a person who is not known."""
    return User.objects.filter(pk=by.id).first() if by.kind == "person" and by.id else None


def may(by: "Actor", right: str, on: date) -> bool:
    """Whether an actor may on a day: a person by their roles; a job, and the system, always."""
    if by.kind != "person":
        return True
    known = person(by)
    return known is not None and right in rights_of(held_by(known, on))


def units_named(on: date) -> dict[str, int]:
    """The units in force by the names they have or had, short or long; no name of two units.

    With the spellings of ledgers (``rules.spellings``).
    """
    found: dict[str, set[int]] = {}
    units = Unit.objects.filter(in_force(on))
    now = units.values_list("name", "short_name", "pk")
    once = UnitName.objects.filter(unit__in=units).values_list("name", "short_name", "unit_id")
    for name, short, unit in [*now, *once]:
        for one in (*spellings(name), short):
            found.setdefault(one, set()).add(unit)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def known_as(username: str) -> User | None:
    """The active person who signs in by this name."""
    return User.objects.filter(username=sign_in_name(username), is_active=True).first()


def codes_of(units: Collection[int]) -> dict[int, str]:
    """The code of each of these units."""
    return dict(Unit.objects.filter(pk__in=units).values_list("pk", "code"))


def unit_names() -> dict[int, tuple[str, str]]:
    """Code and short name of every unit there is or was, by its id."""
    rows = Unit.objects.values_list("pk", "code", "short_name")
    return {pk: (code, name) for pk, code, name in rows}


def scope_of(user: User, on: date) -> Scope:
    """What ``user`` sees and may do on a day, in two queries, or as the gate of a page found it.

    An administrator's role gives rights but opens no unit: separate powers see no projects. Nor
    does a project officer's: they see the projects that name them.
    Region codes are a district's alone: it sees what lies in it, whoever answers for it.
    """
    if known := _known(user, on):
        return known
    held = held_by(user, on)
    if not held:
        return NOTHING
    below = _below(held, on)
    opened = [one for one in below if one.role not in ADMINISTRATORS | POSTED]
    return Scope(
        everything=sees_everything(one for one in held if one.role not in ADMINISTRATORS),
        unit_ids=frozenset(one.unit_id for one in opened),
        region_codes=frozenset(one.region_code for one in opened if one.role is Role.DISTRICT)
        - {""},
        credit_codes=frozenset(one.credit_code for one in opened) - {""},
        rights=rights_of(held),
        works_in=held[0].unit_name,
        held=tuple(held),
        units_of=tuple(
            (role, frozenset(one.unit_id for one in below if one.role is role))
            for role in dict.fromkeys(one.role for one in held)
        ),
    )


def _known(user: User, on: date) -> Scope | None:
    """What the gate of a page found; who is not signed in has none."""
    known: Scope | None = getattr(user, "scopes", {}).get(on)
    return known


class _Below(NamedTuple):
    unit_id: int
    role: Role
    region_code: str
    credit_code: str


def _below(held: Collection[Held], on: date) -> list[_Below]:
    """The units of these roles and all below them on that day."""
    if not held:
        return []
    with connection.cursor() as cursor:
        tops, roles = [one.unit_id for one in held], [one.role.value for one in held]
        cursor.execute(_BELOW, {"tops": tops, "roles": roles, "on": on})
        return [_Below(unit, Role(role), *codes) for unit, role, *codes in cursor.fetchall()]


def units_by_role(user: User, on: date) -> dict[Role, frozenset[int]]:
    """For each role a person holds on a day, the units they hold it in and all below them."""
    return dict(scope_of(user, on).units_of)


def visible_units(viewer: User, on: date) -> QuerySet[Unit]:
    """The units in force that ``viewer`` may open: their own and what lies below.

    City-wide roles and administrators, who keep the tree, see all of it.
    """
    held = held_by(viewer, on)
    units = Unit.objects.filter(in_force(on))
    if sees_everything(held) or any(one.role in ADMINISTRATORS for one in held):
        return units
    return units.filter(pk__in={one.unit_id for one in _below(held, on)})


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A unit where it stood in the tree of a day, under the name it then had."""

    depth: int
    code: str
    name: str
    kind: str
    is_accounting: bool

    @property
    def steps(self) -> range:
        return range(self.depth)


def tree(viewer: User, on: date) -> list[TreeLine]:
    """The units ``viewer`` may open as they stood on a day, each below the one above it.

    A unit whose upper unit is not shown stands at the top.
    """
    units = {unit.pk: unit for unit in visible_units(viewer, on).order_by("code")}
    names = dict(
        UnitName.objects.filter(in_force(on), unit__in=units).values_list("unit_id", "name")
    )
    above = dict(
        UnitTie.objects.filter(in_force(on), unit__in=units).values_list("unit_id", "parent_id")
    )
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units.values():
        parent = above.get(unit.pk)
        below[parent if parent in units else None].append(unit)
    lines = []
    waiting = [(0, unit) for unit in reversed(below[None])]
    while waiting:
        depth, unit = waiting.pop()
        kind = unit.get_kind_display()
        lines.append(TreeLine(depth, unit.code, names[unit.pk], str(kind), unit.is_accounting))
        waiting += [(depth + 1, lower) for lower in reversed(below[unit.pk])]
    return lines


def units(on: date) -> QuerySet[Unit]:
    """Every unit in force, whoever may open it, in order of code."""
    return Unit.objects.filter(in_force(on)).order_by("code")


def units_holding(role: Role, on: date) -> QuerySet[Unit]:
    """The units in which somebody active holds a role on a day, in order of code."""
    held = Assignment.objects.filter(in_force(on), role=role, user__is_active=True)
    return units(on).filter(pk__in=held.values("unit"))


def first_holding(role: Role, on: date) -> User | None:
    """Somebody active who holds a role on a day: who has held it the longest."""
    held = Assignment.objects.filter(in_force(on), role=role, user__is_active=True)
    first = held.select_related("user").order_by("valid_from", "pk").first()
    return first.user if first else None


def who_hold(role: Role, on: date) -> list[Assignment]:
    """Who active holds a role on a day, with person and unit, in order of sign-in names."""
    held = Assignment.objects.filter(in_force(on), role=role, user__is_active=True)
    return list(held.select_related("user", "unit").order_by("user__username", "pk"))


def people_in(units: Collection[int], right: str, on: date) -> dict[int, set[int]]:
    """Who active holds a right by a role in each of these very units on a day: ids by unit."""
    found: dict[int, set[int]] = {}
    for unit, user in _holding(right, on).filter(unit__in=units).values_list("unit_id", "user_id"):
        found.setdefault(unit, set()).add(user)
    return found


def people_with(right: str, on: date) -> set[int]:
    """Who active holds a right by any role on a day: their ids."""
    return set(_holding(right, on).values_list("user_id", flat=True))


def _holding(right: str, on: date) -> QuerySet[Assignment]:
    return _held(on).filter(role__in=[role for role in Role if right in RIGHTS[role]])


def parents(on: date) -> dict[int, int]:
    """Under which unit each one stands on a day; the topmost are not in it."""
    return dict(UnitTie.objects.filter(in_force(on)).values_list("unit_id", "parent_id"))


def accounting_units(on: date) -> dict[int, int]:
    """Under which accounting unit (归口单位) each unit's totals count on a day.

    It is the nearest one on the way up, the unit itself included; without one, not in the result.
    """
    units = dict(Unit.objects.filter(in_force(on)).values_list("pk", "is_accounting"))
    above = parents(on)
    found = {}
    for unit in units:
        at: int | None = unit
        while at is not None and not units.get(at):
            at = above.get(at)
        if at is not None:
            found[unit] = at
    return found


def region_codes(on: date) -> frozenset[str]:
    """The regions of the units in force, functional areas without a national code included."""
    units = Unit.objects.filter(in_force(on)).exclude(region_code="")
    return frozenset(units.values_list("region_code", flat=True))


def series(on: date) -> dict[Series, list[Unit]]:
    """The accounting units of a day in their two rows, in order of code."""
    rows: dict[Series, list[Unit]] = {one: [] for one in Series}
    for unit in Unit.objects.filter(in_force(on), is_accounting=True).order_by("code"):
        rows[SERIES[UnitKind(unit.kind)]].append(unit)
    return rows


def people(on: date, *, text: str = "") -> QuerySet[User]:
    """Everybody known, with the roles they hold on a day as ``held``; found by name or unit."""
    held = Assignment.objects.filter(in_force(on)).select_related("unit").order_by("pk")
    users = User.objects.prefetch_related(Prefetch("assignments", queryset=held, to_attr="held"))
    if text:
        units = Assignment.objects.filter(in_force(on), unit__name__icontains=text)
        users = users.filter(
            Q(username__icontains=text) | Q(name__icontains=text) | Q(pk__in=units.values("user"))
        )
    return users.order_by("-is_active", "username")


def assignments(user: User) -> QuerySet[Assignment]:
    """All a person held, holds and will hold, the latest first."""
    return user.assignments.select_related("unit").order_by("-valid_from", "-pk")


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser in which a person is signed in."""

    handle: str
    ip: str | None
    agent: str
    started_at: datetime
    seen_at: datetime
    is_here: bool


def sessions_of(user: User, at: datetime, *, here: str | None = None) -> list[SessionLine]:
    """Where a person is signed in at a moment; ``here`` is the key of the asking browser."""
    rows = Session.objects.filter(user=user, expire_date__gt=at).order_by("-seen_at")
    return [
        SessionLine(r.handle, r.ip, r.agent, r.started_at, r.seen_at, is_here=r.pk == here)
        for r in rows
    ]


def is_open(token: str, at: datetime, *, first: bool) -> bool:
    """Whether a one-time link still opens: the first administrator's or a person's."""
    rows = OneTimeLink.objects.filter(digest=digest_of(token), user__isnull=first)
    return rows.filter(used_at__isnull=True, expires_at__gt=at).exists()


def units_without_people(on: date) -> QuerySet[Unit]:
    """The units in force in which nobody active holds a role."""
    return units(on).exclude(pk__in=_held(on).values("unit"))


def never_signed_in() -> QuerySet[User]:
    """Who was invited and has set no password yet."""
    return User.objects.filter(is_active=True, password_set_at=None).order_by("username")


def without_role(on: date) -> QuerySet[User]:
    """Who has a password and no role on a day: they see nothing."""
    people = User.objects.filter(is_active=True, password_set_at__isnull=False)
    return people.exclude(pk__in=_held(on).values("user")).order_by("username")


def roles_ending(on: date, until: date) -> QuerySet[Assignment]:
    """The roles in force that end by a day, the first to end first."""
    return _held(on).filter(valid_until__lte=until).order_by("valid_until", "pk")


def _held(on: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(in_force(on), user__is_active=True)


def needs_first_administrator() -> bool:
    """Whether nobody active has ever been an administrator: the door of the first start."""
    held = Assignment.objects.filter(role__in=ADMINISTRATORS, user__is_active=True)
    return not held.exists()
