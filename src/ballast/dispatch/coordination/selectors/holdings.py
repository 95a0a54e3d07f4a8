"""All that one person holds, and what of it another could take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ballast.dispatch.coordination.models import Addressee, Handover, Issue, Task
from ballast.dispatch.coordination.rules.issues import FROM, OPEN, Act
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects

if TYPE_CHECKING:
    from ballast.platform.identity.models import User
    from ballast.projects.models import Responsibility


@dataclass(frozen=True, slots=True)
class Holdings:
    """Parts of projects, issues and tasks one answers for, and instructions to oneself."""

    parts: "Sequence[Responsibility]"
    issues: Sequence[Issue]
    tasks: Sequence[Task]
    addressed: Sequence[Addressee]

    @property
    def count(self) -> int:
        return len(self.parts) + len(self.issues) + len(self.tasks) + len(self.addressed)


def holdings(person: "User", on: date) -> Holdings:
    """What a person holds on a day: four queries."""
    issues = Issue.objects.filter(holder_person=person, state__in=OPEN & FROM[Act.ASSIGN])
    tasks = Task.objects.filter(person=person, accepted_at=None, issue__state__in=OPEN)
    addressed = Addressee.objects.filter(
        user=person,
        taken_off_at=None,
        instruction__withdrawn_at=None,
        instruction__closed_at=None,
    )
    return Holdings(
        projects.parts_of_person(person, on),
        list(issues.select_related("lead").order_by("number")),
        list(tasks.select_related("issue", "unit").order_by("due_on", "pk")),
        list(addressed.select_related("instruction__leader").order_by("pk")),
    )


def takes(holds: Holdings, heir: "User", on: date) -> tuple[Holdings, Holdings]:
    """What passes to an heir, and what stays: an issue or task of a unit they do not act for."""
    units = {one.lead_id for one in holds.issues} | {one.unit_id for one in holds.tasks}
    staff = identity.people_in(units, "issue.handle", on)
    own = {unit for unit, people in staff.items() if heir.pk in people}
    passing = Holdings(
        holds.parts,
        [one for one in holds.issues if one.lead_id in own],
        [one for one in holds.tasks if one.unit_id in own],
        holds.addressed,
    )
    staying = Holdings(
        [],
        [one for one in holds.issues if one.lead_id not in own],
        [one for one in holds.tasks if one.unit_id not in own],
        [],
    )
    return passing, staying


def handovers() -> QuerySet[Handover]:
    """Every handover, those that wait first."""
    rows = Handover.objects.select_related("leaver", "heir")
    return rows.order_by("-done_at", "taken_back_at", "on", "-pk")


def due_handovers(on: date) -> list[Handover]:
    """Those whose day has come and that were neither done nor taken back."""
    rows = Handover.objects.filter(on__lte=on, done_at=None, taken_back_at=None)
    return list(rows.select_related("leaver", "heir").order_by("on", "pk"))
