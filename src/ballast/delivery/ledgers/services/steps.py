"""What ledgers say of steps: when they are due, and when they were done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ballast.delivery.ledgers.rules import FINISH
from ballast.kernel.periods import Period
from ballast.platform.audit.services import Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.sheets.reading import Dated
from ballast.projects import selectors as projects
from ballast.projects import services as register
from ballast.projects.rules import USUAL_TEMPLATE
from ballast.projects.services import StepDraft

from .judged import Judged

if TYPE_CHECKING:
    from ballast.platform.codelists.rules import Template
    from ballast.projects.models import Project

_NUMBERS = re.compile(r"\d+")
_SAID = ("planned_on", "actual_on")


@dataclass
class Steps:
    """What rows say of steps, and what is known of them."""

    source: int = 0
    on: date = date.min
    said: dict[int, dict[str, dict[str, Dated]]] = field(default_factory=dict)  # by id of the row
    known: Mapping[tuple[int, str], Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        heard: Sequence[Judged],
        registered: "Mapping[int, Project]",
        *,
        source: int,
        on: date,
    ) -> "Steps":
        """Hear what rows say; a day that has not come is a fault, an unknown step a doubt."""
        lifecycle = codelists.lifecycle(on=on)
        said = {}
        for one in heard:
            project = registered.get(one.project.pk) if one.project else None
            code = project.template if project else one.draft.template or USUAL_TEMPLATE
            if one.row.steps:
                said[id(one)] = _said(one, lifecycle.templates[code], on)
        known = projects.recorded(registered) if said else {}
        return cls(source, on, said, known)

    def changes(self, one: Judged) -> dict[str, tuple[Any, Any]]:
        """The days that are told anew, under ``code.field``: of a month or a year the last day."""
        pk = one.project.pk if one.project else 0
        return {
            f"{code}.{name}": (known, min(day.last, self.on) if name == "actual_on" else day.last)
            for code, days in self.said.get(id(one), {}).items()
            for name, day in days.items()
            if not _is_told(day, known := self.known.get((pk, code), {}).get(name))
        }

    def write(self, places: "Sequence[tuple[Judged, Project]]", *, at: datetime) -> list[Change]:
        drafts = [
            StepDraft(
                project_id=project.pk,
                code=code,
                origins=self._origin(one, code, name),
                **{name: day},
            )
            for one, project in places
            for (code, _, name), (_, day) in _split(self.changes(one))
        ]
        if not drafts:
            return []
        told = {project.pk: project for one, project in places if id(one) in self.said}
        return register.put_steps(at=at, projects=told, drafts=drafts)

    def _origin(self, one: Judged, code: str, name: str) -> dict[str, tuple[int, str]]:
        cells = one.row.cells
        cell = cells.get(f"{code}.{name}") or cells.get(f"{FINISH}.{name}")
        return {name: (self.source, cell)} if cell else {}


def _split(changes: Mapping[str, tuple[Any, Any]]) -> list[tuple[tuple[str, str, str], Any]]:
    return [(name.partition("."), pair) for name, pair in changes.items()]


def _said(one: Judged, template: "Template", on: date) -> dict[str, dict[str, Dated]]:
    """Days by step and field: of a month or a year, its last day."""
    known = template.steps | template.node_of_mark.keys()
    found: dict[str, dict[str, Dated]] = {}
    for named, days in one.row.steps.items():
        code = template.finish if named == FINISH else named
        for name, day in days.items():
            if name not in _SAID or not isinstance(day, Dated):
                continue
            if code not in known:
                one.doubt("step_unknown", f"{named}.{name}", step=named)
            elif name == "actual_on" and day.first > on:
                one.blame("actual_future", f"{named}.{name}", step=named)
            else:
                found.setdefault(code, {})[name] = _meant(day)
    return found


def _meant(day: Dated) -> Dated:
    """A day that stands for its year or month, as 2022 in 2022-2025, is all of it."""
    numbers = _NUMBERS.findall(day.text)
    if day.first != day.last or len(numbers) % 3 == 0:
        return day
    if all(len(number) == len("2022") for number in numbers):
        return Dated(date(day.first.year, 1, 1), date(day.first.year, 12, 31), day.text)
    whole = Period.of(day.first)
    return Dated(whole.first_day, whole.last_day, day.text)


def _is_told(day: Dated, known: date | None) -> bool:
    """A month says nothing new of a day in it."""
    return known is not None and day.first <= known <= day.last
