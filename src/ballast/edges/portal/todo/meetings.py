"""Topics, opinions and what was promised at meetings."""

from collections.abc import Iterator

from django.urls import reverse

from ballast.dispatch.meetings import selectors

from .asking import Asker
from .waiting import Waiting


def opinions(asker: Asker) -> Iterator[Waiting]:
    rows = selectors.opinions_asked(asker.user, asker.on).select_related("topic__meeting")
    if first := rows.first():
        href = reverse("meetings:topic", args=[first.topic.meeting.number, first.topic_id])
        yield Waiting(rows.count(), href, due=first.due_on)


def topics(asker: Asker) -> Iterator[Waiting]:
    rows = selectors.topics_to_admit(asker.user, asker.on).select_related("meeting")
    if first := rows.first():
        yield Waiting(rows.count(), reverse("meetings:agenda", args=[first.meeting.number]))


def promises(asker: Asker) -> Iterator[Waiting]:
    rows = selectors.promises_due(asker.user, asker.on).select_related("meeting")
    if first := rows.first():
        href = reverse("meetings:minutes", args=[first.meeting.number])
        yield Waiting(rows.count(), href, due=first.due_on)


def looks(asker: Asker) -> Iterator[Waiting]:
    rows = selectors.looks_due(asker.user, asker.on)
    if first := rows.first():
        href = reverse("meetings:gathering", args=[first.gathering_id])
        yield Waiting(rows.count(), href, due=first.due_on)
