"""Through which hands a filing goes, whose turn it is, and what follows from their verdicts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from ballast.platform.identity.rules import Role

from .codes import Level, State, Verdict

DONE = frozenset({Verdict.ACCEPTED, Verdict.PASSED_OVER})

# Whose people decide at each level.
REVIEWERS: Mapping[Level, Role] = {
    Level.GROUP: Role.STATE_COMPANY,
    Level.DISTRICT: Role.DISTRICT,
    Level.DEPARTMENT: Role.DEPARTMENT,
    Level.OFFICE: Role.PROJECT_OFFICE,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a city's chain; steps of the same order go side by side."""

    order: int
    level: Level


# In force until the office writes another: the land (块) and the sector (条) read side by side.
DEFAULT = (
    Step(1, Level.GROUP),
    Step(2, Level.DISTRICT),
    Step(2, Level.DEPARTMENT),
    Step(3, Level.OFFICE),
)


class Hand(Protocol):
    """One step of one filing, as far as it has come."""

    @property
    def order(self) -> int: ...
    @property
    def level(self) -> str: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def verdict(self) -> str: ...


H = TypeVar("H", bound=Hand)


@dataclass(frozen=True, slots=True)
class Seat:
    """For which steps somebody decides: at each level, those of these units."""

    units: Mapping[Level, frozenset[int]] = field(default_factory=dict)
    is_office: bool = False

    def decides(self, step: Hand) -> bool:
        return self.sits(Level(step.level), step.unit_id)

    def sits(self, level: Level, unit: int | None) -> bool:
        if level is Level.OFFICE:
            return self.is_office
        return unit in self.units.get(level, ())


def is_whole(chain: Collection[Step]) -> bool:
    """Whether a chain can be walked: no level twice, and the office alone at its end."""
    levels = {step.level for step in chain}
    last = [step.level for step in chain if step.order == max(one.order for one in chain)]
    return len(levels) == len(chain) and last == [Level.OFFICE]


def steps(
    chain: Iterable[Step], units: Mapping[Level, int], filer: Seat
) -> list[tuple[Step, int | None]]:
    """The steps of one filing, each with its unit, in the chain's order.

    ``units`` are those found for the project; a level without one is left out, and so is one
    at which the filer would review their own filing. The office always decides.
    """
    found = [
        (step, units.get(step.level))
        for step in sorted(chain, key=lambda step: (step.order, step.level))
    ]
    return [
        (step, unit)
        for step, unit in found
        if step.level is Level.OFFICE or (unit and not filer.sits(step.level, unit))
    ]


def turn(hands: Sequence[H]) -> list[H]:
    """Those who may decide now: the open steps of the lowest order; nobody once it is returned."""
    if state(hands) is not State.SUBMITTED:
        return []
    waiting = [one for one in hands if one.verdict == Verdict.PENDING]
    first = min(one.order for one in waiting)
    return [one for one in waiting if one.order == first]


def before_office(hands: Sequence[H]) -> list[H]:
    """The open steps that the office would pass over if it decided now."""
    return [one for one in hands if one.verdict == Verdict.PENDING and one.level != Level.OFFICE]


def state(hands: Iterable[Hand]) -> State:
    """What a submitted filing is by its verdicts: one return is enough, acceptance takes all."""
    verdicts = {one.verdict for one in hands}
    if Verdict.RETURNED in verdicts:
        return State.RETURNED
    return State.ACCEPTED if verdicts <= DONE else State.SUBMITTED
