"""Instructions of leaders, sweeps, issues and their tasks."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.coordination.selectors import issue_desk

from .asking import Asker
from .waiting import Waiting


def instructions(asker: Asker) -> Iterator[Waiting]:
    count = coordination.to_answer(asker.user, asker.on)
    yield Waiting(count, f"{reverse('coordination:instructions')}?tab=mine")


def sweeps(asker: Asker) -> Iterator[Waiting]:
    count = coordination.sweeps_to_answer(asker.user, asker.on)
    yield Waiting(count, reverse("coordination:sweeps"))


def issues_to_accept(asker: Asker) -> Iterator[Waiting]:
    yield Waiting(coordination.to_accept(asker.user, asker.on), _issues("accept"))


def tasks_to_do(asker: Asker) -> Iterator[Waiting]:
    yield Waiting(coordination.tasks_to_do(asker.user, asker.on), f"{_issues('tasks')}&view=tasks")


def issues_to_confirm(asker: Asker) -> Iterator[Waiting]:
    yield Waiting(coordination.to_confirm(asker.user, asker.on), _issues("confirm"))


def issues_to_decide(asker: Asker) -> Iterator[Waiting]:
    yield Waiting(coordination.to_decide(asker.user, asker.on), _issues("decide"))


def plans_to_write(asker: Asker) -> Iterator[Waiting]:
    yield _plans(coordination.plans_to_write(asker.user, asker.on))


def plans_to_review(asker: Asker) -> Iterator[Waiting]:
    yield _plans(coordination.plans_to_review(asker.user, asker.on))


def _plans(numbers: Sequence[str]) -> Waiting:
    """On the page of the issue that is due next stands its plan."""
    page = reverse("coordination:issue", args=[numbers[0]]) if numbers else ""
    return Waiting(len(numbers), f"{page}#plan")


def petitions_to_sign(asker: Asker) -> Iterator[Waiting]:
    del asker
    yield Waiting(issue_desk.petitions(), _issues("sign"))


def issues_held(asker: Asker) -> Iterator[Waiting]:
    """What a unit leads and has taken; the office leads nothing that it must be told of here."""
    count, first = issue_desk.held_by(asker.user, asker.on)
    yield Waiting(count, _issues("mine"), due=first)


def _issues(waits: str) -> str:
    return f"{reverse('coordination:issues')}?waits={waits}"
