"""Events with what really came of their projects, and the stops of an observation route."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from ballast.dispatch.meetings.models import Gathering, Look, Meeting, RouteStop
from ballast.dispatch.meetings.rules import Came, Occasion, Real, came, real
from ballast.kernel.coordinates import Crs, Point, to_cgcs2000
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects
from ballast.projects.rules import at_work
from ballast.projects.selectors import Turn, turns_of

if TYPE_CHECKING:
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project
    from ballast.projects.rules import Stop

_LANDED = ("landing", "handover")  # steps of node 2: whichever was reached first


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of one project of an event."""

    project: "Project"
    reached: date | None
    came: Came


@dataclass(frozen=True, slots=True)
class Looked:
    """One event as it stands on a day; ``real`` counts its outcomes."""

    gathering: Gathering
    outcomes: Sequence[Outcome]
    real: Real


@dataclass(frozen=True, slots=True)
class Visited:
    """A stop of a route: the project with the node at which it works."""

    stop: RouteStop
    node: "Stop | None"

    @property
    def at(self) -> Point | None:
        """Where it lies, in CGCS2000."""
        lies = self.stop.project
        if lies.longitude is None or lies.latitude is None:
            return None
        return to_cgcs2000(Point(float(lies.longitude), float(lies.latitude)), Crs(lies.crs))


def gatherings(viewer: "User", on: date) -> QuerySet[Gathering]:
    """The events a person sees, the last first: all, or those with a project that they see."""
    scope = identity.scope_of(viewer, on)
    rows = Gathering.objects.order_by("-held_on", "-pk")
    if not scope.may("meeting.view"):
        return rows.none()
    if scope.everything:
        return rows
    own = Gathering.projects.through.objects.filter(
        gathering=OuterRef("pk"), project__in=projects.visible_to(viewer, on)
    )
    return rows.filter(Exists(own))


def looked(rows: Sequence[Gathering], viewer: "User", on: date) -> list[Looked]:
    """What really came of the events' projects, as far as a person sees them, by a day.

    A fixed number of queries for any number of events.
    """
    through = Gathering.projects.through.objects.filter(gathering__in=rows)
    pairs = list(through.order_by("pk").values_list("gathering_id", "project_id"))
    ids = {project for _, project in pairs}
    seen = projects.visible_to(viewer, on).filter(pk__in=ids)
    known = {one.pk: one for one in seen.select_related("responsible_unit")}
    started = {pk: reached for pk, (_, reached) in turns_of(list(known), Turn.START, on).items()}
    landed = _landed(list(known))
    found = []
    for row in rows:
        days = started if row.kind == Occasion.MASS_START else landed
        own = [project for gathering, project in pairs if gathering == row.pk and project in known]
        outcomes = [
            Outcome(known[pk], days.get(pk), came(days.get(pk), held_on=row.held_on, on=on))
            for pk in own
        ]
        found.append(Looked(row, outcomes, real(one.came for one in outcomes)))
    return found


def looks_due(viewer: "User", on: date) -> QuerySet[Look]:
    """The looks that wait for the office, the first due first."""
    if not identity.scope_of(viewer, on).may("meeting.run"):
        return Look.objects.none()
    rows = Look.objects.filter(due_on__lte=on, closed_at=None)
    return rows.select_related("gathering").order_by("due_on", "pk")


def route(meeting: Meeting, viewer: "User", on: date) -> list[Visited]:
    """The projects that a meeting visits, in their order, as far as a person sees them."""
    seen = projects.visible_to(viewer, on)
    rows = RouteStop.objects.filter(meeting=meeting, project__in=seen)
    stops = list(rows.select_related("project__responsible_unit").order_by("place"))
    tracks = projects.tracks([one.project for one in stops], on)
    return [Visited(one, at_work(tracks[one.project_id])) for one in stops]


def _landed(ids: Sequence[int]) -> dict[int, date]:
    """When each of these landed."""
    found: dict[int, date] = {}
    for pk, steps in projects.step_dates(ids).items():
        days = [steps[code].actual_on for code in _LANDED if code in steps]
        reached = [day for day in days if day]
        if reached:
            found[pk] = min(reached)
    return found
