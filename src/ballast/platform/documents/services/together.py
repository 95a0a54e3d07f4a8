"""What every step of a paper shares: rows held, refusals named all at once, history, journal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ballast.kernel.errors import Refused
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents.messages import STATES
from ballast.platform.documents.models import Paper, Step
from ballast.platform.documents.rules import MOVES, Act
from ballast.platform.identity import services as identity

from .events import PapersEvent

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAPERS = "documents_paper"


class PapersRefused(Refused):
    """Papers may not go on; ``faults`` names each with why."""

    code = "papers_refused"

    def __init__(self, faults: Iterable[Refused]) -> None:
        self.faults = list(faults)
        super().__init__(count=len(self.faults))


class PaperUnknown(Refused):
    """``count`` of the papers asked for are not there."""

    code = "paper_unknown"


class PaperElsewhere(Refused):
    """A paper does not stand where this can be done."""

    code = "paper_elsewhere"


class ReasonNeeded(Refused):
    """It is done with a reason or not at all."""

    code = "paper_reason_needed"
    about = "words"


def hold(act: Act, *, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """The papers, locked, in the order of their ids; each stands where ``act`` may be done.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused`` with a ``PaperElsewhere`` each.
    """
    move = MOVES[act]
    identity.insist(by, move.right, at=at)
    papers = locked(ids)
    refuse(elsewhere(one) for one in papers if one.state not in move.since)
    return papers


def locked(ids: Collection[int]) -> list[Paper]:
    """Raises ``PaperUnknown``."""
    papers = list(waiting().filter(pk__in=ids))
    if len(papers) < len(set(ids)):
        raise PaperUnknown(count=len(set(ids)) - len(papers))
    return papers


def waiting() -> "QuerySet[Paper]":
    """Papers locked with all that composing them again asks for, in the order of their ids."""
    rows = Paper.objects.select_related("drafted_by", "corrects")
    return rows.select_for_update(of=("self",)).order_by("pk")


def elsewhere(paper: Paper) -> PaperElsewhere:
    return PaperElsewhere(title=paper.plain_title, state=STATES[paper.state])


def refuse(faults: Iterable[Refused]) -> None:
    """Raise ``PapersRefused`` if there are any."""
    if found := list(faults):
        raise PapersRefused(found)


def carry(papers: Sequence[Paper], act: Act) -> list[Change]:
    """Move papers to where ``act`` takes them; what changed."""
    to = MOVES[act].to
    changes = [Change(PAPERS, one.pk, {"state": (one.state, to)}) for one in papers]
    for one in papers:
        one.state = to
    Paper.objects.filter(pk__in=[one.pk for one in papers]).update(state=to)
    return changes


def note(
    papers: Sequence[Paper],
    act: Act,
    *,
    by: Actor,
    at: datetime,
    words: str | Mapping[int, str] = "",
) -> None:
    """Write into the history of each; ``words`` for all, or by the id of the paper."""
    Step.objects.bulk_create(
        Step(
            paper=one,
            act=act,
            by="" if by.kind == "job" and by.id is None else by.label,
            at=at,
            words=words if isinstance(words, str) else words.get(one.pk, ""),
        )
        for one in papers
    )


def journal(
    event: type[PapersEvent],
    papers: Sequence[Paper],
    changes: Sequence[Change],
    *,
    by: Actor,
    at: datetime,
    **said: Any,
) -> None:
    """One entry for all of them; none where there is no paper."""
    if papers:
        ids = tuple(one.pk for one in papers)
        audit.record(
            event(subject=papers[0].period, papers=ids, **said), by=by, at=at, changes=changes
        )


def reason(words: str) -> str:
    """Raises ``ReasonNeeded``."""
    if not words.strip():
        raise ReasonNeeded
    return words.strip()
