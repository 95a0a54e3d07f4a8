"""Who may do what, and what a body counts for: plain tables, no database."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    LEADER_SECRETARY = "LEADER_SECRETARY"
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR"
    SECURITY_ADMINISTRATOR = "SECURITY_ADMINISTRATOR"
    AUDIT_ADMINISTRATOR = "AUDIT_ADMINISTRATOR"


# These see every project of the city, whatever their own unit.
WHOLE_CITY = frozenset({Role.CITY_LEADER, Role.PROJECT_OFFICE, Role.INSPECTOR})

# A person posted to single projects: their unit tells where they come from, and opens nothing.
POSTED = frozenset({Role.PROJECT_OFFICER})

# 三权分立 (GB/T 22239 level 3): one person holds at most one of these, and none of them
# opens a project.
ADMINISTRATORS = frozenset(
    {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR}
)

SHORTEST_PASSWORD = 10
CLASSES_NEEDED = 3  # of small letters, capitals, digits, other signs

_READS = frozenset(
    {
        "project.view",
        "plan.view",
        "filing.view",
        "alert.view",
        "bulletin.view",
        "paper.view",
        "unit.view",
        "instruction.view",
        "issue.view",
        "meeting.view",
        "schedule.view",
    }
)
_ANSWERS = frozenset(
    {
        "paper.receive",
        "instruction.receive",
        "sweep.answer",
        "issue.raise",
        "issue.handle",
        "check.answer",
        "schedule.file",
    }
)
_FILES = _READS | _ANSWERS | {"filing.enter", "filing.answer", "plan.declare", "ledger.import"}
_REVIEWS = _READS | _ANSWERS | {"filing.review", "filing.answer", "plan.declare", "meeting.answer"}

RIGHTS: Mapping[Role, frozenset[str]] = {
    Role.CITY_LEADER: _READS,
    Role.PROJECT_OFFICE: _REVIEWS
    | {
        "register.edit",
        "register.import",
        "plan.import",
        "plan.edit",
        "period.manage",
        "ledger.import",
        "filing.enter_for",
        "alert.judge",
        "bulletin.make",
        "figures.send_up",
        "map.edit",
        "paper.draft",
        "paper.check",
        "paper.sign",
        "paper.set_up",
        "instruction.enter",
        "instruction.follow",
        "meeting.run",
        "schedule.run",
        "sweep.manage",
        "issue.decide",
        "view.share",
    },
    Role.DEPARTMENT: _REVIEWS,
    Role.STATE_COMPANY: _REVIEWS | {"filing.enter", "ledger.import"},
    Role.DISTRICT: _REVIEWS,
    Role.OWNER: _FILES,
    Role.PROJECT_OFFICER: _FILES
    - {"plan.declare", "paper.receive", "instruction.receive", "check.answer"},
    Role.INSPECTOR: _READS,
    Role.INVESTMENT_PROMOTER: _READS,
    Role.LEADER_SECRETARY: _READS | {"instruction.enter"},
    # Accounts and settings; powers over accounts; the journal: three separate hands. Who gives
    # powers makes no links, or they could give one to an account that they then enter.
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {"unit.view", "unit.edit", "person.view", "person.edit", "notice.manage"}
    ),
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
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the city a person sees on a day, and what they may do there.

    ``works_in``: the name of the unit of the role last given, empty without one. ``held``: the
    roles in force, the last given first, and ``units_of`` each the units it is held in and all
    below them.
    """

    everything: bool = False
    unit_ids: frozenset[int] = frozenset()
    region_codes: frozenset[str] = frozenset()
    credit_codes: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    works_in: str = ""
    held: tuple[Held, ...] = ()
    units_of: tuple[tuple[Role, frozenset[int]], ...] = ()

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


@dataclass(frozen=True, slots=True)
class Tie:
    """Under which unit another stands, from a day to the day before another (or for good)."""

    parent: int
    valid_from: date
    valid_until: date | None = None


def stands_under(
    ties: Mapping[int, Sequence[Tie]],
    unit: int,
    above: int,
    since: date,
    until: date | None = None,
) -> bool:
    """Whether ``unit`` is ``above`` or stands under it on any day of the period."""

    def climb(unit: int, since: date, until: date | None, passed: frozenset[int]) -> bool:
        if unit == above:
            return True
        for tie in ties.get(unit, ()):
            start = max(since, tie.valid_from)
            end = min((day for day in (until, tie.valid_until) if day), default=None)
            overlaps = end is None or start < end
            # A ring that does not hold ``above`` is another tie's fault; it is not climbed.
            if overlaps and unit not in passed and climb(tie.parent, start, end, passed | {unit}):
                return True
        return False

    return climb(unit, since, until, frozenset())


def sign_in_name(typed: str) -> str:
    """The one way a name for signing in is written, however it was typed."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def digest_of(token: str) -> str:
    """What is kept of a one-time link: who reads the table cannot follow the link."""
    return hashlib.sha256(token.encode()).hexdigest()


def password_faults(
    password: str, *, about: Iterable[str], is_common: bool, was_used: bool
) -> tuple[str, ...]:
    """The codes of the rules a password breaks (GB/T 22239 level 3 as offices apply it).

    ``about`` are words known of its owner; ``was_used`` says it is among their last five.
    """
    found = {
        "password_short": len(password) < SHORTEST_PASSWORD,
        "password_plain": _classes(password) < CLASSES_NEEDED,
        "password_like_name": any(_alike(password, word) for word in about),
        "password_common": is_common,
        "password_used": was_used,
    }
    return tuple(code for code, broken in found.items() if broken)


def _classes(password: str) -> int:
    """How many of small letters, capitals, digits and other signs it holds."""
    small = any(sign.islower() for sign in password)
    capital = any(sign.isupper() for sign in password)
    digit = any(sign.isdigit() for sign in password)
    other = any(not sign.isalnum() for sign in password)
    return small + capital + digit + other


def _alike(password: str, word: str) -> bool:
    """Whether the word, or the word backwards, stands in the password."""
    low, known = password.lower(), word.lower()
    return len(known) >= 3 and (known in low or known[::-1] in low)


def password_expired(set_at: datetime, at: datetime, life: timedelta) -> bool:
    return at - set_at >= life


def spellings(name: str) -> tuple[str, ...]:
    """A unit's full name as ledgers write it: 北县政府 is 北县人民政府."""
    return (name, name.replace("人民政府", "政府"))
