"""What may befall a project as a whole, and what it is afterwards."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from .kinds import Change, State

LIVING = frozenset({State.ACTIVE, State.SUSPENDED})
_FROM: Mapping[Change, frozenset[State]] = {
    Change.SUSPENDED: frozenset({State.ACTIVE}),
    Change.RESUMED: frozenset({State.SUSPENDED}),
    Change.EXITED: LIVING,
    Change.REINSTATED: frozenset({State.EXITED, State.MERGED}),
    Change.MERGED: LIVING,
    Change.SPLIT: LIVING,
    Change.RENAMED: frozenset(State),
}
_TO: Mapping[Change, State] = {
    Change.SUSPENDED: State.SUSPENDED,
    Change.RESUMED: State.ACTIVE,
    Change.EXITED: State.EXITED,
    Change.MERGED: State.MERGED,
    Change.SPLIT: State.SPLIT,
}


class ExitCause(StrEnum):
    """Why a project leaves the list, in the words cities' rules use."""

    NOT_STARTED = "NOT_STARTED"  # 逾期未开工, after the years the city allows
    NO_PROGRESS = "NO_PROGRESS"  # 无实质性进展
    STOPPED = "STOPPED"
    OWNER_WITHDREW = "OWNER_WITHDREW"
    POLICY_FORBIDS = "POLICY_FORBIDS"
    MERGED = "MERGED"
    COMPLETED = "COMPLETED"
    TO_RESERVE = "TO_RESERVE"


def may_befall(change: Change, state: str) -> bool:
    return State(state) in _FROM[change]


def is_living(state: str) -> bool:
    return State(state) in LIVING


def state_after(changes: Iterable[str]) -> State:
    """What a project is after all that befell it, in order.

    Who is reinstated is again what it was before it left, suspended or not.
    """
    states = [State.ACTIVE]
    for change in map(Change, changes):
        if change is Change.REINSTATED:
            states.append(next(state for state in reversed(states) if state in LIVING))
        elif change in _TO:
            states.append(_TO[change])
    return states[-1]
