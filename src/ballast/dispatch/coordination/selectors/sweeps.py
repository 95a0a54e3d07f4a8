"""The doors to sweeps and their duties, and how far each has come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet

from ballast.dispatch.coordination.models import Duty, Step, Sweep
from ballast.dispatch.coordination.rules import Answered, State, Total, total
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import POSTED, RIGHTS, WHOLE_CITY
from ballast.projects import selectors as projects
from ballast.projects.rules import Party

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

ANSWER = "sweep_answer"  # the kind of owner: a duty, by its key

_IN_TIME = Q(handed_in_on__isnull=False, handed_in_on__lte=F("sweep__due_on"))
_LATE = Q(handed_in_on__gt=F("sweep__due_on"))
STANDINGS: Mapping[Answered, Q] = {
    Answered.MISSING: Q(handed_in_on=None, draft={}),
    Answered.DRAFT: Q(handed_in_on=None) & ~Q(draft={}),
    Answered.IN_TIME: _IN_TIME,
    Answered.LATE: _LATE,
}


_COUNTED: Mapping[str, Any] = {
    "all": Count("pk", distinct=True),
    "answered": Count("pk", filter=Q(handed_in_on__isnull=False), distinct=True),
    "late": Count("pk", filter=_LATE, distinct=True),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a sweep has come: of ``all`` so many are answered, of them so many late."""

    all: int = 0
    answered: int = 0
    late: int = 0

    @property
    def missing(self) -> int:
        return self.all - self.answered


@dataclass(frozen=True, slots=True)
class UnitLine:
    code: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines of the table are asked for; ``answer`` is a question's code and what it says."""

    text: str = ""
    unit: str = ""
    answered: str = ""
    answer: tuple[str, str] = ("", "")


def answering(viewer: "User", on: date) -> frozenset[int]:
    """The units a person answers for: theirs and those below; by a city-wide role only theirs.

    Who is posted to single projects answers for no unit, only for those projects.
    """
    by_role = identity.units_by_role(viewer, on)
    own = {one.unit_id for one in identity.held_by(viewer, on) if one.role in WHOLE_CITY & _ANSWERS}
    below = (units for role, units in by_role.items() if role in _ANSWERS - WHOLE_CITY - POSTED)
    return frozenset(own).union(*below)


_ANSWERS = frozenset(role for role, rights in RIGHTS.items() if "sweep.answer" in rights)


def reached(viewer: "User", on: date) -> QuerySet[Duty]:
    """The duties a person answers: of the units they answer for, and of projects they file.

    None of a sweep that was withdrawn.
    """
    scope = identity.scope_of(viewer, on)
    rows = Duty.objects.exclude(sweep__state=State.WITHDRAWN)
    if not scope.may("sweep.answer"):
        return rows.none()
    mine = Q(unit__in=answering(viewer, on))
    if scope.may("filing.enter"):
        mine |= Q(project__in=projects.visible_to(viewer, on))
    return rows.filter(mine)


def sweeps(viewer: "User", on: date) -> QuerySet[Sweep]:
    """The sweeps a person sees: the office all, others those that ask them for something."""
    scope = identity.scope_of(viewer, on)
    rows = Sweep.objects.order_by("-opened_at", "-pk")
    if scope.may("sweep.manage"):
        return rows
    return rows.filter(pk__in=reached(viewer, on).values("sweep"))


def listed(rows: QuerySet[Sweep], *, text: str = "", state: str = "") -> QuerySet[Sweep]:
    """The sweeps of a state whose title or reason holds every part of the text."""
    asked = Q(state=state) if state else Q()
    for part in text.split():
        asked &= Q(title__icontains=part) | Q(why__icontains=part)
    return rows.filter(asked)


def counts(sweeps: Collection[int], duties: QuerySet[Duty] | None = None) -> dict[int, Counts]:
    """How far sweeps have come, over all their duties or the part of them given; one query."""
    rows = (Duty.objects.all() if duties is None else duties).filter(sweep__in=sweeps)
    told = rows.order_by().values_list("sweep").annotate(**_COUNTED)
    return {pk: Counts(*numbers) for pk, *numbers in told}


def sweeps_to_answer(viewer: "User", on: date) -> int:
    """How many open sweeps still ask this person for an answer."""
    open_ones = reached(viewer, on).filter(sweep__state=State.OPEN, handed_in_on=None)
    return open_ones.order_by().values("sweep").distinct().count()


def duties(sweep: Sweep) -> QuerySet[Duty]:
    """Every line of a sweep, by unit and project."""
    rows = Duty.objects.filter(sweep=sweep).select_related("project", "unit", "sweep")
    return rows.order_by("unit__code", "project__sort_key", "pk")


def found(rows: QuerySet[Duty], choice: Choice) -> QuerySet[Duty]:
    """The lines asked for."""
    asked = Q()
    if choice.text:
        by_unit = Q(unit__name__icontains=choice.text) | Q(unit__short_name__icontains=choice.text)
        asked &= Q(project__in=projects.meant(choice.text)) | Q(project=None) & by_unit
    if choice.unit:
        asked &= Q(unit__code=choice.unit)
    if choice.answered:
        asked &= STANDINGS[Answered(choice.answered)]
    code, said = choice.answer
    if code:
        asked &= Q(values__contains={code: said})
    return rows.filter(asked)


def by_unit(sweep: Sweep) -> list[UnitLine]:
    """How far each unit has come, first who owes the most; one query."""
    rows = Duty.objects.filter(sweep=sweep).order_by("unit__code")
    told = rows.values_list("unit__code", "unit__short_name").annotate(**_COUNTED)
    lines = [UnitLine(code, name, Counts(*numbers)) for code, name, *numbers in told]
    return sorted(lines, key=lambda one: -one.counts.missing)


def totals(sweep: Sweep, rows: QuerySet[Duty]) -> Mapping[str, Total]:
    """What the answers handed in come to, question by question; one query."""
    handed_in = rows.filter(handed_in_on__isnull=False).order_by().values_list("values", flat=True)
    told: list[Any] = list(handed_in)
    return {
        one.code: total(one, (said.get(one.code, "") for said in told)) for one in sweep.questions
    }


def last_steps(sweep: Sweep) -> QuerySet[Step]:
    """What the office did with a sweep, the latest first."""
    return Step.objects.filter(sweep=sweep).order_by("-at", "-pk")


def who_answer(rows: Collection[Duty], on: date) -> set[int]:
    """The people who can answer these lines: of the unit, and who files the project."""
    ids = [one.project_id for one in rows if one.project_id is not None]
    held = projects.holders(ids, on, [Party.OWNER, Party.PROJECT_OFFICER])
    parts = [part for own in held.values() for part in own]
    units = {one.unit_id for one in rows} | {part.unit_id for part in parts if part.unit_id}
    people = {part.user_id for part in parts if part.user_id}
    return people.union(*identity.people_in(units, "sweep.answer", on).values())


def sees_answer(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files of an answer: who may give it, and the office."""
    if not key.isdecimal():
        return False
    scope = identity.scope_of(viewer, on)
    seen = Duty.objects.all() if scope.may("sweep.manage") else reached(viewer, on)
    return seen.filter(pk=int(key)).exists()
