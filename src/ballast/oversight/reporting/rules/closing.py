"""What a closed period holds: its rows, their digest, and how two revisions differ.

``docs/rules/close.md`` says what each field means and from where it is taken.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

# What was filed: read again from the filings, these must come out the same for ever.
FILED = (
    "month_yuan",
    "completed_yuan",
    "since_start_yuan",
    "base_yuan",
    "caught_up_yuan",
    "correction_yuan",
    "filed_for",
    "kind",
    "is_late",
    "filing_id",
    "visible_progress",
)
# What the plan and the duty said, which stands still until the period is reopened.
PLANNED = ("plan_class", "original_yuan", "planned_yuan", "standing")
# Of both, what the stored figures of the period show on every screen.
SHOWN = (
    *PLANNED,
    *("month_yuan", "completed_yuan", "since_start_yuan", "filed_for", "kind", "filing_id"),
)
# Every field of a frozen row. Never take one away or add one: no earlier digest would fit.
FROZEN = (
    "project_id",
    "number",
    "name",
    "unit_code",
    "unit_name",
    "region_code",
    "sector",
    "tier",
    "state",
    "shares",
    "total_investment_yuan",
    *PLANNED,
    *FILED,
)

Fields = Mapping[str, Any]
Trail = Mapping[tuple[str, str], str]  # of what, and where: its digest


def digest(period: str, revision: int, rows: Iterable[Fields]) -> str:
    """The seal of a closed revision: a SHA-256 over its rows in the order of their numbers.

    Each row is a line of canonical JSON (keys sorted, no blanks, money as text with two
    places), after a first line with the period and its revision.
    """
    whole = sha256(f"{period} {revision}\n".encode())
    for row in rows:
        whole.update(_line(row).encode())
    return whole.hexdigest()


def trail_digest(trail: Trail) -> str:
    """The seal of a closed revision's trail: a SHA-256 over its digests, each with its place."""
    lines = sorted(f"{lead} {place} {one}" for (lead, place), one in trail.items())
    return sha256("\n".join(lines).encode()).hexdigest()


def _line(row: Fields) -> str:
    plain = {name: _plain(row[name]) for name in FROZEN}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _plain(value: object) -> object:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one project that two revisions tell differently.

    ``field`` is empty where the project is in only one of them: ``before`` or ``after`` is
    then its name.
    """

    number: str
    name: str
    field: str
    before: Any
    after: Any


def differences(before: Iterable[Fields], after: Iterable[Fields]) -> Iterator[Difference]:
    """How ``after`` differs from ``before``, by project; both in the order of their numbers."""
    old = {row["number"]: row for row in before}
    new = {row["number"]: row for row in after}
    for number in sorted(old.keys() | new.keys()):
        if number not in new:
            yield Difference(number, old[number]["name"], "", old[number]["name"], None)
        elif number not in old:
            yield Difference(number, new[number]["name"], "", None, new[number]["name"])
        else:
            yield from _changed(old[number], new[number])


def _changed(old: Fields, new: Fields) -> Iterator[Difference]:
    for field in FROZEN:
        if field != "filing_id" and _plain(old[field]) != _plain(new[field]):
            yield Difference(new["number"], new["name"], field, old[field], new[field])


class FrozenKind(StrEnum):
    """What can be wrong with what a period froze."""

    MOVE = "MOVE"  # its state or a move of it is not as the journal tells
    MISSING = "MISSING"  # the period was closed, its frozen rows are gone
    CHANGED = "CHANGED"  # the frozen rows are not those whose digest the journal holds
    FILING = "FILING"  # a project's filings, plan or stored figure now differ from what was frozen
    CORRECTION = "CORRECTION"  # a project's corrections are others
    REVIEW = "REVIEW"  # a project's review steps are others
    SHEET = "SHEET"  # a unit's totals sheets are others
    WINDOW = "WINDOW"  # the period's window is another


@dataclass(frozen=True, slots=True)
class FrozenFault:
    """One thing found wrong; ``number`` is the project's, or the unit's code, it is about."""

    kind: FrozenKind
    period: str
    revision: int
    number: str = ""
