"""移交: all that a person holds goes to another, planned for a day and taken back until then."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Addressee, Handover, Task
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.selectors import holdings as held
from ballast.dispatch.coordination.selectors.holdings import Holdings
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.projects import selectors as register
from ballast.projects import services as projects
from ballast.projects.rules import Holder

from .issues import IssueMove, assign_person
from .refusals import HandoversRefused

BY = Actor("job", None, "handovers")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPlanned(Event):
    """The subject of each of these is the sign-in name of who hands over."""

    code: ClassVar[str] = "coordination.handover_planned"
    heir: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoversTakenBack(Event):
    code: ClassVar[str] = "coordination.handovers_taken_back"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn(Event):
    """It was done: so many things passed to the heir."""

    code: ClassVar[str] = "coordination.handed_on"
    leaver: str  # by name
    heir: str
    heir_id: int
    count: int


@transaction.atomic
def plan_handover(
    *, by: Actor, at: datetime, leaver: str, heir: str, on: date, reason: str
) -> Handover:
    """Hand all that one person holds to another from a day on; at once where that is today.

    Both by their sign-in names; who leaves may be gone already. Raises ``NotAllowed``,
    ``HandoversRefused``.
    """
    identity.insist(by, "register.edit", at=at)
    today = localdate(at)
    known = {one.username: one for one in people.people(today) if one.username in {leaver, heir}}
    follows = known.get(heir)
    found = {
        "leaver": ("handover_person_unknown", leaver not in known),
        "heir": ("handover_person_unknown", follows is None or not follows.is_active),
        "on": ("handover_day_past", on < today),
        "reason": ("handover_without_reason", not reason.strip()),
    }
    faults = [Fault(code, {}, field) for field, (code, wrong) in found.items() if wrong]
    if leaver == heir:
        faults.append(Fault("handover_to_oneself", {}, "heir"))
    if faults or follows is None:
        raise HandoversRefused(faults)
    leaves = known[leaver]
    waiting = Handover.objects.filter(leaver=leaves, done_at=None, taken_back_at=None)
    if waiting.exists():
        raise HandoversRefused([Fault("handover_waits_already", {}, "leaver")])
    passing, _staying = held.takes(held.holdings(leaves, today), follows, today)
    if not passing.count:
        raise HandoversRefused([Fault("handover_of_nothing", {}, "leaver")])
    row = Handover.objects.create(
        leaver=leaves,
        heir=follows,
        on=on,
        reason=reason.strip(),
        planned_by=by.label,
        planned_at=at,
    )
    audit.record(HandoverPlanned(subject=leaver, heir=heir, on=on), by=by, at=at, cause=row.reason)
    if on == today:
        _hand_on(row, at)
    return row


@transaction.atomic
def take_back_handovers(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Take back what was planned and is not done; how many. Raises as ``plan_handover``."""
    identity.insist(by, "register.edit", at=at)
    known = Handover.objects.select_for_update(of=("self",)).select_related("leaver")
    rows = list(known.filter(pk__in=ids).order_by("pk"))
    if not rows or any(row.done_at or row.taken_back_at for row in rows):
        raise HandoversRefused([Fault("handover_over")])
    changes = []
    for row in rows:
        row.taken_back_at, row.taken_back_by = at, by.label
        changes.append(Change("coordination_handover", row.pk, {"taken_back_at": (None, at)}))
    Handover.objects.bulk_update(rows, ["taken_back_at", "taken_back_by"])
    event = HandoversTakenBack(subject=rows[0].leaver.username, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return len(rows)


def run_handovers(*, at: datetime) -> int:
    """Do those whose day has come, each in a transaction of its own; how many.

    One that is refused keeps nobody else waiting. Raises the last refusal when all were tried.
    """
    due, refusal = held.due_handovers(localdate(at)), None
    for row in due:
        try:
            with transaction.atomic():
                _hand_on(row, at)
        except Refused as why:
            refusal = why
    if refusal:
        raise refusal
    return len(due)


def _hand_on(row: Handover, at: datetime) -> None:
    """What is held by now passes; what the heir does not act for stays."""
    locked = Handover.objects.select_for_update().get(pk=row.pk)
    if locked.done_at or locked.taken_back_at:
        return
    on = localdate(at)
    passing, _staying = held.takes(held.holdings(row.leaver, on), row.heir, on)
    _hand_on_parts(row, passing, at)
    if passing.issues:
        moves = [IssueMove(issue_id=one.pk, words=row.reason) for one in passing.issues]
        assign_person(by=BY, at=at, moves=moves, person_id=row.heir_id)
    changes = [*_hand_on_tasks(row, passing.tasks), *_readdress(row, passing.addressed, at)]
    locked.done_at, locked.count = at, passing.count
    locked.save(update_fields=["done_at", "count"])
    changes.append(Change("coordination_handover", row.pk, {"done_at": (None, at)}))
    event = HandedOn(
        subject=row.leaver.username,
        leaver=row.leaver.name,
        heir=row.heir.username,
        heir_id=row.heir_id,
        count=passing.count,
    )
    audit.record(
        event, by=BY, at=at, on_behalf_of=row.planned_by, cause=row.reason, changes=changes
    )


def _hand_on_parts(row: Handover, passing: Holdings, at: datetime) -> None:
    """The heir follows in each part; where they hold it already, the leaver's only ends."""
    since = min(row.on, localdate(at))
    parts = [one for one in passing.parts if one.valid_from <= since]
    double = register.held_already(parts, row.heir)
    follows = [one for one in parts if one.pk not in double]
    if follows:
        handovers = [
            projects.Handover(
                responsibility_id=one.pk,
                holder=Holder(
                    unit_id=one.unit_id,
                    body=one.body,
                    credit_code=one.credit_code,
                    person=row.heir.name,
                    post=one.post,
                    user_id=row.heir_id,
                ),
                since=since,
                reason=row.reason,
            )
            for one in follows
        ]
        projects.hand_over(by=BY, at=at, handovers=handovers)
    ending = [one for one in parts if one.pk in double and one.valid_from < since]
    if ending:
        endings = [
            projects.Ending(responsibility_id=one.pk, until=since, reason=row.reason)
            for one in ending
        ]
        projects.end(by=BY, at=at, endings=endings)


def _hand_on_tasks(row: Handover, tasks: Sequence[Task]) -> list[Change]:
    Task.objects.filter(pk__in=[one.pk for one in tasks]).update(person=row.heir)
    passed = {"person_id": (row.leaver_id, row.heir_id)}
    return [Change("coordination_task", one.pk, passed) for one in tasks]


def _readdress(row: Handover, addressed: Sequence[Addressee], at: datetime) -> list[Change]:
    """The heir is addressed instead and signs anew; who leads is written last."""
    mine = Addressee.objects.filter(pk__in=[one.pk for one in addressed])
    leading = {one.instruction_id for one in addressed if one.leads}
    mine.update(taken_off_at=at, leads=False)
    already = Addressee.objects.filter(
        user=row.heir,
        taken_off_at=None,
        instruction__in=[one.instruction_id for one in addressed],
    )
    known = set(already.values_list("instruction_id", flat=True))
    already.filter(instruction__in=leading).update(leads=True)
    Addressee.objects.bulk_create(
        Addressee(
            instruction_id=one.instruction_id,
            user=row.heir,
            leads=one.instruction_id in leading,
        )
        for one in addressed
        if one.instruction_id not in known
    )
    return [
        Change("coordination_addressee", one.pk, {"taken_off_at": (None, at)}) for one in addressed
    ]
