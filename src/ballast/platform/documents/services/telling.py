"""Telling people that a paper came to them, or waits for what they may do."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from ballast.platform.documents.models import Paper, Receipt
from ballast.platform.documents.rules import MOVES, Act, State
from ballast.platform.documents.selectors import Tab, last_words
from ballast.platform.identity import selectors as identity
from ballast.platform.notices.services import Telling, tell_all

_RECEIVES = "paper.receive"
_NEXT = {
    State.CHECKING: ("papers_to_check", MOVES[Act.CHECK].right, Tab.CHECKING),
    State.SIGNING: ("papers_to_sign", MOVES[Act.SIGN].right, Tab.SIGNING),
}


def tell_sent(*, ids: Collection[int], at: datetime) -> int:
    """Tell who signs for the addressees that a paper is there."""
    rows = Receipt.objects.filter(paper__in=ids, received_at=None).select_related("paper")
    receipts = list(rows.order_by("paper", "pk"))
    units = {one.unit_id for one in receipts}
    people = identity.people_in(units, _RECEIVES, timezone.localdate(at))
    return tell_all(
        [
            Telling(
                kind="paper_sent",
                to=people.get(one.unit_id, ()),
                params={"title": one.paper.plain_title, "number": one.paper.number},
                link=reverse("documents:paper", args=[one.paper_id]),
                about=str(one.paper_id),
            )
            for one in receipts
        ],
        at=at,
    )


def tell_next(
    *, ids: Collection[int], state: State, about: str, but: int | None, at: datetime
) -> int:
    """Tell who may check, or sign, how many papers came to wait for it; not who passed them on."""
    kind, right, tab = _NEXT[state]
    count = Paper.objects.filter(pk__in=ids, state=state).count()
    if not count:
        return 0
    one = Telling(
        kind=kind,
        to=identity.people_with(right, timezone.localdate(at)) - {but},
        params={"count": str(count)},
        link=f"{reverse('documents:desk')}?tab={tab}",
        about=about,
    )
    return tell_all([one], at=at)


def tell_drafters(*, ids: Collection[int], about: str, at: datetime) -> int:
    """Tell who drafted papers that they came back, and why."""
    drafted: dict[int, list[Paper]] = defaultdict(list)
    for paper in Paper.objects.filter(pk__in=ids, state=State.DRAFT).order_by("pk"):
        drafted[paper.drafted_by_id].append(paper)
    reasons = last_words(ids, Act.SEND_BACK)
    link = f"{reverse('documents:desk')}?tab={Tab.DRAFTS}"
    return tell_all(
        [
            Telling(
                kind="papers_back",
                to=[person],
                params={
                    "count": str(len(papers)),
                    "title": papers[0].plain_title,
                    "reason": reasons.get(papers[0].pk, ""),
                },
                link=link,
                about=about,
            )
            for person, papers in drafted.items()
        ],
        at=at,
    )
