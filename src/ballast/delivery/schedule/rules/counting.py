"""Counting a week by unit, and the published order of its bulletin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ballast.kernel.money import ratio

from .states import TaskState


@dataclass(frozen=True, slots=True)
class Told:
    """What counting has to know of one task."""

    unit: str  # code
    state: str
    is_late: bool
    times: int  # carried over so often


@dataclass(frozen=True, slots=True)
class Tally:
    """A week's tasks. ``done`` + ``undone`` + ``unfiled`` = ``due``."""

    due: int = 0
    done: int = 0
    undone: int = 0
    unfiled: int = 0
    late: int = 0  # filed after noon of the day
    carried: int = 0  # carried over from an earlier week

    @property
    def share(self) -> Decimal | None:
        """Done of due; None where nothing was due."""
        return ratio(self.done, self.due)

    @property
    def filed(self) -> int:
        return self.done + self.undone


def tally(tasks: Iterable[Told]) -> Tally:
    """Those taken back are not counted."""
    rows = [one for one in tasks if one.state != TaskState.WITHDRAWN]
    states = [one.state for one in rows]
    return Tally(
        due=len(rows),
        done=states.count(TaskState.DONE),
        undone=states.count(TaskState.UNDONE),
        unfiled=states.count(TaskState.OPEN),
        late=sum(one.is_late for one in rows),
        carried=sum(one.times > 0 for one in rows),
    )


def by_unit(tasks: Iterable[Told]) -> dict[str, Tally]:
    """The tally of each unit, by its code."""
    found: dict[str, list[Told]] = {}
    for one in tasks:
        found.setdefault(one.unit, []).append(one)
    return {unit: tally(own) for unit, own in found.items()}


def ordered(tallies: Mapping[str, Tally]) -> Sequence[str]:
    """The codes of units in the order of the bulletin, the first difference deciding.

    The greater share done of what was due; more due; fewer filed late; the unit's code. Who had
    nothing due stands last.
    """

    def place(code: str) -> tuple[Decimal, int, int, str]:
        one = tallies[code]
        return (-(one.share if one.share is not None else Decimal(-1)), -one.due, one.late, code)

    return sorted(tallies, key=place)
