"""What has become of a region's code."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Move:
    """One code became another on a day; ``whole`` when everything went there."""

    old: str
    new: str
    on: date
    whole: bool


@dataclass(frozen=True, slots=True, order=True)
class Successor:
    """A code in force that stands for an older one; not ``whole`` when only for a part of it."""

    code: str
    whole: bool


def successors(
    code: str, moves: Iterable[Move], in_force: Collection[str]
) -> tuple[Successor, ...]:
    """The codes that stand for ``code`` now, following every move in the order of time.

    A code still in force stands for itself, and for less than itself once parts have left it.
    """
    by_old: dict[str, list[Move]] = {}
    for move in moves:
        by_old.setdefault(move.old, []).append(move)
    found: dict[str, bool] = {}
    waiting = [(code, True, date.min)]
    while waiting:
        at, whole, arrived = waiting.pop()
        onward = [move for move in by_old.get(at, []) if move.on > arrived]
        waiting += [(move.new, whole and move.whole, move.on) for move in onward]
        if at in in_force:
            found[at] = found.get(at, False) or (whole and not onward)
    return tuple(sorted(Successor(*pair) for pair in found.items()))
