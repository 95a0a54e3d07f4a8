"""催报: pressing those who have not filed for an open period."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.db.models import F

from ballast.delivery.progress.models import Duty, MonthFigure
from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.rules.counting import NOT_FILED
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity.services import insist
from ballast.platform.periods import services as periods
from ballast.projects.services import reached

from .bench import Obstacle

if TYPE_CHECKING:
    from ballast.projects.models import Project


class ReminderRefused(Refused):
    """Some of the projects are not owed any more; ``faults`` names each, nobody was reminded."""

    code = "reminder_refused"

    def __init__(self, faults: Sequence[Obstacle]) -> None:
        super().__init__()
        self.faults: Sequence[Obstacle] = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsReminded(Event):
    """Somebody pressed units to file; the subject is the period."""

    code: ClassVar[str] = "progress.reminded"
    numbers: tuple[str, ...]
    project_ids: tuple[int, ...]


@transaction.atomic
def remind(*, by: Actor, at: datetime, period: str, project_ids: Collection[int]) -> list[Duty]:
    """Press those who file these projects to do so; they are told as the journal is answered.

    Also after the last day in time: while a period is open it takes late filings. Raises
    ``NotAllowed``, ``PeriodNotOpened``, ``PeriodClosed`` for one that takes no filings,
    ``OutOfReach``, and ``ReminderRefused`` naming what was filed meanwhile or is not due.
    """
    insist(by, "filing.review", at=at)
    periods.hold([period])
    projects = reached(by=by, at=at, project_ids=project_ids)
    asked = Duty.objects.filter(period=period, project__in=projects).select_for_update()
    duties = {duty.project_id: duty for duty in asked.order_by("pk")}
    _refuse(projects.values(), duties, period)
    if not duties:
        return []
    changes = [
        Change("progress_duty", duty.pk, {"reminded_times": (old, old + 1)})
        for duty in duties.values()
        for old in [duty.reminded_times]
    ]
    Duty.objects.filter(pk__in=[duty.pk for duty in duties.values()]).update(
        reminded_times=F("reminded_times") + 1, reminded_at=at, reminded_by=by.label
    )
    event = FilingsReminded(
        subject=period,
        numbers=tuple(one.number for one in projects.values()),
        project_ids=tuple(projects),
    )
    audit.record(event, by=by, at=at, changes=changes)
    return list(duties.values())


def _refuse(projects: "Collection[Project]", duties: Collection[int], period: str) -> None:
    """Raises ``ReminderRefused`` with every project that is not owed."""
    figures = MonthFigure.objects.filter(period=period, project__in=projects).order_by("project")
    standing = dict(figures.values_list("project_id", "state"))
    obstacles = []
    for one in projects:
        if one.pk not in duties:
            obstacles.append(Obstacle("reminder_not_due", one.name))
        elif standing.get(one.pk, Standing.NOT_REPORTED) not in NOT_FILED:
            obstacles.append(Obstacle("reminder_filed", one.name))
    if obstacles:
        raise ReminderRefused(obstacles)
