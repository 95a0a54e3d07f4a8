"""Instructions of leaders, sweeps, issues and their tasks."""

from collections.abc import Callable, Iterator, Sequence

from django.urls import reverse

from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.coordination.selectors import issue_desk
from ballast.dispatch.coordination.selectors.issue_desk import Waits

from .asking import Asker
from .waiting import Waiting


def instructions(asker: Asker) -> Iterator[Waiting]:
    count = coordination.to_answer(asker.user, asker.on)
    yield Waiting(count, f"{reverse('coordination:instructions')}?tab=mine")


def sweeps(asker: Asker) -> Iterator[Waiting]:
    count = coordination.sweeps_to_answer(asker.user, asker.on)
    yield Waiting(count, reverse("coordination:sweeps"))


def _waiting(waits: Waits) -> Callable[[Asker], Iterator[Waiting]]:
    def waiting(asker: Asker) -> Iterator[Waiting]:
        yield Waiting(issue_desk.waiting(asker.user, asker.on, waits), _issues(waits))

    return waiting


issues_to_accept = _waiting(Waits.ACCEPT)
issues_to_confirm = _waiting(Waits.CONFIRM)
issues_to_decide = _waiting(Waits.DECIDE)
petitions_to_sign = _waiting(Waits.SIGN)


def tasks_to_do(asker: Asker) -> Iterator[Waiting]:
    count = issue_desk.tasks_to_do(asker.user, asker.on)
    yield Waiting(count, f"{_issues(Waits.TASKS)}&view=tasks")


def plans_to_write(asker: Asker) -> Iterator[Waiting]:
    yield _plans(coordination.plans_to_write(asker.user, asker.on))


def plans_to_review(asker: Asker) -> Iterator[Waiting]:
    yield _plans(coordination.plans_to_review(asker.user, asker.on))


def _plans(numbers: Sequence[str]) -> Waiting:
    """On the page of the issue that is due next stands its plan."""
    page = reverse("coordination:issue", args=[numbers[0]]) if numbers else ""
    return Waiting(len(numbers), f"{page}#plan")


def issues_held(asker: Asker) -> Iterator[Waiting]:
    """What a unit leads and has taken; the office leads nothing that it must be told of here."""
    count, first = issue_desk.held_by(asker.user, asker.on)
    yield Waiting(count, _issues(Waits.MINE), due=first)


def _issues(waits: Waits) -> str:
    return f"{reverse('coordination:issues')}?waits={waits}"
