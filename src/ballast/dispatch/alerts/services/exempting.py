"""For a proven reason a family of a project is not rated for a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import transaction

from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Family
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

_TABLE = "alerts_exemption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempting:
    """What is asked for; ``until`` is the first day on which it is rated again."""

    project_id: int
    family: Family
    since: date
    until: date
    cause: Exemption.Cause
    proof: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """What is wrong with one of those asked for."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


class ExemptionRefused(Refused):
    """None was given or ended; ``faults`` says why."""

    code = "exemption_refused"

    def __init__(self, faults: Sequence[Unfit]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempted(Event):
    """Projects are not rated for a time; the subject is the first one's id."""

    code: ClassVar[str] = "alerts.exempted"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionEnded(Event):
    """Exemptions end before their day; the subject is the first one's id."""

    code: ClassVar[str] = "alerts.exemption_ended"
    count: int


@transaction.atomic
def exempt(*, by: Actor, at: datetime, exemptions: Sequence[Exempting]) -> list[Exemption]:
    """Let projects off, each one family for a time and with proof.

    Lamps follow at the next evaluation. Raises ``NotAllowed``, ``ExemptionRefused``.
    """
    identity.insist(by, "alert.judge", at=at)
    if faults := [
        fault for place, one in enumerate(exemptions, 1) for fault in _faults(place, one)
    ]:
        raise ExemptionRefused(faults)
    rows = Exemption.objects.bulk_create(
        Exemption(
            project_id=one.project_id,
            family=one.family.value,
            valid_from=one.since,
            valid_until=one.until,
            cause=one.cause.value,
            proof=one.proof.strip(),
            paper=one.paper.strip(),
            given_by=by.label,
            given_at=at,
        )
        for one in exemptions
    )
    if rows:
        told = ("project_id", "family", "valid_from", "valid_until", "cause", "proof", "paper")
        changes = [
            Change(_TABLE, row.pk, {name: (None, getattr(row, name)) for name in told})
            for row in rows
        ]
        event = Exempted(subject=str(rows[0].project_id), count=len(rows))
        audit.record(event, by=by, at=at, changes=changes)
    return rows


def _faults(place: int, one: Exempting) -> Iterator[Unfit]:
    if not one.proof.strip():
        yield Unfit("exemption_without_proof", {"place": place})
    if one.until <= one.since:
        yield Unfit("exemption_backwards", {"place": place})


@transaction.atomic
def end_exemptions(*, by: Actor, at: datetime, ids: Sequence[int], on: date) -> None:
    """Rate again from ``on``, before the day that was set. Raises as ``exempt``."""
    identity.insist(by, "alert.judge", at=at)
    rows = list(Exemption.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    over = [row for row in rows if not row.valid_from < on < row.valid_until]
    gone = set(ids) - {row.pk for row in rows}
    if over or gone:
        raise ExemptionRefused(
            [
                Unfit("exemption_not_running", {"id": pk})
                for pk in [row.pk for row in over] + [*gone]
            ]
        )
    changes = [Change(_TABLE, row.pk, {"valid_until": (row.valid_until, on)}) for row in rows]
    Exemption.objects.filter(pk__in=ids).update(valid_until=on)
    if rows:
        event = ExemptionEnded(subject=str(rows[0].pk), count=len(rows))
        audit.record(event, by=by, at=at, changes=changes)
