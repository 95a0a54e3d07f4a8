"""Amounts brought to given sums of several kinds at once, and then exact to the last unit.

Iterative proportional fitting: each kind of sum in turn is met by moving all amounts of a group
a little, until all hold nearly; whole numbers are mended at last by moving single units between
two amounts that differ in nothing but what does not add up yet.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Labels = tuple[Hashable, ...]  # of one amount: to which group of each kind it belongs
ROUNDS = 60
PASSES = 200  # what is further off than that cannot be met within the bounds


@dataclass(slots=True)
class Amount:
    """One amount, what it may be, and the group of each kind it counts in."""

    value: float
    low: float
    high: float
    labels: Labels


def rake(
    amounts: Sequence[Amount], kinds: Sequence[Mapping[Hashable, float]], rounds: int = ROUNDS
) -> None:
    """Move amounts within their bounds until each group's sum is nearly what is wanted."""
    grouped: list[tuple[list[Amount], float]] = []
    for kind, wanted in enumerate(kinds):
        groups = defaultdict(list)
        for one in amounts:
            groups[one.labels[kind]].append(one)
        grouped += [(groups[label], target) for label, target in wanted.items() if groups[label]]
    for _ in range(rounds):
        for members, target in grouped:
            _move(members, target)


def _move(members: Sequence[Amount], target: float) -> None:
    """All by the same part of the room that each has on that side."""
    missing = target - sum(one.value for one in members)
    room = sum(one.high - one.value if missing > 0 else one.value - one.low for one in members)
    if room <= 0:
        return
    part = min(abs(missing) / room, 0.999)
    for one in members:
        one.value += part * ((one.high if missing > 0 else one.low) - one.value)


def mend(
    amounts: Sequence[Amount], kinds: Sequence[Mapping[Hashable, float]], *, unit: int
) -> None:
    """Round to whole units and make every sum exact.

    Sums of the first kind are mended by single amounts, those of each further kind by pairs
    that agree in all other kinds. What no pair can mend stays; a test of the sums tells.
    """
    for one in amounts:
        one.value = round(one.value / unit) * unit
    for kind, wanted in enumerate(kinds):
        for _ in range(PASSES):
            if not _mended(amounts, kind, wanted, unit):
                break


def _mended(
    amounts: Sequence[Amount], kind: int, wanted: Mapping[Hashable, float], unit: int
) -> bool:
    """Move one unit towards every group of this kind; False when nothing more is to be done."""
    missing = dict(wanted)
    for one in amounts:
        missing[one.labels[kind]] -= one.value
    moved = False
    for up, down in _moves(amounts, kind, missing, unit):
        moving = [(one, by) for one, by in ((up, unit), (down, -unit)) if one]
        if all(missing[one.labels[kind]] / by >= 1 for one, by in moving):
            for one, by in moving:
                one.value += by
                missing[one.labels[kind]] -= by
            moved = True
    return moved


def _moves(
    amounts: Sequence[Amount], kind: int, missing: Mapping[Hashable, float], unit: int
) -> Iterator[tuple[Amount | None, Amount | None]]:
    """Which may go up and which down: alone for the first kind, else with one of another group."""
    places: dict[Hashable, tuple[list[Amount], list[Amount]]] = defaultdict(lambda: ([], []))
    for one in sorted(amounts, key=lambda one: one.low - one.high):  # the most room first
        lack = missing[one.labels[kind]]
        more, fewer = places[(*one.labels[:kind], *one.labels[kind + 1 :])]
        if lack >= unit and one.value + unit <= one.high:
            more.append(one)
        elif lack <= -unit and one.value - unit >= one.low:
            fewer.append(one)
    for more, fewer in places.values():
        if kind:
            yield from zip(more, fewer, strict=False)
        else:
            yield from ((one, None) for one in more)
            yield from ((None, one) for one in fewer)
