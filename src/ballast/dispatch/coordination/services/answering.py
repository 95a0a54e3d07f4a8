"""Answers kept as drafts and handed in, from a page or from a workbook, with their proofs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import (
    Fault,
    Question,
    State,
    Unread,
    complete,
    mark,
    read,
)
from ballast.dispatch.coordination.selectors import ANSWER
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .events import AnswersHandedIn, AnswersKept
from .refusals import AnswersRefused, SweepClosed, no_sweep

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

_TABLE = "coordination_duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was said for one line, by question, as it was typed or stands in a cell.

    ``places`` name each for a fault (C5, or the project and the question); ``seen`` is the mark
    of the answers it was written over, empty where none was shown. ``uploads`` are proofs to keep,
    ``drops`` the ids of those to take away.
    """

    duty_id: int
    said: Mapping[str, object]
    places: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""
    uploads: Sequence[Upload] = ()
    drops: Collection[int] = ()


@transaction.atomic
def keep(*, by: Actor, at: datetime, sweep_id: int, given: Sequence[Given]) -> int:
    """Keep answers as drafts, complete or not; how many lines changed.

    Raises ``NotAllowed``, ``SweepsRefused``, ``SweepClosed``, ``AnswersRefused``, and of a proof
    as ``files.add`` does.
    """
    sweep, rows = _reached(by, at, sweep_id, [one.duty_id for one in given])
    values, faults = _read(sweep, rows, given)
    if faults:
        raise AnswersRefused(faults)
    changed = [rows[pk] for pk in values if mark(values[pk]) != mark(_current(rows[pk]))]
    changes = []
    for row in changed:
        changes.append(Change(_TABLE, row.pk, _moved(_current(row), values[row.pk])))
        row.draft, row.answered_by = values[row.pk], by.label
    Duty.objects.bulk_update(changed, ["draft", "answered_by"])
    if changed:
        event = AnswersKept(subject=str(sweep.pk), count=len(changed))
        audit.record(event, by=by, at=at, changes=changes)
    _put_proofs(by, at, given)
    return len(changed)


@transaction.atomic
def hand_in(*, by: Actor, at: datetime, sweep_id: int, given: Sequence[Given]) -> int:
    """Hand in the lines in which something is said; how many. The others stay as they are.

    A line of which a required answer is missing is a fault. Raises as ``keep``.
    """
    sweep, rows = _reached(by, at, sweep_id, [one.duty_id for one in given])
    values, faults = _read(sweep, rows, given)
    told = {one.duty_id: one for one in given}
    begun = {pk: said for pk, said in values.items() if any(said.values())}
    for pk, said in begun.items():
        for question in complete(sweep.questions, said):
            faults.append(_fault("answer_missing", told[pk], question))
    if faults:
        raise AnswersRefused(faults)
    on, changes, moved = localdate(at), [], []
    for pk, said in begun.items():
        row = rows[pk]
        if row.handed_in_on is not None and mark(row.values) == mark(said):
            row.draft = {}
            moved.append(row)
            continue
        changes.append(Change(_TABLE, pk, _moved(row.values, said)))
        row.values, row.draft, row.answered_by = said, {}, by.label
        row.handed_in_at, row.handed_in_on = row.handed_in_at or at, row.handed_in_on or on
        moved.append(row)
    fields = ["values", "draft", "answered_by", "handed_in_at", "handed_in_on"]
    Duty.objects.bulk_update(moved, fields)
    if changes:
        event = AnswersHandedIn(subject=str(sweep.pk), count=len(changes))
        audit.record(event, by=by, at=at, changes=changes)
    _put_proofs(by, at, given)
    return len(begun)


def _put_proofs(by: Actor, at: datetime, given: Sequence[Given]) -> None:
    """Put proofs to lines and take others away; nobody has to give any."""
    for one in given:
        owner = {"owner_kind": ANSWER, "owner_key": str(one.duty_id)}
        if one.drops:
            files.remove(by=by, at=at, file_ids=one.drops, **owner)
        if one.uploads:
            files.add(by=by, at=at, uploads=one.uploads, **owner)


def _reached(
    by: Actor, at: datetime, sweep_id: int, duty_ids: Collection[int]
) -> tuple[Sweep, dict[int, Duty]]:
    """The sweep, held open until the end, and those of its lines; all the actor's, or refused."""
    identity.insist(by, "sweep.answer", at=at)
    person: User | None = people.person(by)
    if person is None:
        raise identity.NotAllowed
    mine = selectors.reached(person, localdate(at)).filter(sweep=sweep_id)
    seen = set(mine.filter(pk__in=duty_ids).values_list("pk", flat=True))
    sweep = Sweep.objects.select_for_update().filter(pk=sweep_id).first()
    if sweep is None or (not seen and not mine.exists()):
        no_sweep()
    if sweep.state != State.OPEN:
        raise SweepClosed
    if seen != set(duty_ids):
        raise AnswersRefused([Fault("answer_not_yours")])
    rows = Duty.objects.select_for_update().filter(pk__in=seen).order_by("pk")
    return sweep, {row.pk: row for row in rows}


def _read(
    sweep: Sweep, rows: Mapping[int, Duty], given: Sequence[Given]
) -> tuple[dict[int, dict[str, str]], list[Fault]]:
    """The answers of each line as stored, and all that is wrong with them."""
    values: dict[int, dict[str, str]] = {}
    faults: list[Fault] = []
    for one in given:
        current = _current(rows[one.duty_id])
        said, wrong = _read_line(sweep.questions, one, current)
        faults += wrong
        if one.seen and mark(current) != one.seen:
            if mark(said) != one.seen:
                faults.append(_fault("answer_changed_meanwhile", one, sweep.questions[0]))
            said = dict(current)  # untouched here, and answered elsewhere
        values[one.duty_id] = said
    return values, faults


def _read_line(
    questions: Sequence[Question], given: Given, current: Mapping[str, str]
) -> tuple[dict[str, str], list[Fault]]:
    """What is not said at all stays as it was."""
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for one in questions:
        try:
            said = given.said.get(one.code, current.get(one.code, ""))
            values[one.code] = read(one, said)
        except Unread as fault:
            faults.append(_fault(fault.code, given, one, said=fault.said))
    return {code: said for code, said in values.items() if said}, faults


def _fault(code: str, given: Given, question: Question, **said: str) -> Fault:
    place = given.places.get(question.code, question.words)
    return Fault(code, {"place": place, "said": "", **said}, f"{given.duty_id}-{question.code}")


def _current(row: Duty) -> Mapping[str, str]:
    """What is answered for a line now: a draft lies over what was handed in."""
    current: Mapping[str, str] = row.draft or row.values
    return current


def _moved(
    before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, tuple[str | None, str | None]]:
    codes = [*dict.fromkeys([*before, *after])]
    return {
        code: (before.get(code), after.get(code))
        for code in codes
        if before.get(code) != after.get(code)
    }
