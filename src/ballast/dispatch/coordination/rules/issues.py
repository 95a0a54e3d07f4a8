"""问题: the states an issue goes through, by which acts, and what its journal adds up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class IssueState(StrEnum):
    RAISED = "raised"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    IN_HAND = "in_hand"
    SOLVED = "solved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


_S = IssueState
OPEN = frozenset({_S.RAISED, _S.SENT_BACK, _S.ACCEPTED, _S.IN_HAND, _S.SOLVED})
RUNNING = frozenset({_S.RAISED, _S.ACCEPTED, _S.IN_HAND})  # the level's clock runs for the lead
TAKEN = frozenset({_S.ACCEPTED, _S.IN_HAND})
WAITING = frozenset({_S.SENT_BACK, _S.SOLVED})  # for the raiser's word


class Source(StrEnum):
    """Where an issue came from."""

    WARNING = "warning"
    FILING = "filing"
    SWEEP = "sweep"
    INSPECTION = "inspection"
    INSTRUCTION = "instruction"
    MEETING = "meeting"
    HAND = "hand"


class Cause(StrEnum):
    """Why a project is held up."""

    LAND_CLEARANCE = "land_clearance"  # 征拆净地
    LAND_PROCEDURES = "land_procedures"  # 用地手续
    PROCEDURES = "procedures"  # 前期手续
    FUNDS = "funds"
    DESIGN = "design"
    CONTRACTOR = "contractor"
    MARKET = "market"
    PIPELINES = "pipelines"
    POWER = "power"
    WEATHER = "weather"
    OTHER = "other"


class Severity(StrEnum):
    ORDINARY = "ordinary"
    MAJOR = "major"
    GRAVE = "grave"


class PauseReason(StrEnum):
    """What a clock may wait for. ``CONFIRMING`` is written by the system alone."""

    HIGHER_AUTHORITY = "higher_authority"  # 待上级批复
    LEGAL_PROCEDURE = "legal_procedure"  # 法定程序期间: publicity, hearing, lawsuit
    WEATHER = "weather"
    OTHER = "other"
    CONFIRMING = "confirming"  # reported solved, and refused later


class Decision(StrEnum):
    """What the office decides over an issue on its desk."""

    CLOSE = "close"
    GO_ON = "go_on"


class Desk(StrEnum):
    """Why an issue lies on the office's desk."""

    SILENT = "silent"
    REFUSED = "refused"


class Act(StrEnum):
    """What is done to an issue; each is one step, and one line of the journal."""

    RAISE = "raise"
    RAISE_AGAIN = "raise_again"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    TAKE_IN_HAND = "take_in_hand"
    PAUSE = "pause"
    END_PAUSE = "end_pause"
    ASSIGN = "assign"  # to a person of the lead
    OFFER = "offer"
    DECLINE = "decline"
    TAKE_BACK = "take_back"  # an offer, before it is answered
    HAND_OVER = "hand_over"
    ESCALATE = "escalate"
    ASK = "ask"  # for the petition that asks headquarters
    UNASK = "unask"  # the petition was thrown away before it went up
    SOLVE = "solve"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    DESK = "desk"
    DECIDE_CLOSED = "decide_closed"
    DECIDE_ON = "decide_on"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    TAKE_IN = "take_in"  # what was merged into it
    SPLIT = "split"
    REDATE = "redate"  # the calendar of working days changed under it
    PAPER = "paper"  # a paper about it was sent
    EXTEND = "extended"


FROM: Mapping[Act, frozenset[IssueState]] = {
    Act.RAISE_AGAIN: frozenset({_S.SENT_BACK}),
    Act.ACCEPT: frozenset({_S.RAISED}),
    Act.SEND_BACK: frozenset({_S.RAISED}),
    Act.TAKE_IN_HAND: frozenset({_S.ACCEPTED}),
    Act.PAUSE: TAKEN,
    Act.END_PAUSE: TAKEN,
    Act.ASSIGN: RUNNING,
    Act.OFFER: RUNNING,
    Act.DECLINE: RUNNING,
    Act.TAKE_BACK: RUNNING,
    Act.HAND_OVER: RUNNING | {_S.SENT_BACK},
    Act.ESCALATE: RUNNING,
    Act.ASK: RUNNING,
    Act.UNASK: OPEN,
    Act.SOLVE: TAKEN,
    Act.CONFIRM: frozenset({_S.SOLVED}),
    Act.REFUSE: frozenset({_S.SOLVED}),
    Act.DESK: WAITING,
    Act.DECIDE_CLOSED: WAITING | {_S.IN_HAND},
    Act.DECIDE_ON: WAITING | {_S.IN_HAND},
    Act.REOPEN: frozenset({_S.CLOSED}),
    Act.WITHDRAW: OPEN,
    Act.MERGE: RUNNING,
    Act.TAKE_IN: RUNNING,
    Act.SPLIT: RUNNING,
    Act.REDATE: RUNNING,
    Act.PAPER: frozenset(_S),
    Act.EXTEND: RUNNING,
}
_TO: Mapping[Act, IssueState] = {
    Act.RAISE: _S.RAISED,
    Act.RAISE_AGAIN: _S.RAISED,
    Act.ACCEPT: _S.ACCEPTED,
    Act.SEND_BACK: _S.SENT_BACK,
    Act.TAKE_IN_HAND: _S.IN_HAND,
    Act.SOLVE: _S.SOLVED,
    Act.CONFIRM: _S.CLOSED,
    Act.REFUSE: _S.IN_HAND,
    Act.REOPEN: _S.IN_HAND,
    Act.WITHDRAW: _S.WITHDRAWN,
    Act.MERGE: _S.MERGED,
}
WITH_REASON = frozenset(
    {
        Act.SEND_BACK,
        Act.PAUSE,
        Act.HAND_OVER,
        Act.OFFER,
        Act.DECLINE,
        Act.TAKE_BACK,
        Act.REFUSE,
        Act.DECIDE_CLOSED,
        Act.DECIDE_ON,
        Act.REOPEN,
        Act.WITHDRAW,
        Act.MERGE,
        Act.SPLIT,
        Act.SOLVE,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an issue decides which acts there are."""

    state: IssueState
    level: int = 1
    top: int = 3
    desk: str = ""
    is_paused: bool = False
    is_offered: bool = False
    is_asked: bool = False  # for headquarters, by a petition that is not signed yet


@dataclass(frozen=True, slots=True)
class Hand:
    """In what capacity somebody stands to an issue."""

    leads: bool = False
    raised: bool = False
    offered: bool = False
    decides: bool = False  # the office


EVERY_HAND = Hand(leads=True, raised=True, offered=True, decides=True)

_BY_LEAD = frozenset(
    {
        Act.ACCEPT,
        Act.SEND_BACK,
        Act.TAKE_IN_HAND,
        Act.PAUSE,
        Act.END_PAUSE,
        Act.ASSIGN,
        Act.OFFER,
        Act.TAKE_BACK,
        Act.ESCALATE,
        Act.SOLVE,
        Act.SPLIT,
    }
)
_BY_RAISER = frozenset({Act.RAISE_AGAIN, Act.CONFIRM, Act.REFUSE, Act.WITHDRAW, Act.ESCALATE})
_BY_OFFERED = frozenset({Act.HAND_OVER, Act.DECLINE})
_BY_OFFICE = frozenset(
    {
        Act.PAUSE,
        Act.END_PAUSE,
        Act.HAND_OVER,
        Act.ESCALATE,
        Act.DECIDE_CLOSED,
        Act.DECIDE_ON,
        Act.REOPEN,
        Act.WITHDRAW,
        Act.MERGE,
        Act.SPLIT,
    }
)


def acts(standing: Standing, hand: Hand) -> frozenset[Act]:
    """What somebody may do to an issue as it stands."""
    mine = frozenset[Act]().union(
        _BY_LEAD if hand.leads else (),
        _BY_RAISER if hand.raised else (),
        _BY_OFFERED if hand.offered and standing.is_offered else (),
        _BY_OFFICE if hand.decides else (),
    )
    return frozenset(one for one in mine if fits(one, standing))


def fits(act: Act, standing: Standing) -> bool:
    """Whether an act can be done to an issue as it stands, whoever does it."""
    return standing.state in FROM[act] and all(
        holds for acts, holds in _conditions(standing) if act in acts
    )


def _conditions(standing: Standing) -> tuple[tuple[frozenset[Act], bool], ...]:
    return (
        (frozenset({Act.PAUSE}), not standing.is_paused),
        (frozenset({Act.END_PAUSE}), standing.is_paused),
        (frozenset({Act.DECLINE, Act.TAKE_BACK}), standing.is_offered),
        (frozenset({Act.DECIDE_CLOSED, Act.DECIDE_ON}), bool(standing.desk)),
        (frozenset({Act.DESK}), not standing.desk),
        (frozenset({Act.ESCALATE, Act.ASK}), standing.level < standing.top),
        (frozenset({Act.ESCALATE, Act.ASK}), not standing.is_asked),
    )


def state_after(act: Act, state: IssueState) -> IssueState:
    """Where an act leads from a state it is allowed in; most leave the state as it is.

    What is decided closed without ever having been accepted was no issue: it is withdrawn. What
    a unit must take by the office's order, or is given to another, waits for nobody's yes but
    that of the one it is given to.
    """
    if act is Act.DECIDE_CLOSED:
        return _S.WITHDRAWN if state is _S.SENT_BACK else _S.CLOSED
    if act is Act.DECIDE_ON:
        return _S.ACCEPTED if state is _S.SENT_BACK else _S.IN_HAND
    if act is Act.HAND_OVER:
        return _S.RAISED
    return _TO.get(act, state)


# What the journal tells of an issue, and what it can be made again from.
TOLD = (
    "state",
    "level",
    "level_since",
    "accept_by",
    "due_on",
    "extended_to",
    "days_less",
    "lead_id",
    "offered_to_id",
    "holder_person_id",
    "reopened",
    "refused",
    "waiting_since",
    "desk",
    "petition_asked_on",
    "merged_into_id",
)


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of the journal: an act, of which issue, and each field before and after."""

    act: Act
    pk: int
    fields: Mapping[str, Sequence[Any]] = field(default_factory=dict)


class Torn(Exception):
    """The journal of an issue does not add up at this line."""

    def __init__(self, moved: Moved, why: str) -> None:
        super().__init__(f"issue {moved.pk}: {moved.act}: {why}")


def replay(entries: Iterable[Moved]) -> dict[int, dict[str, Any]]:
    """The issues as their journal says they are, each field by its name.

    Raises ``Torn`` where a line does not follow the one before it, or does what no act may.
    """
    found: dict[int, dict[str, Any]] = {}
    for one in entries:
        _follow(found.setdefault(one.pk, {}), one)
    return found


def _follow(now: dict[str, Any], moved: Moved) -> None:
    begun = "state" in now
    if begun == (moved.act is Act.RAISE):
        raise Torn(moved, "raised twice" if begun else "never raised")
    for name, (before, after) in moved.fields.items():
        if begun and now.get(name) != before:
            raise Torn(moved, f"{name} was {now.get(name)!r}, not {before!r}")
        if begun and name == "state":
            _allowed(moved, IssueState(before), IssueState(after))
        now[name] = after
    if begun and IssueState(now["state"]) not in _ENDS[moved.act]:
        raise Torn(moved, f"left it {now['state']}")


def _allowed(moved: Moved, before: IssueState, after: IssueState) -> None:
    if before not in FROM[moved.act] or state_after(moved.act, before) is not after:
        raise Torn(moved, f"from {before} to {after}")


_ENDS = {act: frozenset(state_after(act, one) for one in states) for act, states in FROM.items()}
