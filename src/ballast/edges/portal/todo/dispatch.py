"""Instructions of leaders, and sweeps."""

from collections.abc import Iterator

from django.urls import reverse

from ballast.dispatch.coordination import selectors as coordination

from .asking import Asker
from .waiting import Waiting


def instructions(asker: Asker) -> Iterator[Waiting]:
    count = coordination.to_answer(asker.user, asker.on)
    yield Waiting(count, f"{reverse('coordination:instructions')}?tab=mine")


def sweeps(asker: Asker) -> Iterator[Waiting]:
    count = coordination.sweeps_to_answer(asker.user, asker.on)
    yield Waiting(count, reverse("coordination:sweeps"))
