"""A period's lamps and warnings are issued: from now on others see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.models import Evaluation, ProjectLamp, ProjectWarning, WarningStep
from ballast.dispatch.alerts.rules import ISSUED_AS, STANDING, Colour, WarningState, issued
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.periods import selectors as calendar
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State

from .asking import ask
from .evaluating import one_at_a_time

WARNINGS = "alerts_projectwarning"
_MOST_NAMED = 20


class UnjudgedRed(Refused):
    """Red drafts wait for the office's judgement: ``warnings`` names them, ``count`` counts."""

    code = "unjudged_red"


class NothingToIssue(Refused):
    """The period is not closing, or its lamps were not decided yet."""

    code = "nothing_to_issue"


class IssuedAlready(Refused):
    """The period's lamps were issued."""

    code = "issued_already"


class EarlierNotIssued(Refused):
    """``earlier`` is issued first: what relapses and what is cleared is told from it."""

    code = "earlier_not_issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningsIssued(Event):
    """Lamps and warnings of a period were issued; the subject is the period."""

    code: ClassVar[str] = "alerts.warnings_issued"
    issued: int
    relapsed: int
    cleared: int
    exempted: int


@dataclass(frozen=True, slots=True)
class _Step:
    """What becomes of one warning that has a step in the period, or stood before it."""

    warning: int
    own: WarningStep | None
    before: selectors.Stood | None
    after: WarningState
    lamp: Colour | None

    @property
    def colour(self) -> str:
        return self.own.colour if self.own else self.lamp or ""

    @property
    def change(self) -> Change:
        stood = self.before.state if self.before else None
        return Change(WARNINGS, self.warning, {"warning": (stood, self.after)})


@transaction.atomic
def issue(*, by: Actor, at: datetime, period: Period) -> Mapping[WarningState, int]:
    """Show a closing period's lamps and warnings to those they concern; how many became what.

    Yellow drafts go out as they stand; the responsible units are asked about every warning.
    Raises ``NotAllowed``, ``PeriodNotOpened``,
    ``PeriodClosed``, ``NothingToIssue``, ``IssuedAlready``, ``EarlierNotIssued``,
    ``UnjudgedRed``.
    """
    identity.insist(by, "alert.judge", at=at)
    one_at_a_time()
    held = periods.hold([period.code], until=State.CLOSING)[period.code]
    evaluation = Evaluation.objects.filter(period=period.code).first()
    if held.state is not State.CLOSING or evaluation is None:
        raise NothingToIssue(period=period.code)
    if evaluation.issued_at:
        raise IssuedAlready(period=period.code)
    _refuse_earlier(period)
    _refuse_unjudged(period)

    steps = _steps(period)
    counts = Counter(one.after for one in steps)
    changes = [Change("alerts_evaluation", evaluation.pk, {"issued_at": (None, at)})]
    changes += [one.change for one in steps]
    _write(period, steps)
    changes += ask(period.code, at)
    evaluation.issued_at, evaluation.issued_by = at, by.label
    evaluation.save(update_fields=["issued_at", "issued_by"])
    told = ("issued", "relapsed", "cleared", "exempted")
    event = WarningsIssued(
        subject=period.code, **{name: counts[WarningState(name)] for name in told}
    )
    audit.record(event, by=by, at=at, changes=changes)
    return counts


def _refuse_earlier(period: Period) -> None:
    closing = calendar.periods().filter(last_day__lt=period.last_day).exclude(state=State.CLOSED)
    waiting = Evaluation.objects.filter(
        period__in=closing.values("code"), issued_at__isnull=True
    ).order_by("period")
    if codes := list(waiting.values_list("period", flat=True)):
        raise EarlierNotIssued(period=period.code, earlier="、".join(codes))


def _refuse_unjudged(period: Period) -> None:
    drafts = WarningStep.objects.filter(
        period=period.code, state=WarningState.DRAFT, colour=Colour.RED
    ).order_by("warning__project__number", "pk")
    names = list(drafts.values_list("warning__project__number", "warning__project__name"))
    if names:
        named = [f"{number} {name}" for number, name in dict.fromkeys(names)]
        more = ["…"] if len(named) > _MOST_NAMED else []
        listed = "、".join([*named[:_MOST_NAMED], *more])
        raise UnjudgedRed(period=period.code, count=len(names), warnings=listed)


def _steps(period: Period) -> list[_Step]:
    """What becomes of every warning that has a step in the period, or stood before it."""
    rows = WarningStep.objects.filter(period=period.code)
    own = {one.warning_id: one for one in rows}
    before = selectors.stood_before(period.code)
    standing = {pk for pk, one in before.items() if one.state in STANDING} - own.keys()
    lamps = _lamps(period, standing)
    found = []
    for warning in [*own, *standing]:
        step = own.get(warning)
        state = WarningState(step.state) if step else None
        stood, lamp = before.get(warning), lamps.get(warning)
        after = issued(state, stood.state if stood else None, lamp)
        if after is not None:
            found.append(_Step(warning, step, stood, after, lamp))
    return found


def _lamps(period: Period, warnings: Iterable[int]) -> dict[int, Colour]:
    """What the lamps that these warnings are about show in the period."""
    asked = ProjectWarning.objects.filter(pk__in=warnings)
    rows = asked.values_list("pk", "project", "family")
    by_lamp = {(project, family): pk for pk, project, family in rows}
    lamps = ProjectLamp.objects.filter(
        period=period.code, project__in=asked.values("project")
    ).values_list("project", "family", "colour")
    return {
        by_lamp[project, family]: Colour(colour)
        for project, family, colour in lamps
        if (project, family) in by_lamp
    }


def _write(period: Period, steps: Iterable[_Step]) -> None:
    after: dict[WarningState, list[int]] = defaultdict(list)
    cleared: list[WarningStep] = []
    for one in steps:
        if one.own is not None:
            after[one.after].append(one.own.pk)
        elif one.before is not None:
            cleared.append(
                WarningStep(
                    warning_id=one.warning,
                    period=period.code,
                    state=one.after,
                    prompt=one.before.prompt,
                    colour=one.colour,
                )
            )
    for state in after.keys() & ISSUED_AS:
        WarningStep.objects.filter(pk__in=after[state]).update(state=state)
    WarningStep.objects.bulk_create(cleared)
