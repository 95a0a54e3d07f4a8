"""The one door to issues and tasks, who stands how to each, and what waits for whom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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


def issues(viewer: "User", on: date) -> QuerySet[Issue]:
    """The issues a person sees on a day.

    The office and inspectors all; a leader of the city what they sponsor and what has reached
    the highest level; others what their units raised, lead or assist in, what a task asks of
    them, and what holds up a project of theirs.
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
    # A limit ends the search as soon as enough rows fit: no list of all that is seen is made.
    here = {"issue": OuterRef("pk")}
    assisting = Issue.assisting.through.objects.filter(**here, unit__in=units)
    given = Task.objects.filter(Q(unit__in=units) | Q(person=viewer), **here)
    held_up = Issue.projects.through.objects.filter(
        **here, project__in=projects.visible_to(viewer, on)
    )
    return rows.filter(
        Q(lead__in=units)
        | Q(raiser__in=units)
        | Q(offered_to__in=units)
        | Exists(assisting)
        | Exists(given)
        | Exists(held_up)
    )


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


def of_source(source: str, keys: Collection[str]) -> QuerySet[Issue]:
    """The issues that came of these sources, the latest first."""
    return Issue.objects.filter(source=source, source_key__in=keys).order_by("-pk")


def issues_of_project(viewer: "User", on: date, project_id: int) -> QuerySet[Issue]:
    """The issues that hold a project up, as far as this person sees them, open ones first."""
    return issues(viewer, on).filter(projects=project_id).order_by("closed_at", "due_on", "pk")


def to_accept(viewer: "User", on: date) -> int:
    """How many issues wait for this person's units to take them: raised to or offered to them."""
    units = _acting(viewer, on)
    asked = Q(lead__in=units, state=IssueState.RAISED) | Q(offered_to__in=units, state__in=OPEN)
    return Issue.objects.filter(asked).count() if units else 0


def to_confirm(viewer: "User", on: date) -> int:
    """How many solutions, and issues sent back, wait for this person's word as the raiser."""
    mine = reach_of(viewer, on)
    asked = Q(raiser__in=mine.raising)
    if mine.decides:
        asked |= Q(raiser=None)
    waiting = Q(state__in=(IssueState.SOLVED, IssueState.SENT_BACK))
    return Issue.objects.filter(asked & waiting).count()


def to_decide(viewer: "User", on: date) -> int:
    """How many issues lie on the office's desk."""
    if not identity.scope_of(viewer, on).may("issue.decide"):
        return 0
    return Issue.objects.filter(state__in=OPEN).exclude(desk="").count()


def tasks(viewer: "User", on: date) -> QuerySet[Task]:
    """The tasks of the issues a person sees."""
    return Task.objects.filter(issue__in=issues(viewer, on))


def tasks_to_do(viewer: "User", on: date) -> int:
    """How many tasks this person or their units have not told done."""
    asked = Q(unit__in=_acting(viewer, on)) | Q(person=viewer)
    return Task.objects.filter(asked, done_at=None, issue__state__in=OPEN).count()


def task_acts_of(viewer: "User", rows: Iterable[Task], on: date) -> dict[int, frozenset[str]]:
    """What a person may do to each task, given with its issue: report it, accept or return it."""
    mine = reach_of(viewer, on)
    return {one.pk: frozenset(_task_acts(one, mine, viewer)) for one in rows}


def _task_acts(task: Task, mine: Reach, viewer: "User") -> set[str]:
    hand = mine.hand(task.issue)
    if task.accepted_at:
        return set()
    if task.done_at:
        return {"accept", "return"} if hand.leads or hand.decides else set()
    does = task.person_id == viewer.pk or task.unit_id in (mine.units or ())
    return {"report"} if does else set()


def sees_issue(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files at an issue."""
    return key.isdecimal() and issues(viewer, on).filter(pk=int(key)).exists()


def sees_task(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files at a task: whoever sees its issue."""
    return key.isdecimal() and tasks(viewer, on).filter(pk=int(key)).exists()


def _acting(viewer: "User", on: date) -> frozenset[int]:
    return reach_of(viewer, on).units or frozenset()
