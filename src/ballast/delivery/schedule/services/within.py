"""Which projects an actor writes for, and what is wrong with a line about one."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from ballast.delivery.schedule.rules import LONGEST, says_something
from ballast.delivery.schedule.selectors import FILES, RUNS
from ballast.kernel.errors import Fault
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects
from ballast.projects.rules import LIVING

if TYPE_CHECKING:
    from ballast.projects.models import Project


def worked_on(by: Actor, at: datetime, ids: Collection[int]) -> "dict[int, Project]":
    """Those of these projects that the actor writes for, by id. Raises ``NotAllowed``."""
    identity.insist(by, FILES, RUNS, at=at)
    on, person = localdate(at), people.person(by)
    rows = projects.within_reach(by, on) if person is None else projects.worked_on(person, on)
    found = rows.filter(pk__in=set(ids)).select_related("responsible_unit")
    return {one.pk: one for one in found}


def line_faults(
    place: str, what: str, project: "Project | None", about: str = "what"
) -> Iterator[Fault]:
    """What is wrong with a line, told by its place."""
    if project is None:
        yield Fault("schedule_project_unknown", {"place": place}, "project")
        return
    told = {"place": place, "name": project.name, "most": LONGEST}
    if project.state not in LIVING:
        yield Fault("schedule_project_left", told, "project")
    elif project.responsible_unit_id is None:
        yield Fault("schedule_without_unit", told, "project")
    if not says_something(what):
        yield Fault("schedule_says_nothing", told, about)
    if len(what.strip()) > LONGEST:
        yield Fault("schedule_too_long", told, about)


def month_of(day: date) -> date:
    return day.replace(day=1)
