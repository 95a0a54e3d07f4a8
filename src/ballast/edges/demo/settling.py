"""The invented city's units, one person for each role, and who files and reads in each unit."""

import json
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.platform.identity.models import Unit, User
from ballast.platform.identity.rules import Role, UnitKind
from ballast.platform.identity.services import AssignmentDraft, PersonDraft, UnitDraft
from ballast.platform.maps import selectors as maps
from ballast.platform.maps.models import Boundaries
from ballast.platform.maps.services import BoundaryFile, take

from .generator.land import geojson
from .generator.told import Body
from .generator.units import AREAS, BODIES, OFFICE, PEOPLE, UNITS

FOUNDED = date(2020, 1, 1)
_MAPS = (
    (Boundaries.Layer.REGIONS, "map.geojson", False),
    (Boundaries.Layer.AREAS, "map-areas.geojson", True),
)
_MADE_UP = "虚构城市，边界为虚构"
_READS = {
    "GOVERNMENT": Role.DISTRICT,
    "FUNCTIONAL_AREA": Role.DISTRICT,
    "DEPARTMENT": Role.DEPARTMENT,
    "STATE_COMPANY": Role.STATE_COMPANY,
}


@dataclass(frozen=True, slots=True)
class Member:
    """One person: how they sign in, what they are called, in which unit, as what."""

    username: str
    name: str
    unit: Body
    role: Role


def staff() -> list[Member]:
    """One for each role, who sign in; and in every other unit who files and who reads."""
    shown = [Member(username, name, unit, Role(role)) for username, name, unit, role in PEOPLE]
    taken = {(one.unit.code, one.role) for one in shown}
    others = [
        Member(f"{unit.code.lower()}-{word}", f"{unit.short_name}{called}", unit, role)
        for unit in UNITS
        for word, called, role in _posts(unit)
        if (unit.code, role) not in taken
    ]
    return [*shown, *others]


def _posts(unit: Body) -> list[tuple[str, str, Role]]:
    posts = []
    if unit.kind in _READS and unit.above and unit != OFFICE:
        posts.append(("reads", "联络员", _READS[unit.kind]))
    if unit in (*AREAS, *BODIES):
        posts.append(("files", "项目专员", Role.PROJECT_OFFICER))
    return posts


def open_units(*, by: Actor, at: datetime) -> int:
    """Open the units that are not there yet; how many."""
    known = set(Unit.objects.values_list("code", flat=True))
    drafts = [_unit(body) for body in UNITS if body.code not in known]
    if drafts:
        identity.open_units(by=by, at=at, drafts=drafts)
    return len(drafts)


def _unit(body: Body) -> UnitDraft:
    return UnitDraft(
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        kind=UnitKind(body.kind),
        region_code=body.region_code,
        is_accounting=body in (*AREAS, *BODIES),
        under=body.above,
        valid_from=FOUNDED,
    )


def bring_boundaries(folder: Path, *, by: Actor, at: datetime) -> None:
    """Write the city's map as two files, and bring them in where none hold yet."""
    held = {one.layer for one in maps.in_force(FOUNDED)}
    for layer, name, of_units in _MAPS:
        content = json.dumps(geojson(of_units=of_units), ensure_ascii=False).encode()
        (folder / name).write_bytes(content)
        if layer not in held:
            file = BoundaryFile(
                layer=layer,
                content=content,
                filename=name,
                source=_MADE_UP,
                valid_from=FOUNDED,
            )
            take(by=by, at=at, file=file)


def invite_people(*, by: Actor, at: datetime) -> None:
    """Invite those who are not there yet."""
    known = set(User.objects.values_list("username", flat=True))
    new = [member for member in staff() if member.username not in known]
    if not new:
        return
    people = [PersonDraft(username=one.username, name=one.name) for one in new]
    identity.invite(by=by, at=at, drafts=people)
    identity.assign(
        by=by,
        at=at,
        drafts=[
            AssignmentDraft(
                username=one.username,
                role=one.role,
                unit_code=one.unit.code,
                valid_from=FOUNDED,
            )
            for one in new
        ],
    )


def new_passwords(*, by: Actor, at: datetime, usernames: Sequence[str]) -> dict[str, str]:
    """A new random password for each; the old ones are void."""
    if not usernames:
        return {}
    tokens = identity.renew_links(by=by, at=at, usernames=usernames)
    passwords = {name: _password() for name in tokens}
    for name, token in tokens.items():
        identity.set_by_link(at=at, token=token, password=passwords[name])
    return passwords


def _password() -> str:
    """Random, and easy to type: four groups, letters of both kinds, figures, strokes."""
    groups = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.ascii_lowercase)
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for signs in groups)
