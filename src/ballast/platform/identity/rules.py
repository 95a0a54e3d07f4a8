"""Who may do what, and what a body counts for: plain tables, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """The kinds of body that stand in the unit tree."""

    GOVERNMENT = "GOVERNMENT"
    FUNCTIONAL_AREA = "FUNCTIONAL_AREA"
    DEPARTMENT = "DEPARTMENT"
    STATE_COMPANY = "STATE_COMPANY"
    OWNER = "OWNER"


class Series(StrEnum):
    """The two rows in which accounting units (归口单位) are counted and ranked."""

    AREAS = "AREAS"  # districts and functional areas
    BODIES = "BODIES"  # departments and state companies


SERIES: Mapping[UnitKind, Series] = {
    UnitKind.GOVERNMENT: Series.AREAS,
    UnitKind.FUNCTIONAL_AREA: Series.AREAS,
    UnitKind.DEPARTMENT: Series.BODIES,
    UnitKind.STATE_COMPANY: Series.BODIES,
}


class Role(StrEnum):
    """What a person is in a unit."""

    CITY_LEADER = "CITY_LEADER"
    PROJECT_OFFICE = "PROJECT_OFFICE"
    DEPARTMENT = "DEPARTMENT"
    STATE_COMPANY = "STATE_COMPANY"
    DISTRICT = "DISTRICT"
    OWNER = "OWNER"
    PROJECT_OFFICER = "PROJECT_OFFICER"
    INSPECTOR = "INSPECTOR"
    INVESTMENT_PROMOTER = "INVESTMENT_PROMOTER"
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR"
    SECURITY_ADMINISTRATOR = "SECURITY_ADMINISTRATOR"
    AUDIT_ADMINISTRATOR = "AUDIT_ADMINISTRATOR"


# These see every project of the city, whatever their own unit.
WHOLE_CITY = frozenset({Role.CITY_LEADER, Role.PROJECT_OFFICE, Role.INSPECTOR})

# 三权分立 (GB/T 22239 level 3): one person holds at most one of these, and none of them
# opens a project.
ADMINISTRATORS = frozenset(
    {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR}
)

_READS = frozenset(
    {"project.view", "plan.view", "filing.view", "alert.view", "bulletin.view", "unit.view"}
)
_FILES = _READS | {"filing.enter"}
_REVIEWS = _READS | {"filing.review"}

RIGHTS: Mapping[Role, frozenset[str]] = {
    Role.CITY_LEADER: _READS,
    Role.PROJECT_OFFICE: _REVIEWS
    | {
        "register.edit",
        "register.import",
        "plan.import",
        "ledger.import",
        "filing.enter_for",
        "alert.judge",
        "bulletin.make",
    },
    Role.DEPARTMENT: _REVIEWS,
    Role.STATE_COMPANY: _REVIEWS | {"filing.enter"},
    Role.DISTRICT: _REVIEWS,
    Role.OWNER: _FILES,
    Role.PROJECT_OFFICER: _FILES,
    Role.INSPECTOR: _READS,
    Role.INVESTMENT_PROMOTER: _READS,
    # Accounts and settings; powers over accounts; the journal: three separate hands.
    Role.SYSTEM_ADMINISTRATOR: frozenset({"unit.view", "unit.edit", "person.view", "person.edit"}),
    Role.SECURITY_ADMINISTRATOR: frozenset(
        {"unit.view", "person.view", "assignment.edit", "sign_in.manage"}
    ),
    Role.AUDIT_ADMINISTRATOR: frozenset({"unit.view", "person.view", "journal.view"}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """One role that a person holds in one unit on the day asked about."""

    role: Role
    unit_id: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the city a person sees on a day, and what they may do there."""

    everything: bool = False
    unit_ids: frozenset[int] = frozenset()
    region_codes: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()

    def may(self, right: str) -> bool:
        return right in self.rights


NOTHING = Scope()


def rights_of(held: Iterable[Held]) -> frozenset[str]:
    """All that the roles held allow together."""
    return frozenset().union(*(RIGHTS[one.role] for one in held))


def sees_everything(held: Iterable[Held]) -> bool:
    return any(one.role in WHOLE_CITY for one in held)


def unites_powers(roles: Iterable[Role]) -> bool:
    """Whether one person would hold two of the three administrators' powers."""
    return len(ADMINISTRATORS & set(roles)) > 1
