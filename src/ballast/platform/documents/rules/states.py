"""拟稿–核稿–签发–编号–用印–送达–签收: where a paper stands, and what may be done with it there.

《党政机关公文处理工作条例》, articles 19 to 24: drafting, checking, signing, then registering and
issuing. Number and date come into being at signing (article 9).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .heading import Heading

LONGEST = 4_000  # signs: 《整治形式主义为基层减负若干规定》 on papers about one piece of work


class State(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"  # 拟稿
    CHECKING = "checking"  # 核稿: waits to be checked
    SIGNING = "signing"  # 签发: checked, waits to be signed
    SIGNED = "signed"  # 签发, 编号
    SEALED = "sealed"  # 用印
    SENT = "sent"  # 送达
    RECEIPTED = "receipted"  # 签收 by every addressee
    WITHDRAWN = "withdrawn"  # 撤回, once signed
    DISCARDED = "discarded"  # 作废, before it was signed


UNSIGNED = frozenset({State.DRAFT, State.CHECKING, State.SIGNING})
IN_FORCE = frozenset({State.SIGNED, State.SEALED, State.SENT, State.RECEIPTED})
SHOWN = frozenset({State.SENT, State.RECEIPTED})  # to others than the office


class Act(StrEnum):
    """What is done with a paper, and stands in its history with who and when."""

    DRAFT = "draft"
    EDIT = "edit"
    REDRAFT = "redraft"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    CHECK = "check"
    CONFIRM = "confirm"  # signed although the figures have changed since, with a word
    SIGN = "sign"
    NUMBER = "number"
    SEAL = "seal"
    SEND = "send"
    RECEIVE = "receive"
    WITHDRAW = "withdraw"
    DISCARD = "discard"


# The seven that every paper goes through, in this order.
WAY = (Act.DRAFT, Act.CHECK, Act.SIGN, Act.NUMBER, Act.SEAL, Act.SEND, Act.RECEIVE)


@dataclass(frozen=True, slots=True)
class Move:
    """From which states an act takes a paper where, and the right it needs."""

    right: str
    since: frozenset[State]
    to: State


MOVES: Mapping[Act, Move] = {
    Act.REDRAFT: Move("paper.draft", UNSIGNED, State.DRAFT),
    Act.SUBMIT: Move("paper.draft", frozenset({State.DRAFT}), State.CHECKING),
    Act.DISCARD: Move("paper.draft", frozenset({State.DRAFT}), State.DISCARDED),
    Act.SEND_BACK: Move("paper.check", frozenset({State.CHECKING, State.SIGNING}), State.DRAFT),
    Act.CHECK: Move("paper.check", frozenset({State.CHECKING}), State.SIGNING),
    Act.SIGN: Move("paper.sign", frozenset({State.SIGNING}), State.SIGNED),
    Act.SEAL: Move("paper.sign", frozenset({State.SIGNED}), State.SEALED),
    Act.SEND: Move("paper.sign", frozenset({State.SEALED}), State.SENT),
    Act.WITHDRAW: Move("paper.sign", IN_FORCE, State.WITHDRAWN),
}


def missing(heading: Heading, untaken: Collection[str]) -> list[tuple[str, str]]:
    """Why a paper may not go for checking: codes, each with the passage it is about or ""."""
    found = [
        (code, "")
        for code, said in (
            ("paper_without_issuer", heading.issuer),
            ("paper_without_mandate", heading.mandate),
            ("paper_without_disclosure", heading.disclosure),
        )
        if not said.strip()
    ]
    return found + [("paper_passage_untaken", name) for name in untaken]


def signs(text: str) -> int:
    """How long a text is, as an office counts: without blanks and line ends."""
    return sum(not sign.isspace() for sign in text)
