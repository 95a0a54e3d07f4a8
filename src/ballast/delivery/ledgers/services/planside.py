"""A year's plan: what rows would change in the register and the plan, and changing it."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from ballast.delivery.ledgers.rules import Standing
from ballast.delivery.plans import selectors as planned
from ballast.delivery.plans import services as plans
from ballast.delivery.plans.rules import PlanClass
from ballast.kernel.identifiers import NotAProjectCode, ProjectCode
from ballast.platform.audit.services import Actor, Change
from ballast.projects import services as register
from ballast.projects.rules import ATTRIBUTES, Draft, Fault, Kind

from .finding import City, known_as
from .judged import Judged
from .steps import Steps

if TYPE_CHECKING:
    from ballast.delivery.plans.models import PlanLine
    from ballast.projects.models import Project

_KINDS = {one.name: one.kind for one in ATTRIBUTES}
_BLANK: tuple[object, ...] = (None, "", (), [])
_A_SLIP = 0.85  # from this likeness on another name was meant


@dataclass
class PlanSide:
    """Rows held against the register and the plan of a year; ``judge`` writes nothing."""

    by: Actor
    at: datetime
    subject: str
    city: City
    judged: Sequence[Judged]
    source: int
    _registered: "dict[int, Project]" = field(default_factory=dict)
    _steps: Steps = field(default_factory=Steps)

    @property
    def year(self) -> int:
        return int(self.subject)

    @property
    def on(self) -> date:
        return localdate(self.at)

    def judge(self) -> None:
        """Find what the register and the plan would not take, and what would change in them.

        Raises ``PeriodClosed`` where a draft of the plan would change though a month is closed.
        """
        heard = [one for one in self.judged if one.standing is not Standing.FOREIGN]
        ids = [one.project.pk for one in heard if one.project]
        self._registered = register.reached(by=self.by, at=self.at, project_ids=ids)
        for one in heard:
            one.draft = self._draft(one)
        self._name_units(heard)
        self._hear_the_register(heard)
        self._hear_the_plan(heard)
        self._steps = Steps.of(heard, self._registered, source=self.source, on=self.on)
        self._compare(heard)

    def write(self, chosen: Sequence[Judged]) -> list[Change]:
        """Enter, amend and plan what these rows say; the larger use case journals the changes."""
        new = [one for one in chosen if one.project is None]
        known = [one for one in chosen if one.project is not None]
        drafts = [one.draft for one in new]
        entered, changes = register.enter(at=self.at, drafts=drafts, are_sound=True)
        amended = register.amend(
            at=self.at, drafts=[(self._registered[one.project_id], one.draft) for one in known]
        )
        projects = {id(one): self._registered[one.project_id] for one in known}
        for one, project in zip(new, entered, strict=True):
            projects[id(one)] = project
            one.project = known_as(project)
        places = [(one, projects[id(one)]) for one in chosen]
        lines = plans.put(
            year=self.year, lines=[self._line(one, project.pk) for one, project in places]
        )
        return [
            *changes,
            *chain.from_iterable(amended.values()),
            *register.put_codes(at=self.at, codes={p.pk: one.wanted.codes for one, p in places}),
            *lines.values(),
            *self._steps.write(places, at=self.at),
        ]

    def _draft(self, one: Judged) -> Draft:
        said = {name: _typed(name, new) for name, new in one.row.project.items() if name in _KINDS}
        said |= {"name": one.row.name, "responsible_unit_id": one.wanted.unit_id}
        origins = one.origins(said, self.source)
        if "unit" in one.row.cells:
            origins["responsible_unit_id"] = (self.source, one.row.cells["unit"])
        return Draft(**said, origins=origins)

    def _name_units(self, heard: Sequence[Judged]) -> None:
        """A name nearly a unit's is a slip; one like no unit's leaves the project without one."""
        unknown = {one.row.unit for one in heard} - {"", *self.city.units}
        names = list(self.city.units)
        near = {name: difflib.get_close_matches(name, names, 3, _A_SLIP) for name in unknown}
        for one in heard:
            if (name := one.row.unit) not in near:
                continue
            if meant := near[name]:
                one.blame("unit_not_found", "unit", name=name, near="、".join(meant))
            else:
                one.doubt("unit_of_no_city", "unit", name=name)

    def _hear_the_register(self, heard: Sequence[Judged]) -> None:
        """What the register would not take, by the cell in which it stands."""
        new = [one for one in heard if one.project is None]
        found: list[tuple[Judged, Fault]] = [
            (new[int(fault.place)], fault)
            for fault in register.faults(drafts=[one.draft for one in new], on=self.on)
        ]
        known = {p.number: one for one in heard if (p := one.project) is not None}
        told = [(self._registered[one.project_id], one.draft) for one in known.values()]
        found += [(known[f.place], f) for f in register.spoken_faults(drafts=told, on=self.on)]
        for one, fault in found:
            one.blame(fault.code, fault.about, **fault.params)
        for one in heard:
            for code in one.row.codes:
                try:
                    ProjectCode.parse(code)
                except NotAProjectCode as wrong:
                    one.blame(wrong.code, "codes", **wrong.params)

    def _hear_the_plan(self, heard: Sequence[Judged]) -> None:
        """Cells that say otherwise than the issued plan, which only an adjustment changes."""
        if not planned.is_issued(self.year):
            return
        meant = {one.project.pk: one for one in heard if one.project}
        lines = [self._line(one, pk) for pk, one in meant.items()]
        differ = plans.contradictions(year=self.year, lines=lines)
        for pk, fields in differ.items():
            for name in fields or ("name",):
                meant[pk].blame("plan_row_issued", name, year=self.year)
        for one in heard:
            if one.project is None and one.standing is not Standing.NEAR:
                one.blame("plan_row_issued", year=self.year)

    def _compare(self, heard: Sequence[Judged]) -> None:
        """What each row would change, and how it stands by that."""
        is_issued = planned.is_issued(self.year)
        lines = {} if is_issued else planned.lines_of(self.year, self._registered)
        touches_plan = False
        for one in heard:
            pk = one.project.pk if one.project else 0
            project = self._registered.get(pk)
            in_plan = {} if is_issued else _differences(self._line(one, pk).said(), lines.get(pk))
            if not is_issued and pk not in lines:
                in_plan["year"] = (None, self.year)
            in_steps = self._steps.changes(one)
            one.changes = {
                **_differences(one.draft.said, project),
                **self._codes(one),
                **in_plan,
                **in_steps,
            }
            _remember(one, project, lines.get(pk))
            touches_plan |= bool(in_plan)
            if one.is_held_back:
                continue
            if project is None:
                one.standing = Standing.NEW
            elif one.changes:
                one.standing = Standing.CHANGED
        if touches_plan:
            plans.hold_year(self.year)

    def _codes(self, one: Judged) -> dict[str, tuple[Any, Any]]:
        borne = one.project.codes if one.project else frozenset()
        if set(one.wanted.codes) <= borne:
            return {}
        return {"codes": ("、".join(sorted(borne)) or None, "、".join(one.wanted.codes))}

    def _line(self, one: Judged, project_id: int) -> plans.Line:
        plan: Mapping[str, Any] = one.row.plan
        plan_class = plan.get("plan_class")
        return plans.Line(
            project_id=project_id,
            plan_class=PlanClass(plan_class) if plan_class else None,
            planned_yuan=plan.get("planned_yuan"),
            monthly_yuan=[yuan for yuan in plan.get("monthly_yuan", ()) if yuan is not None],
            goal=plan.get("goal", ""),
            origins=one.origins(plan, self.source),
        )


def _typed(name: str, value: Any) -> Any:
    return int(value) if _KINDS[name] is Kind.COUNT else value


def _differences(
    said: Mapping[str, object], row: "Project | PlanLine | None"
) -> dict[str, tuple[Any, Any]]:
    """What is said otherwise than a stored row has it, or of a row that is not there yet."""
    old = {name: getattr(row, name, None) for name, new in said.items() if new not in _BLANK}
    return {
        name: (None if was in _BLANK else was, said[name])
        for name, was in old.items()
        if was != said[name]
    }


def _remember(one: Judged, project: "Project | None", line: "PlanLine | None") -> None:
    """The origins of what a row would overwrite, so that undoing it gives them back."""
    if project is not None and one.changes:
        one.before["project"] = project.provenance
    if line is not None and one.changes:
        one.before["plan"] = line.provenance
