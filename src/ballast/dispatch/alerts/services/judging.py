"""研判: the office confirms draft warnings, words them anew, or lets projects off."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.dispatch.alerts.models import Evaluation, Exemption, ProjectLamp, WarningStep
from ballast.dispatch.alerts.rules import JUDGED, PENDING, Colour, Family, WarningState
from ballast.kernel.errors import Fault, Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State

from .drafting import STEPS
from .evaluating import decide, one_at_a_time
from .exempting import Exempting, ExemptionEnded, ExemptionRefused, given, tell

_RIGHT = "alert.judge"


class WarningNotPending(Refused):
    """Some are not to be judged so, or no longer: issued, dropped, or of a period not closing.

    ``count`` says how many of them.
    """

    code = "warning_not_pending"


class WordingMissing(Refused):
    """A warning says something."""

    code = "warning_wording_missing"
    about = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningsJudged(Event):
    """Draft warnings were judged, or a judgement was undone; the subject is the period."""

    code: ClassVar[str] = "alerts.warnings_judged"
    judgement: str  # rules.WarningState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LettingOff:
    """Why warnings are exempted; ``until`` is the first day on which the projects are rated again.

    Without ``since`` from the period's first day.
    """

    cause: Exemption.Cause
    proof: str
    until: date
    since: date | None = None
    paper: str = ""


@transaction.atomic
def confirm(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Confirm draft warnings as the rulebook words them; how many were drafts.

    Raises ``NotAllowed``, ``WarningNotPending``.
    """
    identity.insist(by, _RIGHT, at=at)
    drafts = [one for one in _held(ids, PENDING) if one.state == WarningState.DRAFT]
    _judge(by, at, drafts, WarningState.CONFIRMED)
    return len(drafts)


@transaction.atomic
def reword(*, by: Actor, at: datetime, wordings: Mapping[int, str]) -> None:
    """Confirm warnings, by id, in the office's own words; the lamp keeps the rulebook's.

    Raises ``NotAllowed``, ``WarningNotPending``, ``WordingMissing``.
    """
    identity.insist(by, _RIGHT, at=at)
    said = {pk: " ".join(words.split()) for pk, words in wordings.items()}
    if not all(said.values()):
        raise WordingMissing
    steps = _held(wordings, PENDING)
    values = _values(steps)
    for one in steps:
        one.wording, one.worded_on = said[one.pk], values[one.pk]
    WarningStep.objects.bulk_update(steps, ["wording", "worded_on"])
    _judge(by, at, steps, WarningState.CONFIRMED)


@transaction.atomic
def let_off(*, by: Actor, at: datetime, ids: Collection[int], because: LettingOff) -> int:
    """Exempt the projects of draft warnings with proof, and decide the period again; how many.

    Raises ``NotAllowed``, ``WarningNotPending``, ``ExemptionRefused``.
    """
    identity.insist(by, _RIGHT, at=at)
    steps = _held(ids, PENDING)
    if not steps:
        return 0
    period = Period.from_code(steps[0].period)
    if because.until <= period.last_day:
        raise ExemptionRefused([Fault("exemption_too_short", {"day": period.last_day})])
    rows = given(by, at, [_exempting(one, because, period) for one in steps])
    for one, row in zip(steps, rows, strict=True):
        one.exemption, one.colour = row, Colour.DASH
    WarningStep.objects.bulk_update(steps, ["exemption", "colour"])
    changes = _write(by, at, steps, WarningState.EXEMPTED)
    entry = tell(by, at, rows, changes)
    decide(by, at, period, f"entry {entry}", drafts=True)
    return len(steps)


@transaction.atomic
def undo(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Take judgements back while they are not issued: drafts again, and rated again.

    The exemptions that they gave are gone.

    Raises ``NotAllowed``, ``WarningNotPending``.
    """
    identity.insist(by, _RIGHT, at=at)
    steps = _held(ids, JUDGED)
    if not steps:
        return 0
    period = Period.from_code(steps[0].period)
    if Evaluation.objects.filter(period=period.code, issued_at__isnull=False).exists():
        raise WarningNotPending(count=len(steps))
    given_then = [one.exemption_id for one in steps if one.exemption_id]
    for one in steps:
        one.wording = ""
    stored = WarningStep.objects.filter(pk__in=[one.pk for one in steps])
    stored.update(exemption=None, wording="", worded_on=None)
    if not given_then:
        _judge(by, at, steps, WarningState.DRAFT)
        return len(steps)
    changes = [*_write(by, at, steps, WarningState.DRAFT), *_taken_back(given_then)]
    event = ExemptionEnded(subject=str(given_then[0]), count=len(given_then))
    entry = audit.record(event, by=by, at=at, changes=changes)
    decide(by, at, period, f"entry {entry}", drafts=True)
    return len(steps)


def _held(ids: Collection[int], states: Collection[WarningState]) -> list[WarningStep]:
    """These warnings, all of them of one closing period, which this transaction then holds.

    Raises ``WarningNotPending``.
    """
    one_at_a_time()
    steps = list(
        WarningStep.objects.filter(pk__in=ids, state__in=states)
        .select_related("warning")
        .order_by("pk")
    )
    codes = {one.period for one in steps}
    held = periods.hold(codes, until=State.CLOSING) if codes else {}
    is_closing = all(one.state is State.CLOSING for one in held.values())
    if len(steps) < len(set(ids)) or len(codes) > 1 or not is_closing:
        raise WarningNotPending(count=len(set(ids)) - len(steps) or len(steps))
    return steps


def _exempting(step: WarningStep, because: LettingOff, period: Period) -> Exempting:
    return Exempting(
        project_id=step.warning.project_id,
        family=Family(step.warning.family),
        since=because.since or period.first_day,
        until=because.until,
        cause=because.cause,
        proof=because.proof,
        paper=because.paper,
    )


def _taken_back(exemptions: Sequence[int]) -> list[Change]:
    rows = Exemption.objects.filter(pk__in=exemptions)
    changes = [
        Change("alerts_exemption", row.pk, {"valid_until": (row.valid_until, None)}) for row in rows
    ]
    rows.delete()
    return changes


def _values(steps: Sequence[WarningStep]) -> dict[int, Mapping[str, str]]:
    """On what the lamp of each warning was decided, by the warning's id."""
    by_warning = {(one.warning.project_id, one.warning.family): one.pk for one in steps}
    lamps = ProjectLamp.objects.filter(
        period__in={one.period for one in steps},
        project__in={project for project, _ in by_warning},
    )
    return {
        by_warning[project, family]: values
        for project, family, values in lamps.values_list("project", "family", "values")
        if (project, family) in by_warning
    }


def _judge(
    by: Actor,
    at: datetime,
    steps: Sequence[WarningStep],
    state: WarningState,
) -> None:
    """Store and journal a judgement, if there is anything to judge."""
    if steps:
        event = WarningsJudged(subject=steps[0].period, judgement=state.value, count=len(steps))
        audit.record(event, by=by, at=at, changes=_write(by, at, steps, state))


def _write(
    by: Actor, at: datetime, steps: Sequence[WarningStep], state: WarningState
) -> list[Change]:
    changes = [
        Change(STEPS, one.pk, {"state": (one.state, state), "wording": (None, one.wording)})
        for one in steps
    ]
    judged_at, judged_by = (at, by.label) if state in JUDGED else (None, "")
    stored = WarningStep.objects.filter(pk__in=[one.pk for one in steps])
    stored.update(state=state, judged_at=judged_at, judged_by=judged_by)
    return changes
