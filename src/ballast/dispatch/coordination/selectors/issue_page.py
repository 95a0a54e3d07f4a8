"""All that the page of one issue tells, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ballast.dispatch.coordination.models import Issue, IssueStep, Pause
from ballast.dispatch.coordination.rules.papers import used
from ballast.platform.codelists import selectors as codelists
from ballast.projects import selectors as projects
from ballast.projects.selectors import Answering

from .issue_desk import Dated, limit_of
from .limits import ladder
from .matters import steps_of

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Told:
    """An issue with what stands about it.

    Working days of its level: ``used`` are gone by, ``paused`` were taken out, ``days`` are given.
    """

    limit: Dated
    used: int
    paused: int
    days: int
    level_name: Mapping[str, str]
    projects: Sequence[tuple[Any, bool]]  # and whether the reader may open it
    assisting: Sequence[Any]
    pauses: Sequence[Pause]
    steps: Sequence[IssueStep]
    answering: Answering | None  # for the main project, where the reader may open it


def told(viewer: "User", one: Issue, on: date) -> Told:
    """What the page says of an issue on a day."""
    calendar, known = codelists.calendar(), ladder(one.level_since)
    pauses = list(Pause.objects.filter(issue=one).order_by("-from_on", "-pk"))
    level = known.level(one.level)
    rests = [row.rest for row in pauses]
    gone, given = (
        used(one.level_since, one.due_on, until, rests, calendar) for until in (on, one.due_on)
    )
    standing = [row for row in pauses if row.ended_on is None]
    through = Issue.projects.through.objects.filter(issue=one).order_by("pk")
    about = [row.project for row in through.select_related("project__responsible_unit")]
    opened = set(
        projects.visible_to(viewer, on)
        .filter(pk__in=[project.pk for project in about])
        .values_list("pk", flat=True)
    )
    return Told(
        limit=limit_of(one, on, calendar, standing[0].until_on if standing else None),
        used=gone.days,
        paused=gone.paused,
        days=given.days,
        level_name={"zh": level.name_zh, "en": level.name_en},
        projects=[(project, project.pk in opened) for project in about],
        assisting=list(one.assisting.order_by("code")),
        pauses=pauses,
        steps=list(steps_of(one)),
        answering=projects.answering(about[0], on) if about and about[0].pk in opened else None,
    )
