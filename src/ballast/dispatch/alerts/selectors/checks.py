"""The doors to checks: who answers which, who sees which, and what came of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q, QuerySet, Subquery

from ballast.dispatch.alerts.models import Check, CheckLimit, WarningStep
from ballast.dispatch.alerts.rules import (
    ISSUED_AS,
    STANDING,
    UNANSWERED,
    USUAL,
    CheckState,
    Counted,
    Limits,
    Rate,
    Tally,
    WarningState,
    tally,
)
from ballast.dispatch.coordination import selectors as coordination
from ballast.platform.identity import selectors as identity
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State as Lock
from ballast.projects import selectors as projects

from .desk import Line, lines
from .issued import JUDGES

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

EVIDENCE = "check_evidence"  # the kind of owner: a check, by its key
ANSWERS = "check.answer"
Checks = QuerySet[Check]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which checks are asked for; what is empty narrows nothing."""

    states: frozenset[str] = frozenset()
    period: str = ""
    unit: str = ""  # its code
    cause: str = ""
    text: str = ""
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A check beside its warning as it was issued, and whether its lamp has cleared since."""

    check: Check
    line: Line | None
    is_cleared: bool


@dataclass(frozen=True, slots=True)
class UnitLine:
    """How a unit answers."""

    code: str
    name: str
    unanswered: int
    in_time: Rate


def limits_on(day: date) -> Limits:
    """How many working days there are to answer what is asked on a day."""
    row = CheckLimit.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return row.limits if row else USUAL


def mine(viewer: "User", on: date) -> Checks:
    """The checks that a person answers: of the units they answer for."""
    rows = Check.objects.exclude(state=CheckState.WITHDRAWN)
    if not identity.scope_of(viewer, on).may(ANSWERS):
        return rows.none()
    return rows.filter(unit__in=coordination.answering(viewer, on))


def seen(viewer: "User", on: date) -> Checks:
    """The checks that a person sees: the office's all, others of the projects they see."""
    rows = Check.objects.exclude(state=CheckState.WITHDRAWN)
    if identity.scope_of(viewer, on).may(JUDGES):
        return rows
    within = Q(warning__project__in=projects.visible_to(viewer, on))
    return rows.filter(within | Q(pk__in=mine(viewer, on).values("pk")))


def chosen(rows: Checks, choice: Choice, on: date) -> Checks:
    """The part asked for, first what is due first."""
    asked = Q()
    if choice.states:
        asked &= Q(state__in=choice.states)
    if choice.period:
        asked &= Q(period=choice.period)
    if choice.unit:
        asked &= Q(unit__code=choice.unit)
    if choice.cause:
        asked &= Q(cause=choice.cause)
    if choice.text:
        asked &= Q(warning__project__in=projects.meant(choice.text))
    if choice.is_overdue:
        asked &= Q(due_on__lt=on, state__in=UNANSWERED)
    found = rows.filter(asked).select_related("warning__project", "unit", "issue")
    return found.order_by("-period", "due_on", "unit__code", "warning__project__number", "pk")


def told(rows: Collection[Check]) -> list[Asked]:
    """Each with the warning it is about as it stands issued; three queries for each period."""
    found: dict[tuple[int, str], Line] = {}
    for period in {one.period for one in rows}:
        ids = [one.warning_id for one in rows if one.period == period]
        steps = WarningStep.objects.filter(period=period, warning__in=ids, state__in=STANDING)
        for line in lines(steps, period):
            found[line.step.warning_id, period] = line
    cleared = cleared_of({one.warning_id for one in rows})
    return [
        Asked(one, found.get((one.warning_id, one.period)), one.warning_id in cleared)
        for one in rows
    ]


def cleared_of(warnings: Collection[int]) -> set[int]:
    """Of these warnings those that were cleared the last time that something was issued."""
    last = (
        WarningStep.objects.filter(warning__in=warnings, state__in=ISSUED_AS)
        .order_by("warning", "-period")
        .distinct("warning")
    )
    return {pk for pk, state in last.values_list("warning", "state") if state == _CLEARED}


_CLEARED = WarningState.CLEARED.value


def tally_of(rows: Checks, on: date) -> Tally:
    """What came of checks; one query."""
    return tally(map(_counted, rows.order_by().values_list(*_COUNTED)), on)


_COUNTED = ("state", "due_on", "answered_on", "is_true", "cause")


def _counted(row: Sequence[object]) -> Counted:
    state, *rest = row
    return Counted(CheckState(str(state)), *rest)  # type: ignore[arg-type] # in their order


def by_unit(rows: Checks, on: date) -> list[UnitLine]:
    """How each unit answers, first who owes the most; one query."""
    of_unit: dict[tuple[str, str], list[Counted]] = {}
    for code, name, *row in rows.order_by().values_list(
        "unit__code", "unit__short_name", *_COUNTED
    ):
        of_unit.setdefault((code, name), []).append(_counted(row))
    found = [
        UnitLine(code, name, told.unanswered, told.in_time)
        for (code, name), counted in of_unit.items()
        for told in [tally(counted, on)]
    ]
    return sorted(found, key=lambda one: (-one.unanswered, one.code))


def of_warning(warning: int) -> list[Check]:
    """Every check of a warning that was not withdrawn, the latest first."""
    rows = Check.objects.filter(warning=warning).exclude(state=CheckState.WITHDRAWN)
    return list(rows.select_related("unit", "issue", "warning__project").order_by("-period"))


def of_project(project: int, period: str) -> list[Check]:
    """The checks of a project's warnings of a period."""
    rows = Check.objects.filter(warning__project=project, period=period)
    return list(
        rows.exclude(state=CheckState.WITHDRAWN)
        .select_related("unit", "issue", "warning")
        .order_by("warning__family")
    )


def waiting(viewer: "User", on: date) -> tuple[int, date | None]:
    """How many checks ask this person for an answer, and the day on which the first is due."""
    rows = mine(viewer, on).filter(state__in=UNANSWERED)
    told = rows.aggregate(count=Count("pk"), due=Min("due_on"))
    return told["count"], told["due"]


def disputed() -> int:
    """How many figures are said to be wrong and not corrected yet."""
    return Check.objects.filter(state=CheckState.CORRECTING).count()


def periods_of(rows: Checks) -> list[str]:
    """The periods that checks are of, the latest first."""
    return list(rows.order_by("-period").values_list("period", flat=True).distinct())


def units_of(rows: Checks) -> list[tuple[str, str]]:
    """Code and short name of the units that are asked."""
    units = rows.order_by("unit__code").values_list("unit__code", "unit__short_name")
    return list(units.distinct())


def without_unit(period: str = "") -> int:
    """How many warnings of a period nobody is asked about: no unit answers for the project.

    Without ``period`` of the one issued last.
    """
    steps = WarningStep.objects.filter(warning__project__responsible_unit=None)
    last = Check.objects.order_by("-period").values("period")[:1]
    of_period = steps.filter(period=period or Subquery(last))
    return of_period.filter(state__in=STANDING).count()


def who_answer(units: Collection[int], on: date) -> dict[int, set[int]]:
    """The people of these units who answer checks: ids by unit."""
    return identity.people_in(units, ANSWERS, on)


def closed_periods() -> set[str]:
    """The periods whose figures are corrected by the next filing, and not filed anew."""
    closed = periods.periods().filter(state=Lock.CLOSED)
    return set(closed.values_list("code", flat=True))


def sees_evidence(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the files of a check: who sees the check does."""
    return key.isdecimal() and seen(viewer, on).filter(pk=int(key)).exists()


def climbed_matters() -> set[int]:
    """The ids of the matters that were made of checks which nobody has answered."""
    climbed = Check.objects.filter(state=CheckState.CLIMBED, issue__isnull=False)
    return {pk for pk in climbed.values_list("issue_id", flat=True) if pk}
