"""签收: the addressee signs for a paper, in their own name."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents.models import Paper, Receipt
from ballast.platform.documents.rules import Act, State
from ballast.platform.documents.selectors import units_signed_for, visible_to
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from . import events
from .together import PAPERS, PaperUnknown, journal, locked, note, refuse


class NotAddressed(Refused):
    """The paper does not go to a unit of this person, or that has signed for it."""

    code = "paper_not_addressed"


@transaction.atomic
def receive(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Paper]:
    """Sign for papers on behalf of the units that the person works in.

    When the last addressee has signed, a paper is receipted. Raises ``NotAllowed``,
    ``PaperUnknown``, ``PapersRefused`` with a ``NotAddressed`` each.
    """
    identity.insist(by, "paper.receive", at=at)
    person = people.person(by)
    on = timezone.localdate(at)
    if person is None or visible_to(person, on).filter(pk__in=ids).count() < len(set(ids)):
        raise PaperUnknown(count=len(set(ids)))
    units = units_signed_for(person, on)
    papers = locked(ids)
    receipts = list(
        Receipt.objects.filter(
            paper__in=papers, paper__state=State.SENT, unit__in=units, received_at=None
        )
        .annotate(unit_name=F("unit__short_name"))
        .order_by("pk")
    )
    own: dict[int, list[str]] = defaultdict(list)
    for one in receipts:
        own[one.paper_id].append(one.unit_name)
        one.received_by, one.received_at = by.label, at
    refuse(NotAddressed(title=one.plain_title) for one in papers if one.pk not in own)
    Receipt.objects.bulk_update(receipts, ["received_by", "received_at"])
    changes = [
        Change("documents_receipt", one.pk, {"received_by": ("", by.label)}) for one in receipts
    ]
    changes += _finish(papers)
    note(papers, Act.RECEIVE, by=by, at=at, words={pk: "、".join(n) for pk, n in own.items()})
    journal(events.PapersReceipted, papers, changes, by=by, at=at)
    return papers


def _finish(papers: Collection[Paper]) -> list[Change]:
    """Papers of which every addressee has signed are receipted; what changed."""
    open_ones = set(
        Receipt.objects.filter(paper__in=papers, received_at=None).values_list(
            "paper_id", flat=True
        )
    )
    done = [one for one in papers if one.pk not in open_ones]
    for one in done:
        one.state = State.RECEIPTED
    Paper.objects.filter(pk__in=[one.pk for one in done]).update(state=State.RECEIPTED)
    return [Change(PAPERS, one.pk, {"state": (State.SENT, State.RECEIPTED)}) for one in done]
