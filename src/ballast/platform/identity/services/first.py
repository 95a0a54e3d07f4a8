"""The first start: one link, from which the three administrators come."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import UnitKind, User
from ballast.platform.identity.rules import Role
from ballast.platform.identity.selectors import needs_first_administrator

from . import passwords, people, units
from .people import AssignmentDraft, PersonDraft
from .units import UnitDraft

SETUP = Actor("system", None, "first start")


class AdministratorExists(Refused):
    """Somebody already administers this installation; they invite the others."""

    code = "administrator_exists"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationOpened(Event):
    code: ClassVar[str] = "identity.installation_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the first page asks: the city, and the people who hold the three powers."""

    city_code: str
    city_name: str
    region_code: str
    system: PersonDraft
    security: PersonDraft
    audit: PersonDraft
    password: str


@transaction.atomic
def make_first_link(at: datetime) -> str:
    """The token of a link that opens the installation once within a day; older ones are void.

    Raises ``AdministratorExists``.
    """
    if not needs_first_administrator():
        raise AdministratorExists
    return passwords.make_links([None], at=at)[0]


@transaction.atomic
def open_installation(*, at: datetime, token: str, opening: Opening) -> tuple[User, dict[str, str]]:
    """Make the city's unit and the three administrators.

    The system administrator, who opened the link, sets their password at once; the other two
    get links, whose tokens are returned by username. Raises ``LinkSpent``,
    ``AdministratorExists``, ``UsernameTaken``, ``WeakPassword``.
    """
    passwords.spend(token, at=at, first=True)
    if not needs_first_administrator():
        raise AdministratorExists
    today = timezone.localdate(at)
    city = UnitDraft(
        code=opening.city_code,
        name=opening.city_name,
        kind=UnitKind.GOVERNMENT,
        region_code=opening.region_code,
        valid_from=today,
    )
    units.open_units(by=SETUP, at=at, drafts=[city])
    three = {
        Role.SYSTEM_ADMINISTRATOR: opening.system,
        Role.SECURITY_ADMINISTRATOR: opening.security,
        Role.AUDIT_ADMINISTRATOR: opening.audit,
    }
    tokens = people.invite(by=SETUP, at=at, drafts=list(three.values()))
    people.assign(
        by=SETUP,
        at=at,
        drafts=[
            AssignmentDraft(username=name, role=role, unit_code=city.code, valid_from=today)
            for role, name in zip(three, tokens, strict=True)
        ],
    )
    system, *_ = tokens
    user = passwords.set_by_link(at=at, token=tokens.pop(system), password=opening.password)
    audit.record(InstallationOpened(subject=city.code), by=SETUP, at=at)
    return user, tokens
