"""The plain steps: handed in, checked, sent back, sealed, sent, withdrawn, discarded."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db import transaction

from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.documents.models import Paper, Passage
from ballast.platform.documents.rules import Act, missing

from . import events
from .comparing import recompare
from .together import carry, hold, journal, note, reason, refuse


class Unready(Refused):
    """What a paper lacks before it may be checked; its ``code`` says what."""

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        super().__init__(**params)


@transaction.atomic
def submit(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """Hand drafts in for checking.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``: each paper that is elsewhere, has
    no issuer, mandate or disclosure, or has a passage that nobody took on.
    """
    papers = hold(Act.SUBMIT, by=by, at=at, ids=ids)
    refuse(_unready(papers))
    changes = [*recompare(papers), *carry(papers, Act.SUBMIT)]
    note(papers, Act.SUBMIT, by=by, at=at)
    journal(events.PapersSubmitted, papers, changes, by=by, at=at)
    return papers


@transaction.atomic
def check(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """Pass papers on for signature.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.CHECK, by=by, at=at, ids=ids)
    changes = [*recompare(papers), *carry(papers, Act.CHECK)]
    note(papers, Act.CHECK, by=by, at=at)
    journal(events.PapersChecked, papers, changes, by=by, at=at)
    return papers


@transaction.atomic
def send_back(*, by: Actor, at: datetime, ids: Collection[int], words: str) -> list[Paper]:
    """Give papers back to their drafter, saying why.

    Raises ``NotAllowed``, ``ReasonNeeded``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.SEND_BACK, by=by, at=at, ids=ids)
    note(papers, Act.SEND_BACK, by=by, at=at, words=reason(words))
    journal(events.PapersSentBack, papers, carry(papers, Act.SEND_BACK), by=by, at=at)
    return papers


@transaction.atomic
def discard(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """Drop drafts; their history stays.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.DISCARD, by=by, at=at, ids=ids)
    note(papers, Act.DISCARD, by=by, at=at)
    journal(events.PapersDiscarded, papers, carry(papers, Act.DISCARD), by=by, at=at)
    return papers


@transaction.atomic
def seal(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """Record that signed papers bear the seal.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.SEAL, by=by, at=at, ids=ids)
    note(papers, Act.SEAL, by=by, at=at)
    journal(events.PapersSealed, papers, carry(papers, Act.SEAL), by=by, at=at)
    return papers


@transaction.atomic
def send(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """Let the addressees have sealed papers: from now on they see them.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.SEND, by=by, at=at, ids=ids)
    note(papers, Act.SEND, by=by, at=at)
    changes = carry(papers, Act.SEND)
    Paper.objects.filter(pk__in=[one.pk for one in papers]).update(sent_at=at)
    journal(events.PapersSent, papers, changes, by=by, at=at)
    return papers


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, ids: Collection[int], words: str) -> list[Paper]:
    """Take signed papers out of force, saying why; they and their numbers stay as they are.

    Raises ``NotAllowed``, ``ReasonNeeded``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.WITHDRAW, by=by, at=at, ids=ids)
    note(papers, Act.WITHDRAW, by=by, at=at, words=reason(words))
    journal(events.PapersWithdrawn, papers, carry(papers, Act.WITHDRAW), by=by, at=at)
    return papers


def _unready(papers: Sequence[Paper]) -> Iterator[Refused]:
    untaken: dict[int, list[str]] = defaultdict(list)
    rows = Passage.objects.filter(paper__in=papers, taken_at=None).order_by("pk")
    for paper, name in rows.values_list("paper_id", "name"):
        untaken[paper].append(name)
    for one in papers:
        for code, passage in missing(one.heading, untaken[one.pk]):
            yield Unready(code, title=one.plain_title, passage=passage)
