"""Which matters were open on a day, as they stood then: told by their steps up to that day."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.issues import OPEN

from .limits import ladder


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


def open_on(on: date) -> list[Stood]:
    """Every matter that was open at the end of a day, the highest level and soonest limit first."""
    raised = Issue.objects.filter(raised_on__lte=on)
    rows = IssueStep.objects.filter(on__lte=on, issue__in=raised).select_related("issue")
    last = rows.order_by("issue", "-pk").distinct("issue")
    steps = {one.issue_id: one for one in last if one.state in OPEN}
    projects = _projects(steps)
    found = [
        Stood(
            pk=pk,
            number=step.issue.number,
            title=step.issue.title,
            words=step.issue.words,
            cause=step.issue.cause,
            raised_on=step.issue.raised_on,
            state=step.state,
            level=step.level,
            due_on=step.due_on,
            lead_id=step.lead_id,
            project_ids=projects[pk],
        )
        for pk, step in steps.items()
    ]
    return sorted(found, key=lambda one: (-one.level, one.due_on, one.number))


def at_top(on: date, project_ids: Collection[int] | None = None) -> list[Stood]:
    """The matters that lay with the highest level at the end of a day, the soonest limit first.

    With ``project_ids`` those that hold up one of these.
    """
    top = ladder(on).top
    risen = [one for one in open_on(on) if one.level >= top]
    if project_ids is None:
        return risen
    return [one for one in risen if set(project_ids) & set(one.project_ids)]


def open_about(project_ids: Collection[int], on: date) -> dict[int, list[Stood]]:
    """The matters that were open about these projects at the end of a day, by project."""
    found: dict[int, list[Stood]] = {}
    for one in open_on(on):
        for pk in one.project_ids:
            if pk in project_ids:
                found.setdefault(pk, []).append(one)
    return found


def _projects(issues: dict[int, IssueStep]) -> dict[int, list[int]]:
    """The projects each holds up, the main one first."""
    held = Issue.projects.through.objects.filter(issue_id__in=issues).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for issue, project in held.values_list("issue_id", "project_id"):
        found[issue].append(project)
    return found
