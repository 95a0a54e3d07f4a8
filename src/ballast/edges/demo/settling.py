"""The invented city's units, and one person for each role."""

import secrets
import string
from collections.abc import Mapping
from datetime import date, datetime

from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.platform.identity.models import Unit, User
from ballast.platform.identity.rules import Role, UnitKind
from ballast.platform.identity.services import AssignmentDraft, PersonDraft, UnitDraft

from .city import AREAS, BODIES, GOVERNMENT, OFFICE, OWNER, PEOPLE, Body

FOUNDED = date(2020, 1, 1)


def open_units(*, by: Actor, at: datetime) -> int:
    """Open the units that are not there yet; how many."""
    above = {
        GOVERNMENT: "",
        **dict.fromkeys((OFFICE, *AREAS, *BODIES), GOVERNMENT.code),
        OWNER: BODIES[7].code,
    }
    known = set(Unit.objects.values_list("code", flat=True))
    drafts = [_unit(body, under) for body, under in above.items() if body.code not in known]
    if drafts:
        identity.open_units(by=by, at=at, drafts=drafts)
    return len(drafts)


def _unit(body: Body, under: str) -> UnitDraft:
    return UnitDraft(
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        kind=UnitKind(body.kind),
        region_code=body.region_code,
        is_accounting=body in (*AREAS, *BODIES),
        under=under,
        valid_from=FOUNDED,
    )


def invite_people(*, by: Actor, at: datetime) -> dict[str, str]:
    """Invite those who are not there yet; a random password for each of them."""
    known = set(User.objects.values_list("username", flat=True))
    new = [person for person in PEOPLE if person[0] not in known]
    if not new:
        return {}
    tokens = identity.invite(
        by=by, at=at, drafts=[PersonDraft(username=name, name=called) for name, called, *_ in new]
    )
    identity.assign(
        by=by,
        at=at,
        drafts=[
            AssignmentDraft(username=name, role=Role(role), unit_code=unit.code, valid_from=FOUNDED)
            for name, _, unit, role in new
        ],
    )
    return _set_passwords(tokens, at)


def new_passwords(*, by: Actor, at: datetime) -> dict[str, str]:
    """A new random password for everybody; the old ones are void."""
    tokens = identity.renew_links(by=by, at=at, usernames=[name for name, *_ in PEOPLE])
    return _set_passwords(tokens, at)


def _set_passwords(tokens: Mapping[str, str], at: datetime) -> dict[str, str]:
    passwords = {name: _password() for name in tokens}
    for name, token in tokens.items():
        identity.set_by_link(at=at, token=token, password=passwords[name])
    return passwords


def _password() -> str:
    """Random, and easy to type: four groups, letters of both kinds, figures, strokes."""
    groups = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.ascii_lowercase)
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for signs in groups)
