"""The issues as the desk lists them: three views of one record, and any part of them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from ballast.dispatch.coordination.models import Issue, IssueStep, Pause, Task
from ballast.dispatch.coordination.rules.clocks import Timing, timing
from ballast.dispatch.coordination.rules.issues import OPEN, RUNNING, TAKEN, WAITING, IssueState
from ballast.kernel.workdays import Calendar
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects
from ballast.projects.rules import Party

from .matters import Reach, reach_of

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

_TASKS = 0  # in place of a level, where tasks are counted
_WEEK = timedelta(days=7)


class Waits(StrEnum):
    """What of the issues waits, and for whom."""

    MINE = "mine"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    DECIDE = "decide"
    SIGN = "sign"
    TASKS = "tasks"
    OVERDUE = "overdue"
    WEEK = "week"


class Order(StrEnum):
    """By what the issues are sorted; the most pressing first."""

    DUE = "due"
    LEVEL = "level"
    UNIT = "unit"
    NEW = "new"


ORDERS: Mapping[Order, Sequence[str]] = {
    Order.DUE: ("due_on", "pk"),
    Order.LEVEL: ("-level", "due_on", "pk"),
    Order.UNIT: ("lead__short_name", "due_on", "pk"),
    Order.NEW: ("-pk",),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the issues is asked for; what is empty narrows nothing."""

    text: str = ""
    level: int = 0
    states: Collection[str] = ()
    unit: str = ""  # its code
    cause: str = ""
    source: str = ""
    waits: str = ""
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many issues there are, on each level, how many are late, and how many tasks they have.

    ``leads``: the units that lead them.
    """

    issues: int
    overdue: int
    tasks: int
    by_level: Mapping[int, int] = field(default_factory=dict)
    leads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Dated:
    """A limit and how it stands: ``left`` in working days, below nought when over.

    ``timing`` is None where nothing runs: it is done, or waits for another's word.
    """

    due_on: date
    left: int = 0
    timing: Timing | None = None
    paused_until: date | None = None


class About(NamedTuple):
    """A project that an issue holds up."""

    pk: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue as a list shows it."""

    issue: Issue
    projects: Sequence[About]
    limit: Dated
    sponsor: str = ""


@dataclass(frozen=True, slots=True)
class TaskLine:
    task: Task
    limit: Dated


def chosen(seen: QuerySet[Issue], viewer: "User", on: date, choice: Choice) -> QuerySet[Issue]:
    """The part asked for of the issues that a viewer sees; text is a number, title or project."""
    asked = Q()
    if choice.text:
        about = Issue.projects.through.objects.filter(project__in=projects.meant(choice.text))
        asked &= (
            Q(number__icontains=choice.text)
            | Q(title__icontains=choice.text)
            | Q(pk__in=about.values("issue"))
        )
    if choice.level:
        asked &= Q(level=choice.level)
    if choice.states:
        asked &= Q(state__in=choice.states)
    if choice.unit:
        asked &= Q(lead__code=choice.unit)
    if choice.cause:
        asked &= Q(cause=choice.cause)
    if choice.source:
        asked &= Q(source=choice.source)
    if choice.done:
        steps = IssueStep.objects.filter(at=choice.done)
        asked &= Q(pk__in=steps.values("issue")) | Q(pk__in=given_at(choice.done).values("issue"))
    return _waiting(seen.filter(asked), viewer, on, choice.waits)


def given_at(moment: datetime) -> QuerySet[Task]:
    """The tasks that were given by one act, of this moment."""
    return Task.objects.filter(assigned_at=moment)


def _waiting(rows: QuerySet[Issue], viewer: "User", on: date, waits: str) -> QuerySet[Issue]:
    match waits:
        case Waits.OVERDUE:
            return rows.filter(_late(on))
        case Waits.WEEK:
            return rows.filter(state__in=RUNNING, due_on__gte=on, due_on__lt=on + _WEEK)
        case Waits.DECIDE:
            return rows.filter(state__in=OPEN).exclude(desk="")
        case Waits.SIGN:
            return rows.filter(state__in=RUNNING, petition_asked_on__isnull=False)
        case "":
            return rows
        case _:
            return rows.filter(_asks(reach_of(viewer, on), viewer, waits))


def _late(on: date) -> Q:
    return Q(state__in=RUNNING, due_on__lt=on)


def _asks(reach: Reach, viewer: "User", waits: str) -> Q:
    """What waits for this person or the units they act for."""
    units = reach.units or frozenset()
    if waits == Waits.MINE:
        return Q(lead__in=units) | Q(holder_person=viewer)
    if waits == Waits.TASKS:
        return Q(pk__in=Task.objects.filter(_is_mine(reach, viewer)).values("issue"))
    if waits == Waits.ACCEPT:
        return Q(lead__in=units, state=IssueState.RAISED) | Q(offered_to__in=units)
    raised = Q(raiser__in=reach.raising)
    if reach.decides:
        raised |= Q(raiser=None)
    return raised & Q(state__in=WAITING)


def held_by(viewer: "User", on: date) -> tuple[int, date | None]:
    """How many issues this person's units have taken and not solved, and the next limit."""
    units = reach_of(viewer, on).units or frozenset()
    told = Issue.objects.filter(lead__in=units, state__in=TAKEN).aggregate(
        count=Count("pk"), first=Min("due_on")
    )
    return told["count"], told["first"]


def waiting(viewer: "User", on: date, waits: Waits) -> int:
    """How many open issues wait so: as many as the desk shows under that address."""
    return _waiting(Issue.objects.filter(state__in=OPEN), viewer, on, waits).count()


def tasks_to_do(viewer: "User", on: date) -> int:
    """How many tasks of open issues this person or their units have not told done."""
    return tasks_meant(viewer, on, Waits.TASKS).filter(issue__state__in=OPEN).count()


def tasks_meant(
    viewer: "User", on: date, waits: str = "", done: datetime | None = None
) -> QuerySet[Task]:
    """All tasks, whoever sees them; of the viewer alone, or of one act, where that is asked for."""
    is_asked = waits == Waits.TASKS
    given = given_at(done) if done else Task.objects.all()
    return given.filter(_is_mine(reach_of(viewer, on), viewer) if is_asked else Q())


def tasks_of(rows: QuerySet[Issue], meant: QuerySet[Task]) -> QuerySet[Task]:
    """Those of these tasks that issues have, the next due first."""
    found = meant.filter(issue__in=rows.order_by().values("pk"))
    return found.order_by("due_on", "pk").select_related("issue", "unit", "person")


def _is_mine(reach: Reach, viewer: "User") -> Q:
    """A task that this person or their units have to do still."""
    return Q(Q(unit__in=reach.units or frozenset()) | Q(person=viewer), done_at=None)


# Whom one sees is found out once, however much is counted of it.
_COUNTED = """
WITH chosen AS MATERIALIZED ({issues})
SELECT level, lead_id, count(*), count(*) FILTER (WHERE is_late) FROM chosen GROUP BY 1, 2
UNION ALL
SELECT {no_level}, 0, count(*), 0 FROM ({tasks}) given JOIN chosen ON chosen.id = given.issue_id
"""


def totals(rows: QuerySet[Issue], tasks: QuerySet[Task], on: date) -> Totals:
    """Counts of the tabs and the line above the list; one statement.

    ``tasks``: those that are counted of what these issues have.
    """
    late = ExpressionWrapper(_late(on), BooleanField())
    issues = rows.order_by().annotate(is_late=late).values("id", "level", "lead_id", "is_late")
    asked, of_issues = issues.query.sql_with_params()
    given, of_tasks = tasks.order_by().values("issue_id").query.sql_with_params()
    with connection.cursor() as cursor:
        told = _COUNTED.format(issues=asked, tasks=given, no_level=_TASKS)
        cursor.execute(told, (*of_issues, *of_tasks))
        found = cursor.fetchall()
    by_level: Counter[int] = Counter()
    for level, _lead, count, _over in found:
        by_level[level] += count
    known = by_level.pop(_TASKS, 0)
    return Totals(
        issues=by_level.total(),
        overdue=sum(over for *_, over in found),
        tasks=known,
        by_level=dict(sorted(by_level.items())),
        leads=frozenset(lead for _level, lead, *_ in found),
    )


def leads_of(seen: QuerySet[Issue]) -> set[int]:
    """The units that lead open ones of these issues."""
    rows = seen.filter(state__in=OPEN).order_by().values_list("lead", flat=True)
    return set(rows.distinct())


def units_of(ids: Collection[int], on: date) -> list[tuple[str, str]]:
    """Code and short name of these units, as far as they exist on a day."""
    found = identity.units(on).filter(pk__in=ids).order_by("code")
    return list(found.values_list("code", "short_name"))


_SHOWN = (
    *("number", "title", "cause", "severity", "source", "state", "level", "due_on", "version"),
    *("reopened", "lead__short_name", "raiser__short_name", "holder_person__name"),
)


def issue_lines(rows: QuerySet[Issue], on: date, *, sponsors: bool = False) -> list[IssueLine]:
    """Issues with their projects, the main one first; two statements, and the calendar.

    ``sponsors``: also who assists, and who sponsors each main project; two statements more.
    """
    pauses = Pause.objects.filter(issue=OuterRef("pk"), ended_on=None).values("until_on")
    found = rows.select_related("lead", "raiser", "holder_person").only(*_SHOWN)
    found = found.annotate(paused_until=Subquery(pauses[:1]))
    known = list(found.prefetch_related("assisting") if sponsors else found)
    about, calendar = _about([one.pk for one in known]), codelists.calendar()
    held = _sponsors({named[0].pk for named in about.values()}, on) if sponsors else {}
    return [
        IssueLine(
            one,
            about.get(one.pk, ()),
            limit_of(one, on, calendar, one.paused_until),
            held.get(about[one.pk][0].pk, "") if one.pk in about else "",
        )
        for one in known
    ]


def _about(ids: Sequence[int]) -> dict[int, list[About]]:
    """The projects that issues hold up, the main one first."""
    rows = Issue.projects.through.objects.filter(issue__in=ids).order_by("pk")
    found: dict[int, list[About]] = {}
    named = ("issue_id", "project_id", "project__number", "project__name")
    for issue, pk, number, name in rows.values_list(*named):
        found.setdefault(issue, []).append(About(pk, number, name))
    return found


def _sponsors(main: Collection[int], on: date) -> dict[int, str]:
    held = projects.holders(main, on, [Party.SPONSOR])
    return {
        pk: "、".join(f"{one.post} {one.person}".strip() for one in parts)
        for pk, parts in held.items()
    }


def task_lines(rows: QuerySet[Task], on: date) -> list[TaskLine]:
    """Tasks with their days left, where they are not done."""
    calendar = codelists.calendar()
    return [TaskLine(one, task_limit(one, on, calendar)) for one in rows]


def limit_of(one: Issue, on: date, calendar: Calendar, paused_until: date | None) -> Dated:
    """How an issue stands to the limit of its level."""
    if one.state not in RUNNING:
        return Dated(one.due_on)
    return _dated(one.due_on, on, calendar, paused_until)


def task_limit(one: Task, on: date, calendar: Calendar) -> Dated:
    return Dated(one.due_on) if one.done_at else _dated(one.due_on, on, calendar, None)


def _dated(due: date, on: date, calendar: Calendar, paused_until: date | None) -> Dated:
    return Dated(due, calendar.between(on, due), timing(due, on, calendar), paused_until)
