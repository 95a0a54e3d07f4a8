"""签收、办理情况: the addressee signs and tells what was done; the office reminds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Addressee, Instruction, Report
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.selectors import REPORT
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .attaching import attach
from .events import InstructionsReceived, InstructionsReminded, InstructionsReported
from .refusals import InstructionsRefused, no_instruction
from .telling import who_sign

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """What was done about one instruction, with its proofs."""

    instruction_id: int
    words: str
    uploads: Sequence[Upload] = ()


@transaction.atomic
def receive(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Addressee]:
    """Sign for instructions, for oneself and the units one signs for.

    Raises ``NotAllowed``, ``InstructionsRefused``.
    """
    rows = _mine(by, at, ids)
    waiting = [one for one in rows if one.received_at is None]
    signed = set(ids) - {one.instruction_id for one in waiting}
    if signed:
        raise InstructionsRefused([Fault("instruction_signed_already") for _ in signed])
    changes = _sign(waiting, by, at)
    event = InstructionsReceived(subject=str(min(ids)), count=len(set(ids)))
    audit.record(event, by=by, at=at, changes=changes)
    return waiting


@transaction.atomic
def report(*, by: Actor, at: datetime, reports: Sequence[ReportDraft]) -> list[Report]:
    """Tell what was done; who has not signed for it yet signs by this. Raises as ``receive``."""
    rows = _mine(by, at, [one.instruction_id for one in reports])
    if any(not one.words.strip() for one in reports):
        raise InstructionsRefused([Fault("instruction_report_empty", {}, "words")])
    mine = {one.instruction_id: one for one in reversed(rows)}  # who leads, if one leads
    told = Report.objects.bulk_create(
        Report(addressee=mine[one.instruction_id], words=one.words.strip(), by=by.label, at=at)
        for one in reports
    )
    changes = _sign([one for one in mine.values() if one.received_at is None], by, at)
    changes += [
        Change("coordination_report", row.pk, {"addressee_id": (None, row.addressee_id)})
        for row in told
    ]
    event = InstructionsReported(subject=str(min(mine)), count=len(told), ids=tuple(sorted(mine)))
    audit.record(event, by=by, at=at, changes=changes)
    for row, draft in zip(told, reports, strict=True):
        attach(by=by, at=at, owner=REPORT, key=row.pk, uploads=draft.uploads, only_scans=False)
    return told


@transaction.atomic
def remind(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Remind who has not signed, and who leads and has not reported; how many people that is.

    Raises ``NotAllowed``, ``InstructionsRefused``.
    """
    identity.insist(by, "instruction.follow", at=at)
    on = localdate(at)
    person = _someone(by)
    rows = selectors.instructions(person, on).filter(pk__in=ids, withdrawn_at=None, closed_at=None)
    if rows.count() < len(set(ids)) or not ids:
        no_instruction()
    event = InstructionsReminded(
        subject=str(min(ids)), count=len(set(ids)), ids=tuple(sorted(set(ids)))
    )
    audit.record(event, by=by, at=at)
    return len(set().union(*who_sign(selectors.waiting_addressees(ids), on).values()))


def _mine(by: Actor, at: datetime, ids: Collection[int]) -> list[Addressee]:
    """The addressees that the actor speaks for, the leading one first; locked, or refused."""
    identity.insist(by, "instruction.view", at=at)
    on, person = localdate(at), _someone(by)
    seen = selectors.instructions(person, on).filter(pk__in=ids)
    locked = list(Instruction.objects.select_for_update().filter(pk__in=seen).order_by("pk"))
    if len(locked) < len(set(ids)) or not locked:
        no_instruction()
    if any(row.withdrawn_at for row in locked):
        raise InstructionsRefused([Fault("instruction_withdrawn")])
    if any(row.closed_at for row in locked):
        raise InstructionsRefused([Fault("instruction_closed")])
    rows = list(selectors.addressed_to(person, on).filter(instruction__in=locked))
    if {one.instruction_id for one in rows} != set(ids):
        raise InstructionsRefused([Fault("instruction_not_addressed")])
    return sorted(rows, key=lambda one: (not one.leads, one.pk))


def _someone(by: Actor) -> "User":
    person = people.person(by)
    if person is None:
        raise identity.NotAllowed
    return person


def _sign(rows: Sequence[Addressee], by: Actor, at: datetime) -> list[Change]:
    for one in rows:
        one.received_by, one.received_at = by.label, at
    Addressee.objects.bulk_update(rows, ["received_by", "received_at"])
    return [
        Change("coordination_addressee", one.pk, {"received_by": ("", by.label)}) for one in rows
    ]
