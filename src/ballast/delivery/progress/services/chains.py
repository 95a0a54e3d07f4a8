"""The city's review chain: data that the office writes, each one from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.delivery.progress.models import ReviewStep
from ballast.delivery.progress.rules.chain import Step, is_whole
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists.selectors import not_over
from ballast.platform.identity.services import insist


class NotAChain(Refused):
    """A level stands twice in the chain, or the office is not alone at its end."""

    code = "not_a_chain"


class ChainChangedLater(Refused):
    """A chain that begins on a later day is already recorded."""

    code = "chain_changed_later"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSet(Event):
    """The office wrote another review chain; the subject is its first day."""

    code: ClassVar[str] = "progress.chain_set"
    steps: tuple[str, ...]


@transaction.atomic
def set_chain(*, by: Actor, at: datetime, chain: Sequence[Step], since: date) -> None:
    """Write the city's review chain from a day on. Filings under way keep the one they have.

    Raises ``NotAllowed``, ``NotAChain``, ``ChainChangedLater``.
    """
    insist(by, "period.manage", at=at)
    if not is_whole(chain):
        raise NotAChain
    rows = ReviewStep.objects.select_for_update().filter(not_over(since))
    if rows.filter(valid_from__gt=since).exists():
        raise ChainChangedLater
    rows.filter(valid_from=since).delete()
    rows.update(valid_until=since)
    new = ReviewStep.objects.bulk_create(
        ReviewStep(order=step.order, level=step.level.value, valid_from=since) for step in chain
    )
    changes = [
        Change(
            "progress_reviewstep",
            row.pk,
            {"order": (None, row.order), "level": (None, row.level)},
        )
        for row in new
    ]
    event = ChainSet(
        subject=since.isoformat(), steps=tuple(f"{step.order} {step.level}" for step in chain)
    )
    audit.record(event, by=by, at=at, changes=changes)
