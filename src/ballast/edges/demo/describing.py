"""What the plan's workbooks do not say of the projects: kind, people, the days of their nodes."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Template
from ballast.platform.identity.models import Unit, User
from ballast.projects import services as register
from ballast.projects.models import Project
from ballast.projects.rules import Holder, Party
from ballast.projects.services import Appointment, Edit, StepDraft

from .generator.lives import END, life
from .generator.told import Answering, Work
from .settling import staff


def numbers() -> dict[str, int]:
    """The projects' ids by their names."""
    return dict(Project.objects.values_list("name", "pk"))


def describe(works: Sequence[Work], *, by: Actor, at: datetime) -> None:
    """The template each follows, who answers for it, and when its nodes are to be reached."""
    ids = numbers()
    edits = [Edit(project_id=ids[one.name], said={"template": one.template}) for one in works]
    register.edit(by=by, at=at, edits=edits)
    tell_steps(works, by=by, at=at, since=date.min, until=at.date())
    people = [*_named(works, ids, at.date()), *_officers(works, ids, at.date())]
    register.assign(by=by, at=at, appointments=people)


def tell_steps(works: Sequence[Work], *, by: Actor, at: datetime, since: date, until: date) -> None:
    """Record the nodes reached after a day, up to another.

    With the first of all also what was planned, with the last what is forecast.
    """
    ids, templates = numbers(), codelists.lifecycle(on=at.date()).templates
    drafts = [
        draft
        for work in works
        for draft in _steps(work, ids[work.name], templates[work.template], since, until)
    ]
    if drafts:
        register.record_steps(by=by, at=at, drafts=drafts)


def _steps(
    work: Work, pk: int, template: Template, since: date, until: date
) -> Iterator[StepDraft]:
    for one in life(work, template):
        draft = StepDraft(
            project_id=pk,
            code=one.code,
            planned_on=one.planned_on if since == date.min else None,
            forecast_on=one.forecast_on if until == END else None,
            actual_on=one.actual_on if one.actual_on and since < one.actual_on <= until else None,
        )
        if draft.planned_on or draft.forecast_on or draft.actual_on:
            yield draft


def _named(works: Sequence[Work], ids: dict[str, int], since: date) -> Iterator[Appointment]:
    units = dict(Unit.objects.values_list("name", "pk"))
    for work in works:
        for one in work.people:
            holder = _holder(one, units)
            yield Appointment(
                project_id=ids[work.name], party=one.party, holder=holder, since=since
            )


def _holder(one: Answering, units: dict[str, int]) -> Holder:
    """A unit of the city stands for itself where it leads; other bodies are only named."""
    if one.party is Party.LEAD_DEPARTMENT and one.body in units:
        return Holder(unit_id=units[one.body], person=one.person, post=one.post)
    return Holder(body=one.body, person=one.person, post=one.post)


def _officers(works: Sequence[Work], ids: dict[str, int], since: date) -> Iterator[Appointment]:
    """In every unit one person files for all of its projects."""
    users = dict(User.objects.values_list("username", "pk"))
    officers = {one.unit.code: one for one in staff() if one.role == "PROJECT_OFFICER"}
    for work in works:
        officer = officers[work.unit.code]
        holder = Holder(person=officer.name, user_id=users[officer.username])
        yield Appointment(
            project_id=ids[work.name], party=Party.PROJECT_OFFICER, holder=holder, since=since
        )
