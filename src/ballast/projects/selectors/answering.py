"""The responsibility chain and the five parties of a project: who holds each part, and held it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import CHAIN, FIVE_PARTIES, Party


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a project with who holds it now and who held it."""

    party: Party
    now: Sequence[Responsibility]
    before: Sequence[Responsibility]

    @property
    def person_missing(self) -> bool:
        return self.party in FIVE_PARTIES and any(not row.person for row in self.now)


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a project on a day; a part that nobody holds is there as well."""

    chain: Sequence[Part]
    five: Sequence[Part]

    @property
    def sponsor(self) -> Responsibility | None:
        held = self.chain[CHAIN.index(Party.SPONSOR)].now
        return held[0] if held else None


def answering(project: Project | int, on: date) -> Answering:
    """Who holds each part of a project on a day, the latest first; one query.

    ``projects/answering.html`` shows it, wherever somebody is given something to do.
    """
    rows = Responsibility.objects.filter(project=project).select_related("unit")
    held: dict[str, list[Responsibility]] = {}
    for row in rows.order_by("-valid_from", "pk"):
        held.setdefault(row.party, []).append(row)

    def part(party: Party) -> Part:
        mine = held.get(party, [])
        now = [row for row in mine if row.valid_until is None or row.valid_until > on]
        return Part(party, now, [row for row in mine if row not in now])

    return Answering([part(party) for party in CHAIN], [part(party) for party in FIVE_PARTIES])
