"""Week tasks that wait to be filed."""

from collections.abc import Iterator

from django.urls import reverse

from ballast.delivery.schedule import selectors

from .asking import Asker
from .waiting import Waiting


def to_file(asker: Asker) -> Iterator[Waiting]:
    """Of one's own units; the office looks at the week instead."""
    if asker.scope.may("schedule.run"):
        return
    count, week, due = selectors.to_file(asker.user, asker.on)
    if week:
        yield Waiting(count, f"{reverse('schedule:desk')}?week={week.code}", due=due)
