"""The warnings of a period, for whoever may see them, and any part of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from ballast.dispatch.alerts.models import ProjectLamp, WarningStep
from ballast.dispatch.alerts.rules import Colour, WarningState
from ballast.projects import selectors as projects

from .issued import is_issued

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

Steps = QuerySet[WarningStep]
_COLOURS = (Colour.RED, Colour.YELLOW)
_RANK = Case(
    *(When(colour=colour, then=rank) for rank, colour in enumerate(_COLOURS)),
    default=len(_COLOURS),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a period's warnings is asked for; what is empty narrows nothing."""

    text: str = ""
    unit: str = ""  # its code
    family: str = ""
    colour: str = ""
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A warning of a period with its lamp, and what that showed in the period before."""

    step: WarningStep
    lamp: ProjectLamp | None
    before: str = ""


def within_reach(viewer: "User", on: date, period: str, *, drafts: bool) -> Steps:
    """The warnings of a period that a person sees; without ``drafts`` only of an issued one."""
    if not drafts and not is_issued(period):
        return WarningStep.objects.none()
    return of_period(period).filter(warning__project__in=projects.visible_to(viewer, on))


def of_period(period: str) -> Steps:
    """Every warning of a period: the worst first, and first what is not judged."""
    return WarningStep.objects.filter(period=period).order_by(
        _RANK,
        Case(When(state=WarningState.DRAFT, then=0), default=1),
        "warning__project__responsible_unit__short_name",
        "warning__project__number",
        "pk",
    )


def chosen(steps: Steps, choice: Choice) -> Steps:
    """The part asked for; text is found as the register finds it."""
    asked = Q()
    if choice.text:
        asked &= Q(warning__project__in=projects.meant(choice.text))
    if choice.unit:
        asked &= Q(warning__project__responsible_unit__code=choice.unit)
    if choice.family:
        asked &= Q(warning__family=choice.family)
    if choice.colour:
        asked &= Q(colour=choice.colour)
    if choice.states:
        asked &= Q(state__in=choice.states)
    return steps.filter(asked)


def tally(steps: Steps) -> Mapping[tuple[str, str], int]:
    """How many there are of each colour and state."""
    rows = steps.order_by().values_list("colour", "state").annotate(count=Count("pk"))
    return {(colour, state): count for colour, state, count in rows}


def unjudged(period: str) -> int:
    """How many red drafts of a period wait for judgement."""
    reds = WarningStep.objects.filter(period=period, colour=Colour.RED)
    return reds.filter(state=WarningState.DRAFT).count()


def units_of(steps: Steps) -> list[tuple[str, str]]:
    """Code and short name of the units these projects answer to."""
    unit = "warning__project__responsible_unit"
    rows = steps.exclude(**{unit: None}).order_by(f"{unit}__code")
    return list(rows.values_list(f"{unit}__code", f"{unit}__short_name").distinct())


def lines(steps: Steps, period: str, before: str = "") -> list[Line]:
    """Warnings with their lamps in the period, and in the one ``before``, if it is said."""
    rows = list(steps.select_related("warning__project__responsible_unit"))
    lamps = _lamps(rows, (period, before))
    found = []
    for step in rows:
        key = step.warning.project_id, step.warning.family
        was = lamps.get((*key, before))
        found.append(Line(step, lamps.get((*key, period)), was.colour if was else ""))
    return found


def history(warning: int, periods: Collection[str]) -> list[Line]:
    """What became of a warning in these periods, the latest first, beside its lamp then."""
    steps = list(
        WarningStep.objects.filter(warning=warning, period__in=periods)
        .select_related("warning__project", "exemption")
        .order_by("-period")
    )
    return _beside(steps)


def of_project(project: int, periods: Collection[str]) -> list[Line]:
    """How each warning of a project stood the last time, in these periods."""
    last = (
        WarningStep.objects.filter(warning__project=project, period__in=periods)
        .order_by("warning", "-period")
        .distinct("warning")
    )
    return _beside(list(last.select_related("warning__project")))


def _beside(steps: Sequence[WarningStep]) -> list[Line]:
    """Each beside its lamp of its period."""
    lamps = _lamps(steps, {one.period for one in steps})
    return [
        Line(one, lamps.get((one.warning.project_id, one.warning.family, one.period)))
        for one in steps
    ]


def _lamps(
    steps: Sequence[WarningStep], periods: Collection[str]
) -> dict[tuple[int, str, str], ProjectLamp]:
    lamps = ProjectLamp.objects.filter(
        project__in={one.warning.project_id for one in steps},
        family__in={one.warning.family for one in steps},
        period__in=periods,
    ).prefetch_related("rulebook")
    return {(one.project_id, one.family, one.period): one for one in lamps}
