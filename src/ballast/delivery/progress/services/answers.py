"""What a unit says of a filing that the office entered for it (代录)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Answer, State
from ballast.delivery.progress.selectors.reviewers import answers_for
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import insist
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State as PeriodState

from .bench import Obstacle, ReasonMissing, ReviewRefused, of_earlier_revision


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsAnswered(Event):
    """A unit confirmed or disputed what was entered for it."""

    code: ClassVar[str] = "progress.answered"
    numbers: tuple[str, ...]
    answer: str


@transaction.atomic
def answer(
    *, by: Actor, at: datetime, filing_ids: Collection[int], answer: Answer, reason: str = ""
) -> list[Filing]:
    """Confirm filings, or dispute them with a reason, which the office sees on its desk.

    A disputed filing counts until the office returns it. Until the period closes a unit may
    think better of it. Raises ``ReasonMissing``, ``NotAllowed``, ``PeriodClosed`` and
    ``ReviewRefused``.
    """
    insist(by, "filing.answer", at=at)
    if answer is Answer.DISPUTED and not reason.strip():
        raise ReasonMissing
    rows = Filing.objects.filter(pk__in=filing_ids)
    codes = sorted(set(rows.values_list("period", flat=True)))
    held = periods.hold(codes, until=PeriodState.CLOSING)
    filings = list(rows.select_related("project").select_for_update(of=("self",)).order_by("pk"))
    viewer = identity.person(by)
    units = answers_for(viewer, timezone.localdate(at)) if viewer else frozenset()
    _refuse(filings, set(filing_ids), units, held)
    changes = [
        Change("progress_filing", filing.pk, {"answer": (filing.answer, answer.value)})
        for filing in filings
    ]
    said = {
        "answer": answer.value,
        "answer_reason": reason.strip(),
        "answered_by": by.label,
        "answered_at": at,
    }
    rows.update(**said)
    numbers = tuple(filing.project.number for filing in filings)
    event = FilingsAnswered(subject=" ".join(codes), numbers=numbers, answer=answer.value)
    audit.record(event, by=by, at=at, cause=reason.strip(), changes=changes)
    for filing in filings:
        vars(filing).update(said)
    return filings


def _refuse(
    filings: Collection[Filing],
    wanted: set[int],
    units: frozenset[int],
    held: Mapping[str, periods.Held],
) -> None:
    """Each filing must be there, entered on behalf, still count, and be of one of the units.

    Of one that is another unit's, not even the name is told.
    """
    known = {filing.pk: filing for filing in filings if filing.unit_id in units}
    obstacles = [Obstacle("filing_unknown", str(pk)) for pk in sorted(wanted - known.keys())]
    for filing in known.values():
        if past := of_earlier_revision(filing, filing.project.name, held):
            obstacles.append(past)
        elif not filing.is_on_behalf:
            obstacles.append(Obstacle("not_entered_for", filing.project.name))
        elif filing.state != State.ACCEPTED:
            obstacles.append(Obstacle("filing_decided", filing.project.name))
    if obstacles:
        raise ReviewRefused(obstacles)
