"""Which matters were open on a day, as they stood then: told by their steps up to that day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.issues import OPEN

from .limits import ladder
from .matters import projects_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A matter on a day: at which level, with whom, until when; its main project first."""

    pk: int
    number: str
    title: str
    words: str
    cause: str
    raised_on: date
    state: str
    level: int
    due_on: date
    lead_id: int
    project_ids: Sequence[int]


class _Then(NamedTuple):
    state: str
    level: int
    due_on: date
    lead_id: int


def at_top(on: date, project_ids: Collection[int] | None = None) -> list[Stood]:
    """The matters that lay with the highest level at the end of a day, the soonest limit first.

    With ``project_ids`` those that hold up one of these.
    """
    return _open_on(on, project_ids, ladder(on).top)


def open_about(project_ids: Collection[int], on: date) -> dict[int, list[Stood]]:
    """The matters that were open about these projects at the end of a day, by project.

    The highest level and soonest limit first.
    """
    found: dict[int, list[Stood]] = {}
    for one in _open_on(on, project_ids):
        for pk in one.project_ids:
            if pk in project_ids:
                found.setdefault(pk, []).append(one)
    return found


def _open_on(on: date, project_ids: Collection[int] | None, level: int = 1) -> list[Stood]:
    """What was open at the end of a day, of these projects or all, at this level or higher."""
    rows = IssueStep.objects.filter(on__lte=on, issue__raised_on__lte=on)
    if project_ids is not None:
        held_up = Issue.projects.through.objects.filter(project_id__in=project_ids)
        rows = rows.filter(issue__in=held_up.values("issue"))
    last = rows.order_by("issue", "-pk").distinct("issue")
    then = ("issue_id", "state", "level", "due_on", "lead_id")
    stood = {
        pk: _Then(state, reached, due_on, lead)
        for pk, state, reached, due_on, lead in last.values_list(*then)
        if state in OPEN and reached >= level
    }
    projects = projects_of(stood)
    found = [
        Stood(**known, **stood[known["pk"]]._asdict(), project_ids=projects.get(known["pk"], ()))
        for known in Issue.objects.filter(pk__in=stood).values(*_TOLD)
    ]
    return sorted(found, key=lambda one: (-one.level, one.due_on, one.number))


_TOLD = ("pk", "number", "title", "words", "cause", "raised_on")
