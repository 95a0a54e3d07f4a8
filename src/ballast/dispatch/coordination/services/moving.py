"""The office reminds, extends, closes, reopens and withdraws sweeps."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Step, Sweep
from ballast.dispatch.coordination.rules import Act, Fault, State
from ballast.dispatch.coordination.rules.sweeps import FROM, WITH_DAY, WITH_REASON
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from .events import SweepsMoved
from .refusals import SweepsRefused, no_sweep
from .telling import who_answers

_TO: Mapping[Act, State] = {
    Act.CLOSE: State.CLOSED,
    Act.REOPEN: State.OPEN,
    Act.WITHDRAW: State.WITHDRAWN,
}


def remind_sweeps(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Remind everybody who can answer a line that is not answered; how many people that is."""
    with transaction.atomic():
        rows = _moved(Act.REMIND, by, at, ids)
        return len(set().union(*who_answers(rows, localdate(at)).values()))


def close_sweeps(*, by: Actor, at: datetime, ids: Collection[int]) -> list[Sweep]:
    """Take no more answers. Raises ``NotAllowed``, ``SweepsRefused``, as each of these does."""
    with transaction.atomic():
        return _moved(Act.CLOSE, by, at, ids)


def extend_sweeps(
    *, by: Actor, at: datetime, ids: Collection[int], due_on: date, reason: str
) -> list[Sweep]:
    """Give time until another day; what was late by the day before may be in time by this one."""
    with transaction.atomic():
        return _moved(Act.EXTEND, by, at, ids, due_on=due_on, reason=reason)


def reopen_sweeps(
    *, by: Actor, at: datetime, ids: Collection[int], due_on: date, reason: str
) -> list[Sweep]:
    """Take answers again, until a day."""
    with transaction.atomic():
        return _moved(Act.REOPEN, by, at, ids, due_on=due_on, reason=reason)


def withdraw_sweeps(*, by: Actor, at: datetime, ids: Collection[int], reason: str) -> list[Sweep]:
    """Ask for it no more; what was answered is kept, and seen by the office alone."""
    with transaction.atomic():
        return _moved(Act.WITHDRAW, by, at, ids, reason=reason)


def _moved(
    act: Act,
    by: Actor,
    at: datetime,
    ids: Collection[int],
    *,
    due_on: date | None = None,
    reason: str = "",
) -> list[Sweep]:
    """The sweeps as the act leaves them, written and journalled."""
    identity.insist(by, "sweep.manage", at=at)
    rows = list(Sweep.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if len(rows) < len(set(ids)) or not rows:
        no_sweep()
    if faults := list(_faults(act, rows, due_on, reason, localdate(at))):
        raise SweepsRefused(faults)
    changes = []
    for row in rows:
        before = (row.state, row.due_on)
        row.state = _TO.get(act, State(row.state))
        row.due_on = due_on or row.due_on
        told = {"state": (before[0], row.state), "due_on": (before[1], row.due_on)}
        changes.append(
            Change("coordination_sweep", row.pk, {k: v for k, v in told.items() if v[0] != v[1]})
        )
    Sweep.objects.bulk_update(rows, ["state", "due_on"])
    Step.objects.bulk_create(
        Step(sweep=row, act=act, by=by.label, at=at, words=reason.strip(), due_on=due_on)
        for row in rows
    )
    told_of = tuple(row.pk for row in rows)
    event = SweepsMoved(subject=str(rows[0].pk), act=act.value, count=len(rows), ids=told_of)
    audit.record(event, by=by, at=at, cause=reason.strip(), changes=changes)
    return rows


def _faults(
    act: Act, rows: Sequence[Sweep], due_on: date | None, reason: str, on: date
) -> Iterator[Fault]:
    for row in rows:
        if row.state not in FROM[act]:
            yield Fault("sweep_not_so", {"title": row.title})
    if act in WITH_REASON and not reason.strip():
        yield Fault("sweep_without_reason", {}, "reason")
    if act in WITH_DAY and (due_on is None or due_on < on):
        yield Fault("sweep_due_passed", {}, "due_on")
