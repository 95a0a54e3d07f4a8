"""Deciding the lamps of a period, for all projects at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import Standing
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.jobs import services as jobs
from ballast.projects import selectors as projects

from .models import Evaluation, ProjectLamp
from .rules import VERSION, Colour, Lamp, has_broken_ground, progress_lamp

if TYPE_CHECKING:
    from ballast.delivery.progress.models import MonthFigure

_TABLE = "alerts_projectlamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class LampsEvaluated(Event):
    """A period's lamps were decided, and some differ from before; the subject is the period."""

    code: ClassVar[str] = "alerts.lamps_evaluated"
    rule: str
    red: int
    yellow: int
    green: int
    grey: int
    dash: int


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How many projects show each colour, and how many lamps are new, changed or gone."""

    lamps: Mapping[Colour, int]
    changed: int


@transaction.atomic
def evaluate(*, by: Actor, at: datetime, period: str, cause: str = "") -> Evaluated:
    """Decide the progress lamp of every project of the month's plan that ``by`` may touch.

    Replaces what differs and journals it; deciding again on the same figures changes nothing.
    Raises ``NotAPeriod``, ``NotAllowed``.
    """
    identity.insist(by, "alert.judge", at=at)
    jobs.take_turn("alerts.lamps")
    decided = _decide(by, at, Period.from_code(period))
    reach = projects.within_reach(by, localdate(at))
    known = {
        lamp.project_id: lamp
        for lamp in ProjectLamp.objects.filter(period=period, project__in=reach)
    }
    changes = _replace(period, decided, known) + _drop(decided, known)
    Evaluation.objects.update_or_create(
        period=period, defaults={"evaluated_at": at, "rule": VERSION}
    )
    lamps = dict.fromkeys(Colour, 0)
    for lamp in decided.values():
        lamps[lamp.colour] += 1
    if changes:
        counts = {colour.value: number for colour, number in lamps.items()}
        event = LampsEvaluated(subject=period, rule=VERSION, **counts)
        audit.record(event, by=by, at=at, cause=cause, changes=changes)
    return Evaluated(lamps, len(changes))


def _decide(by: Actor, at: datetime, period: Period) -> dict[int, Lamp]:
    reach = projects.within_reach(by, localdate(at))
    return {
        figure.project_id: _judge(figure, period) for figure in progress.figures(period.code, reach)
    }


def _judge(figure: "MonthFigure", period: Period) -> Lamp:
    """A carried figure is no report: what was not filed is grey, whatever it once stood at."""
    completed = figure.completed_yuan if figure.filed_for == period.code else None
    return progress_lamp(
        completed,
        figure.planned_yuan,
        period.time_progress,
        ground_broken=has_broken_ground(figure.plan_class, completed),
        is_due=figure.state != Standing.NOT_DUE,
    )


def _replace(
    period: str, decided: Mapping[int, Lamp], known: Mapping[int, ProjectLamp]
) -> list[Change]:
    """Write the lamps that are new or differ."""
    written: list[ProjectLamp] = []
    told = []
    for project, lamp in decided.items():
        new = ProjectLamp(
            project_id=project,
            period=period,
            colour=lamp.colour.value,
            row=lamp.row.value,
            values=_values(lamp),
        )
        before, after = _told(known.get(project)), _told(new)
        changed = {n: (before.get(n), after[n]) for n in after if before.get(n) != after[n]}
        if changed:
            written.append(new)
            told.append(changed)
    rows = ProjectLamp.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["project", "period", "family"],
        update_fields=["colour", "row", "values"],
    )
    return [Change(_TABLE, row.pk, fields) for row, fields in zip(rows, told, strict=True)]


def _drop(decided: Mapping[int, Lamp], known: Mapping[int, ProjectLamp]) -> list[Change]:
    """Take away the lamps of projects that are no longer in the year's plan."""
    gone = [lamp for project, lamp in known.items() if project not in decided]
    changes = [Change(_TABLE, lamp.pk, {"colour": (lamp.colour, None)}) for lamp in gone]
    ProjectLamp.objects.filter(pk__in=[lamp.pk for lamp in gone]).delete()
    return changes


def _told(lamp: ProjectLamp | None) -> dict[str, str | None]:
    """A stored lamp as the journal tells it."""
    return {"colour": lamp.colour, "row": lamp.row, **lamp.values} if lamp else {}


def _values(lamp: Lamp) -> dict[str, str | None]:
    figures = {
        "completed_yuan": lamp.completed_yuan,
        "planned_yuan": lamp.planned_yuan,
        "time_progress": lamp.time_progress,
        "completion_rate": lamp.completion_rate,
        "lead_points": lamp.lead_points,
    }
    return {name: _text(value) for name, value in figures.items()} | {"rule": VERSION}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
