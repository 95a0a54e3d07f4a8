"""What a person may see on a day; without an assignment in force, nothing."""

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from .models import Assignment, Unit, UnitName, User
from .rules import ADMINISTRATORS, NOTHING, Held, Role, Scope, rights_of, sees_everything

# A district's mark goes down with its units, so one query tells both which units lie below
# and in which regions a district sees whatever is there.
_BELOW = """
WITH RECURSIVE below(id, of_district) AS (
    SELECT * FROM unnest(%(tops)s::bigint[], %(of_district)s::boolean[])
    UNION
    SELECT tie.unit_id, below.of_district
    FROM identity_unittie tie JOIN below ON tie.parent_id = below.id
    WHERE tie.valid_from <= %(on)s AND (tie.valid_until IS NULL OR tie.valid_until > %(on)s)
)
SELECT unit.id, below.of_district, unit.region_code
FROM identity_unit unit JOIN below USING (id)
WHERE unit.valid_from <= %(on)s AND (unit.valid_until IS NULL OR unit.valid_until > %(on)s)
"""


def not_over(on: date) -> Q:
    """The rows whose period of effect has not ended by the day, begun or not."""
    return Q(valid_until__isnull=True) | Q(valid_until__gt=on)


def in_force(on: date) -> Q:
    """The rows whose period of effect holds the day."""
    return Q(valid_from__lte=on) & not_over(on)


def held_by(user: User, on: date) -> list[Held]:
    """The roles in force; none for a person who is no longer active."""
    if not user.is_active:
        return []
    rows = Assignment.objects.filter(in_force(on), user=user).order_by("pk")
    return [Held(Role(role), unit) for role, unit in rows.values_list("role", "unit_id")]


def units_named(on: date) -> dict[str, int]:
    """The units in force by the names they have or had, short or long; no name of two units."""
    found: dict[str, set[int]] = {}
    units = Unit.objects.filter(in_force(on))
    now = units.values_list("name", "short_name", "pk")
    once = UnitName.objects.filter(unit__in=units).values_list("name", "short_name", "unit_id")
    for name, short, unit in [*now, *once]:
        found.setdefault(name, set()).add(unit)
        found.setdefault(short, set()).add(unit)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def scope_of(user: User, on: date) -> Scope:
    """What ``user`` sees and may do on a day, in two queries.

    An administrator's role gives rights but opens no unit: separate powers see no projects.
    Region codes are a district's alone: it sees what lies in it, whoever answers for it.
    """
    held = held_by(user, on)
    if not held:
        return NOTHING
    business = [one for one in held if one.role not in ADMINISTRATORS]
    below = _below(business, on)
    return Scope(
        everything=sees_everything(business),
        unit_ids=frozenset(unit for unit, _, _ in below),
        region_codes=frozenset(code for _, of_district, code in below if of_district and code),
        rights=rights_of(held),
    )


def _below(held: Collection[Held], on: date) -> list[tuple[int, bool, str]]:
    """The units of these roles and all below them on that day: id, a district's?, region."""
    if not held:
        return []
    marks = [one.role is Role.DISTRICT for one in held]
    with connection.cursor() as cursor:
        tops = [one.unit_id for one in held]
        cursor.execute(_BELOW, {"tops": tops, "of_district": marks, "on": on})
        return [(unit, bool(mark), region) for unit, mark, region in cursor.fetchall()]


def visible_units(viewer: User, on: date) -> QuerySet[Unit]:
    """The units in force that ``viewer`` may open: their own and what lies below.

    City-wide roles and administrators, who keep the tree, see all of it.
    """
    held = held_by(viewer, on)
    units = Unit.objects.filter(in_force(on))
    if sees_everything(held) or any(one.role in ADMINISTRATORS for one in held):
        return units
    return units.filter(pk__in={unit for unit, _, _ in _below(held, on)})


def needs_first_administrator() -> bool:
    """Whether nobody active has ever been an administrator: the door of the first start."""
    held = Assignment.objects.filter(role__in=ADMINISTRATORS, user__is_active=True)
    return not held.exists()
