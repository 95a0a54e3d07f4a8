"""How far a paper has come on its way, told from its history."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .states import WAY, Act, State


class Done(Protocol):
    """One row of a history."""

    @property
    def act(self) -> str: ...


D = TypeVar("D", bound=Done)
_BACK = frozenset({Act.SEND_BACK, Act.REDRAFT})


@dataclass(frozen=True, slots=True)
class Stop:
    """One of the seven steps: ``done``, ``now``, ``ahead``, or ``void`` once it is out of force."""

    act: Act
    place: str


def last_of(history: Iterable[D]) -> Mapping[str, D]:
    """The step of each act that still counts: what was sent back is to be checked again."""
    found: dict[str, D] = {}
    for one in history:
        if one.act in _BACK:
            found.pop(Act.CHECK, None)
        found[one.act] = one
    return found


def stops(done: Mapping[str, object], state: str, without: Collection[Act] = ()) -> list[Stop]:
    """The way of a paper; ``without`` a number or an addressee it leaves that step out."""
    way = [act for act in WAY if act not in without]
    reached = {act for act in way if act in done}
    if state == State.DRAFT:
        reached.discard(Act.DRAFT)
    if state == State.SENT:
        reached.discard(Act.RECEIVE)  # some have signed, not all
    is_over = state in {State.WITHDRAWN, State.DISCARDED}
    now = next((act for act in way if act not in reached), None)
    return [
        Stop(act, "done" if act in reached else _place(is_now=act == now, is_over=is_over))
        for act in way
    ]


def _place(*, is_now: bool, is_over: bool) -> str:
    if is_over:
        return "void"
    return "now" if is_now else "ahead"
