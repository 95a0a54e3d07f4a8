"""By the clock: who has not filed is told on Friday, the bulletin is drafted on Monday."""

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from ballast.delivery.schedule.models import WeekTask
from ballast.delivery.schedule.rules import TaskState, Week, bulletin_on, closes_on, is_late
from ballast.delivery.schedule.selectors import (
    BULLETIN,
    RUNS,
    bulletin_of,
    tasks_of,
    without_tasks,
)
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import services as papers
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.platform.identity.rules import Role
from ballast.platform.notices.services import Telling, tell_all
from ballast.projects import selectors as projects

from .events import WeekTasksReminded
from .refusals import NobodyToRemind, NothingToDraft

if TYPE_CHECKING:
    from ballast.platform.documents.models import Paper
    from ballast.platform.identity.models import User

BY = Actor("job", None, "schedule")
_NAMED = 3  # projects named in one notice
_LOOKS_BACK = 3  # weeks whose bulletin may be due today: long holidays move it


@transaction.atomic
def remind(*, by: Actor, at: datetime, week: Week) -> int:
    """Tell who files for them of the tasks of a week that are not filed; how many tasks.

    Each person once with all of theirs. Raises ``NotAllowed``, ``NobodyToRemind``.
    """
    identity.insist(by, RUNS, at=at)
    rows = list(tasks_of(week).filter(state=TaskState.OPEN))
    if not rows:
        raise NobodyToRemind
    _tell("week_tasks_open", rows, week, at, about=f"{week.code} {localdate(at)}")
    event = WeekTasksReminded(subject=week.code, count=len(rows))
    audit.record(event, by=by, at=at)
    return len(rows)


def remind_due(*, at: datetime) -> int:
    """On the day on which this week or the last closes: told once, by the clock; how many tasks."""
    on, calendar = localdate(at), codelists.calendar()
    told = 0
    for week in (Week.of(on).later(-1), Week.of(on)):
        rows = tasks_of(week).filter(state=TaskState.OPEN)
        if closes_on(week, calendar) == on and is_late(week, at, calendar) and rows.exists():
            told += remind(by=BY, at=at, week=week)
    return told


def draft_bulletin(*, by: Actor, at: datetime, viewer: "User", week: Week) -> "Paper":
    """Draft a week's bulletin, once. Raises ``NotAllowed``, ``NothingToDraft``."""
    if without_tasks(week):
        raise NothingToDraft
    drafted = papers.draft(
        by=by,
        at=at,
        viewer=viewer,
        kind=BULLETIN,
        period=f"{week.friday:%Y-%m}",
        subjects=[week.code],
    )
    if not drafted:
        raise NothingToDraft
    return drafted[0]


def draft_due(*, at: datetime) -> "list[Paper]":
    """On the day of a week's bulletin: drafted as the office sees the city, signed by nobody."""
    on, calendar = localdate(at), codelists.calendar()
    viewer = people.first_holding(Role.PROJECT_OFFICE, on)
    if viewer is None:
        return []
    weeks = [Week.of(on).later(-back) for back in range(1, _LOOKS_BACK)]
    return [
        draft_bulletin(by=BY, at=at, viewer=viewer, week=week)
        for week in weeks
        if bulletin_on(week, calendar) == on
        and bulletin_of(week) is None
        and not without_tasks(week)
    ]


def _tell(kind: str, rows: list[WeekTask], week: Week, at: datetime, *, about: str) -> None:
    on = localdate(at)
    who = projects.people_of({row.project_id for row in rows}, "schedule.file", on)
    of_person: dict[int, list[WeekTask]] = defaultdict(list)
    for row in rows:
        for person in who.get(row.project_id, ()):
            of_person[person].append(row)
    tell_all(
        [
            Telling(
                kind=kind,
                to=[person],
                params={
                    "count": str(len(own)),
                    "day": f"{closes_on(week, codelists.calendar())}",
                    "projects": _listed(own),
                },
                link=f"{reverse('schedule:desk')}?week={week.code}",
                about=f"{about} {person}",
            )
            for person, own in of_person.items()
        ],
        at=at,
    )


def _listed(rows: list[WeekTask]) -> str:
    names = list(dict.fromkeys(one.project.name for one in rows))
    return "、".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
