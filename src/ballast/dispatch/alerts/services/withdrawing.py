"""An issue is taken back: its lamps and warnings are drafts again, judged as they were."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from ballast.dispatch.alerts.models import Evaluation, WarningStep
from ballast.dispatch.alerts.rules import WarningState, withdrawn
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from .asking import recall
from .drafting import STEPS

_EVALUATIONS = "alerts_evaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningsWithdrawn(Event):
    """An issue was taken back; the subject is the period."""

    code: ClassVar[str] = "alerts.warnings_withdrawn"


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, period: Period) -> None:
    """Take back the issue of a period that is taken up again, and of every later one.

    Raises ``NotAllowed``.
    """
    identity.insist(by, "alert.judge", at=at)
    codes = Evaluation.objects.filter(issued_at__isnull=False).values_list("period", flat=True)
    later = [code for code in codes if Period.from_code(code).last_day >= period.last_day]
    if changes := take_back(later):
        event = WarningsWithdrawn(subject=period.code)
        audit.record(event, by=by, at=at, changes=changes)


def take_back(periods: Sequence[str]) -> list[Change]:
    """Make drafts of what was issued of these periods; what changed, nothing if none was."""
    issued = list(Evaluation.objects.filter(period__in=periods, issued_at__isnull=False))
    if not issued:
        return []
    steps = WarningStep.objects.filter(period__in=[one.period for one in issued])
    changes = [*_lamps(issued), *_steps(steps), *recall([one.period for one in issued])]
    Evaluation.objects.filter(pk__in=[one.pk for one in issued]).update(
        issued_at=None, issued_by=""
    )
    return changes


def _lamps(issued: Iterable[Evaluation]) -> list[Change]:
    return [Change(_EVALUATIONS, one.pk, {"issued_at": (one.issued_at, None)}) for one in issued]


def _steps(steps: Iterable[WarningStep]) -> list[Change]:
    changes: list[Change] = []
    after: dict[WarningState | None, list[int]] = defaultdict(list)
    for one in steps:
        was = WarningState(one.state)
        state = withdrawn(was, is_judged=one.judged_at is not None)
        if state is not was:
            after[state].append(one.pk)
            changes.append(Change(STEPS, one.pk, {"state": (was, state)}))
    WarningStep.objects.filter(pk__in=after.pop(None, [])).delete()
    for state, pks in after.items():
        WarningStep.objects.filter(pk__in=pks).update(state=state)
    return changes
