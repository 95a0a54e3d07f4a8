"""The one door to issues and tasks, who stands how to each, and what waits for whom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ballast.dispatch.coordination.models import Issue, IssueStep, Pause, Task
from ballast.dispatch.coordination.rules.issues import (
    EVERY_HAND,
    OPEN,
    Act,
    Hand,
    IssueState,
    Standing,
    acts,
)
from ballast.dispatch.coordination.rules.tasks import TaskAct, TaskStanding, task_acts
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role
from ballast.projects import selectors as projects

from .limits import ladder
from .sweeps import answering

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.platform.identity.models import User

# The kinds of owner that files name: what proves a solution, and what proves a task done.
ISSUE, TASK = "issue", "issue_task"


@dataclass(frozen=True, slots=True)
class Reach:
    """For which units somebody acts (None: for all), and whether as the office."""

    units: frozenset[int] | None
    raising: frozenset[int]
    decides: bool

    def hand(self, issue: Issue) -> Hand:
        if self.units is None:
            return EVERY_HAND
        return Hand(
            leads=issue.lead_id in self.units,
            raised=self.decides if issue.raiser_id is None else issue.raiser_id in self.raising,
            offered=issue.offered_to_id in self.units,
            decides=self.decides,
        )


def issues(viewer: "User", on: date, read: projects.Read = projects.Read.FIRST) -> QuerySet[Issue]:
    """The issues a person sees on a day.

    The office and inspectors all; a leader of the city what they sponsor and what has reached
    the highest level; others what their units raised, lead or assist in, what a task asks of
    them, and what holds up a project of theirs. ``read``: the first of them or some by name, or
    all of them, which makes a list of what each way leads to and looks each issue up in it.
    """
    scope = identity.scope_of(viewer, on)
    rows = Issue.objects.all()
    if not scope.may("issue.view"):
        return rows.none()
    held = {one.role for one in identity.held_by(viewer, on)}
    if held & {Role.PROJECT_OFFICE, Role.INSPECTOR}:
        return rows
    if Role.CITY_LEADER in held:
        mine = projects.sponsored_by([viewer], on).get(viewer.pk, [])
        ids = [one.project_id for one in mine]
        at_top = Q(level__gte=ladder(on).top)
        return rows.filter(at_top | Q(pk__in=_holding_up(ids)))
    units = scope.unit_ids
    tied = (
        Issue.assisting.through.objects.filter(unit__in=units),
        Task.objects.filter(Q(unit__in=units) | Q(person=viewer)),
        Issue.projects.through.objects.filter(project__in=projects.visible_to(viewer, on)),
    )
    told: Iterable[Q | Exists]
    if read is projects.Read.WHOLE:
        told = (Q(pk__in=known.values("issue")) for known in tied)
    else:
        told = (Exists(known.filter(issue=OuterRef("pk"))) for known in tied)
    return rows.filter(reduce(or_, (*(Q(**{f"{one}__in": units}) for one in _NAMED), *told)))


_NAMED = ("lead", "raiser", "offered_to")  # the units that an issue itself names


def _holding_up(ids: "Collection[int] | QuerySet[Any]") -> "QuerySet[Any, int]":
    return Issue.projects.through.objects.filter(project__in=ids).values_list("issue_id", flat=True)


def reach(by: "Actor", on: date) -> Reach:
    """For whom an actor acts: a job and the system for everybody, as the office."""
    if by.kind != "person":
        return Reach(None, frozenset(), decides=True)
    viewer = identity.person(by)
    return reach_of(viewer, on) if viewer else Reach(frozenset(), frozenset(), decides=False)


def reach_of(viewer: "User", on: date) -> Reach:
    """A person for the units they answer for; one posted to projects may raise for their unit."""
    scope = identity.scope_of(viewer, on)
    units = answering(viewer, on) if scope.may("issue.handle") else frozenset()
    own = frozenset(one.unit_id for one in identity.held_by(viewer, on))
    raising = units | own if scope.may("issue.raise") else frozenset()
    return Reach(units, raising, decides=scope.may("issue.decide"))


def standings(rows: Collection[Issue], on: date) -> dict[int, Standing]:
    """How issues stand, as far as it decides what may be done to them; two queries."""
    paused = set(
        Pause.objects.filter(issue__in=[one.pk for one in rows], ended_on=None).values_list(
            "issue_id", flat=True
        )
    )
    top = ladder(on).top
    return {one.pk: standing_of(one, one.pk in paused, top) for one in rows}


def standing_of(issue: Issue, is_paused: bool, top: int) -> Standing:  # noqa: FBT001
    return Standing(
        state=IssueState(issue.state),
        level=issue.level,
        top=top,
        desk=issue.desk,
        is_paused=is_paused,
        is_offered=issue.offered_to_id is not None,
        is_asked=issue.petition_asked_on is not None,
    )


def acts_of(viewer: "User", rows: Collection[Issue], on: date) -> dict[int, frozenset[Act]]:
    """What a person may do to each of these issues as they stand."""
    mine, known = reach_of(viewer, on), standings(rows, on)
    return {one.pk: acts(known[one.pk], mine.hand(one)) for one in rows}


def last_steps_of(ids: Iterable[int]) -> dict[int, IssueStep]:
    """The latest step of each of these issues."""
    rows = IssueStep.objects.filter(issue__in=list(ids)).order_by("issue", "-pk")
    return {one.issue_id: one for one in rows.distinct("issue")}


def steps_of(issue: Issue) -> QuerySet[IssueStep]:
    """What happened to an issue, the latest first."""
    return IssueStep.objects.filter(issue=issue).select_related("lead", "paper").order_by("-pk")


def numbered(numbers: Sequence[str]) -> dict[str, Issue]:
    """Issues by their numbers, whoever may see them."""
    return {one.number: one for one in Issue.objects.filter(number__in=numbers)}


def last_of(ids: Collection[int]) -> dict[int, Issue]:
    """What stands for each of these issues now: itself, or what it was merged into at last."""
    found = Issue.objects.in_bulk(ids)
    while merged := {pk: one.merged_into_id for pk, one in found.items() if one.merged_into_id}:
        into = Issue.objects.in_bulk(set(merged.values()))
        found |= {pk: into[target] for pk, target in merged.items()}
    return found


def last_of_numbers(numbers: Sequence[str]) -> set[int]:
    """The ids of what stands for the issues of these numbers now."""
    known = numbered(numbers).values()
    return {one.pk for one in last_of([one.pk for one in known]).values()}


def open_among(ids: Collection[int]) -> list[Issue]:
    """Those of these issues that are open, the first first."""
    return list(Issue.objects.filter(pk__in=ids, state__in=OPEN).order_by("pk"))


def of_source(source: str, keys: Collection[str]) -> QuerySet[Issue]:
    """The issues that came of these sources, the latest first."""
    return Issue.objects.filter(source=source, source_key__in=keys).order_by("-pk")


def projects_of(ids: Iterable[int]) -> dict[int, list[int]]:
    """The projects that each of these issues holds up, the main one first, whoever sees them."""
    found: dict[int, list[int]] = {}
    held_up = Issue.projects.through.objects.filter(issue_id__in=list(ids)).order_by("pk")
    for issue, project in held_up.values_list("issue_id", "project_id"):
        found.setdefault(issue, []).append(project)
    return found


def issues_of_project(viewer: "User", on: date, project_id: int) -> QuerySet[Issue]:
    """The issues that hold a project up, as far as this person sees them, open ones first."""
    return issues(viewer, on).filter(projects=project_id).order_by("closed_at", "due_on", "pk")


def tasks(viewer: "User", on: date) -> QuerySet[Task]:
    """The tasks of the issues a person sees."""
    return Task.objects.filter(issue__in=issues(viewer, on))


def task_acts_of(viewer: "User", rows: Iterable[Task], on: date) -> dict[int, frozenset[TaskAct]]:
    """What a person may do to each task, given with its issue."""
    mine = reach_of(viewer, on)
    return {one.pk: _task_acts(one, mine, viewer) for one in rows}


def _task_acts(task: Task, mine: Reach, viewer: "User") -> frozenset[TaskAct]:
    hand = mine.hand(task.issue)
    does = task.person_id == viewer.pk or task.unit_id in (mine.units or ())
    return task_acts(task_standing(task), does=does, judges=hand.leads or hand.decides)


def task_standing(task: Task) -> TaskStanding:
    """How a task, given with its issue, stands."""
    return TaskStanding(
        is_done=task.done_at is not None,
        is_accepted=task.accepted_at is not None,
        was_returned=task.returned > 0,
        is_decided=bool(task.decision_key),
        is_open=task.issue.state in OPEN,
    )


def sees_issue(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files at an issue."""
    return key.isdecimal() and issues(viewer, on).filter(pk=int(key)).exists()


def sees_task(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files at a task: whoever sees its issue."""
    return key.isdecimal() and tasks(viewer, on).filter(pk=int(key)).exists()
