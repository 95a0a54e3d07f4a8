"""The papers of a desk: by how far they are, and any part of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from ballast.platform.documents.models import Paper, Passage, Receipt, Step
from ballast.platform.documents.rules import State

_SIGNED = (State.SIGNED, State.SEALED, State.SENT, State.RECEIPTED, State.WITHDRAWN)


class Tab(StrEnum):
    """What of the desk one looks at."""

    DRAFTS = "drafts"
    CHECKING = "checking"
    SIGNING = "signing"
    SENDING = "sending"  # signed, to be sealed and sent
    OUTSTANDING = "outstanding"  # sent, not receipted by all
    WAITING = "waiting"  # sent to a unit of the reader, who has not signed for it
    ARCHIVE = "archive"  # all that were ever signed, as far as one sees


_STATES: Mapping[Tab, tuple[State, ...]] = {
    Tab.DRAFTS: (State.DRAFT,),
    Tab.CHECKING: (State.CHECKING,),
    Tab.SIGNING: (State.SIGNING,),
    Tab.SENDING: (State.SIGNED, State.SEALED),
    Tab.OUTSTANDING: (State.SENT,),
    Tab.WAITING: (State.SENT,),
    Tab.ARCHIVE: _SIGNED,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part is asked for; what is empty narrows nothing."""

    text: str = ""
    kind: str = ""
    period: str = ""
    state: str = ""


def of_tab(papers: QuerySet[Paper], tab: Tab, units: Collection[int]) -> QuerySet[Paper]:
    """The papers of one tab; ``units`` are those that the reader signs for."""
    found = papers.filter(state__in=_STATES[tab])
    if tab is Tab.OUTSTANDING:
        found = found.filter(_has_open())
    if tab is Tab.WAITING:
        found = found.filter(_has_open(unit__in=units))
    if tab is Tab.ARCHIVE:
        return found.order_by("-dated", F("serial").desc(nulls_last=True), "-pk")
    return found.order_by("-period", "kind", "pk")


def tally(papers: QuerySet[Paper], units: Collection[int]) -> dict[Tab, int]:
    """How many papers each tab holds, in one query."""
    counts = papers.order_by().aggregate(
        **{
            tab.value: Count("pk", filter=Q(state__in=_STATES[tab]) & _open(tab, units))
            for tab in Tab
        }
    )
    return {Tab(name): count for name, count in counts.items()}


def oldest(papers: QuerySet[Paper], units: Collection[int]) -> dict[Tab, tuple[int, date | None]]:
    """How many papers each tab holds, and since when the longest lies there; one query.

    What is to be signed for lies since it was sent, anything else since it was composed.
    """
    asked: dict[str, Any] = {}
    for tab in Tab:
        part = Q(state__in=_STATES[tab]) & _open(tab, units)
        asked[tab.value] = Count("pk", filter=part)
        asked[f"{tab.value}_since"] = Min(
            "sent_at__date" if tab is Tab.WAITING else "composed_on", filter=part
        )
    found = papers.order_by().aggregate(**asked)
    return {tab: (found[tab.value], found[f"{tab.value}_since"]) for tab in Tab}


def chosen(papers: QuerySet[Paper], choice: Choice) -> QuerySet[Paper]:
    asked = Q()
    if choice.kind:
        asked &= Q(kind=choice.kind)
    if choice.period:
        asked &= Q(period=choice.period)
    if choice.state:
        asked &= Q(state=choice.state)
    if choice.text:
        asked &= searched(choice.text)
    return papers.filter(asked)


def searched(text: str) -> Q:
    """Title, number, addressee or any words of a signed paper hold every part of the text."""
    asked = Q()
    for part in text.split():
        to = Receipt.objects.filter(
            Q(unit__name__icontains=part) | Q(unit__short_name__icontains=part),
            paper=OuterRef("pk"),
        )
        asked &= (
            Q(title__icontains=part)
            | Q(number__icontains=part)
            | Q(words__icontains=part)
            | Q(addressees__icontains=part)
            | Q(Exists(to))
        )
    return asked


def steps_of(papers: Collection[int]) -> QuerySet[Step]:
    """What was done with papers, in the order it was done."""
    return Step.objects.filter(paper__in=papers).order_by("at", "pk")


def last_words(papers: Collection[int], act: str) -> dict[int, str]:
    """What was said the last time that an act was done to each."""
    rows = Step.objects.filter(paper__in=papers, act=act).order_by("at", "pk")
    return dict(rows.values_list("paper_id", "words"))


def untaken(papers: Collection[int]) -> dict[int, int]:
    """How many passages of each paper nobody has taken on."""
    rows = Passage.objects.filter(paper__in=papers, taken_at=None).order_by()
    return dict(rows.values_list("paper_id").annotate(count=Count("pk")))


def addressees(papers: Collection[int]) -> dict[int, list[tuple[str, bool]]]:
    """The short name of each addressee, and whether it has signed."""
    found: dict[int, list[tuple[str, bool]]] = {}
    rows = Receipt.objects.filter(paper__in=papers).order_by("pk")
    for paper, name, at in rows.values_list("paper_id", "unit__short_name", "received_at"):
        found.setdefault(paper, []).append((name, at is not None))
    return found


def _has_open(**about: object) -> Exists:
    return Exists(Receipt.objects.filter(paper=OuterRef("pk"), received_at=None, **about))


def _open(tab: Tab, units: Collection[int]) -> Q:
    match tab:
        case Tab.OUTSTANDING:
            return Q(_has_open())
        case Tab.WAITING:
            return Q(_has_open(unit__in=units))
        case _:
            return Q()
