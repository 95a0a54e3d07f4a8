"""Papers, imports and declarations."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from ballast.delivery.ledgers import selectors as ledgers
from ballast.delivery.plans.selectors import pages as plans
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.selectors import Tab
from ballast.platform.identity.rules import Role

from .asking import Asker
from .waiting import Waiting

_LATELY = timedelta(days=30)


def to_receive(asker: Asker) -> Iterator[Waiting]:
    """The office receives what it sent itself; its desk has no such tab."""
    if not asker.scope.may("paper.draft"):
        yield _tab(asker, Tab.WAITING)


def lately(asker: Asker) -> Iterator[Waiting]:
    """What leaders read: they sign for nothing."""
    if Role.CITY_LEADER in asker.roles:
        sent = papers.visible_to(asker.user, asker.on).filter(sent_at__gte=asker.at - _LATELY)
        yield Waiting(sent.count(), f"{reverse('documents:desk')}?tab={Tab.ARCHIVE}")


def to_check(asker: Asker) -> Iterator[Waiting]:
    yield _tab(asker, Tab.CHECKING)


def to_sign(asker: Asker) -> Iterator[Waiting]:
    yield _tab(asker, Tab.SIGNING)


def to_send(asker: Asker) -> Iterator[Waiting]:
    yield _tab(asker, Tab.SENDING)


def drafts(asker: Asker) -> Iterator[Waiting]:
    yield _tab(asker, Tab.DRAFTS)


def _tab(asker: Asker, tab: Tab) -> Waiting:
    count, since = asker.papers[tab]
    return Waiting(count, f"{reverse('documents:desk')}?tab={tab}", since=since)


def imports(asker: Asker) -> Iterator[Waiting]:
    count, since = ledgers.waiting(asker.user, asker.on)
    yield Waiting(count, reverse("ledgers:imports"), since=localdate(since) if since else None)


def declarations(asker: Asker) -> Iterator[Waiting]:
    years = (asker.on.year, asker.on.year + 1)
    for year, (count, since) in plans.undecided(years).items():
        href = reverse("plans:selection", args=[year])
        yield Waiting(count, href, str(year), since=localdate(since))
