"""Which leaders there are to quote, and who may be addressed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role, UnitKind

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Addressee
    from ballast.platform.identity.models import Unit, User


@dataclass(frozen=True, slots=True)
class Pick:
    """Whom an instruction goes to: a unit or a person, one of the two."""

    unit_id: int | None = None
    user_id: int | None = None


def leaders(on: date) -> list[tuple["User", int]]:
    """Who is a leader of the city on a day, and of which unit."""
    return [(one.user, one.unit_id) for one in identity.who_hold(Role.CITY_LEADER, on)]


def leaders_served(viewer: "User", on: date, said_on: date) -> list["User"]:
    """Whose words a person may enter: the office every leader's of that day, a secretary their own.

    A secretary is one in the leader's own unit.
    """
    held = identity.held_by(viewer, on)
    everywhere = any(one.role is Role.PROJECT_OFFICE for one in held)
    units = {one.unit_id for one in held if one.role is Role.LEADER_SECRETARY}
    found = {user.pk: user for user, unit in leaders(said_on) if everywhere or unit in units}
    return list(found.values())


def pickable_units(on: date) -> Sequence["Unit"]:
    """The units offered to be ticked: every one but the owners, of whom there are thousands."""
    return list(identity.units(on).exclude(kind=UnitKind.OWNER))


def addressed(typed: Collection[str], on: date) -> dict[str, Pick]:
    """Units and persons by the names that were typed; what names none or several is not in it."""
    units = identity.units_named(on)
    people: dict[str, set[int]] = {}
    for user in identity.people(on).filter(is_active=True):
        for name in {user.name, user.username}:
            people.setdefault(name, set()).add(user.pk)
    found = {}
    for name in typed:
        known = people.get(name, set())
        if name in units and not known:
            found[name] = Pick(unit_id=units[name])
        elif len(known) == 1 and name not in units:
            found[name] = Pick(user_id=next(iter(known)))
    return found


def picked(addressee: "Addressee") -> Pick:
    return Pick(addressee.unit_id, addressee.user_id)
