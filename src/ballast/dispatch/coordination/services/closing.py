"""办结: what was reported back and heard no new word is closed, or what the office closes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Addressee, ClosingDays, Instruction, Wording
from ballast.dispatch.coordination.rules import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import services as identity

from .entering import CLOSING, TABLE, entering_person, gone, held, ids_of, open_again, refuse
from .events import ClosingDaysSet, InstructionsClosed, InstructionsSpokenAgain

BY_CLOCK = Actor("job", None, "instructions")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherWord:
    """What the leader said of it later, verbatim; the limit it set, if it set another."""

    instruction_id: int
    words: str
    said_on: date
    limit: date | None = None


@transaction.atomic
def speak_again(*, by: Actor, at: datetime, words: Sequence[FurtherWord]) -> list[Instruction]:
    """Write down further words of leaders: everybody signs anew, and who leads reports anew.

    What was closed is open again. Raises ``NotAllowed``, ``InstructionsRefused``.
    """
    person = entering_person(by, at)
    said = {one.instruction_id: one for one in words}
    rows = held(person, at, said)
    refuse([*gone(rows), *(fault for row in rows for fault in _faults(row, said[row.pk], at))])
    changes = []
    for row in rows:
        word = said[row.pk]
        digest = sha256(word.words.strip().encode()).hexdigest()
        fields = {"further_words_digest": (None, digest), "closed_at": (row.closed_at, None)}
        changes.append(Change(TABLE, row.pk, fields))
        open_again(row)
        row.limit = word.limit or row.limit
    Instruction.objects.bulk_update(rows, ["limit", *CLOSING])
    Wording.objects.bulk_create(
        Wording(
            instruction=row,
            words=said[row.pk].words.strip(),
            limit=row.limit,
            by=by.label,
            at=at,
            said_on=said[row.pk].said_on,
        )
        for row in rows
    )
    standing = Addressee.objects.filter(instruction__in=rows, taken_off_at=None)
    standing.update(received_by="", received_at=None)
    event = InstructionsSpokenAgain(subject=str(rows[0].pk), count=len(rows), ids=ids_of(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def close(*, by: Actor, at: datetime, ids: Collection[int], reason: str) -> list[Instruction]:
    """The office closes instructions, for a reason, however far they have come.

    Raises ``NotAllowed``, ``InstructionsRefused``.
    """
    identity.insist(by, "instruction.follow", at=at)
    person = entering_person(by, at)
    rows = held(person, at, ids)
    faults = [] if reason.strip() else [Fault("instruction_without_reason", {}, "reason")]
    faults += [Fault("instruction_closed") for row in rows if row.closed_at is not None]
    refuse([*faults, *gone(rows)])
    _close(rows, by=by, at=at, reason=reason.strip())
    return rows


@transaction.atomic
def close_quiet(*, at: datetime) -> int:
    """Close what was reported back and heard no new word for the working days in force.

    The day of the report does not count; a report made after is a new word as well. How many.
    """
    on = localdate(at)
    first = codelists.calendar().add(on + _DAY, -selectors.closing_days(on))
    quiet = selectors.quiet_since(first - _DAY)
    rows = list(Instruction.objects.select_for_update().filter(pk__in=quiet).order_by("pk"))
    if rows:
        _close(rows, by=BY_CLOCK, at=at, reason="")
    return len(rows)


@transaction.atomic
def set_closing_days(*, by: Actor, at: datetime, days: int, since: date) -> None:
    """From a day on, so many working days without a word close an instruction.

    Raises ``NotAllowed``, ``InstructionsRefused``: none, or a day that is over.
    """
    identity.insist(by, "instruction.follow", at=at)
    found = {
        "days": ("closing_days_none", days < 1),
        "since": ("closing_days_past", since < localdate(at)),
    }
    refuse([Fault(code, {}, field) for field, (code, wrong) in found.items() if wrong])
    before = selectors.closing_days(since)
    row = ClosingDays.objects.create(valid_from=since, days=days, set_by=by.label, set_at=at)
    change = Change("coordination_closingdays", row.pk, {"days": (before, days)})
    audit.record(ClosingDaysSet(subject=f"{since}", days=days), by=by, at=at, changes=[change])


def _close(rows: Sequence[Instruction], *, by: Actor, at: datetime, reason: str) -> None:
    for row in rows:
        row.closed_at, row.closed_by, row.why_closed = at, by.label, reason
    Instruction.objects.bulk_update(rows, CLOSING)
    changes = [Change(TABLE, row.pk, {"closed_at": (None, at)}) for row in rows]
    event = InstructionsClosed(subject=str(rows[0].pk), count=len(rows), ids=ids_of(rows))
    audit.record(event, by=by, at=at, cause=reason, changes=changes)


def _faults(row: Instruction, word: FurtherWord, at: datetime) -> list[Fault]:
    found = {
        "words": ("instruction_without_words", not word.words.strip()),
        "said_on": ("instruction_ahead", word.said_on > localdate(at)),
        "limit": ("instruction_limit_before", bool(word.limit and word.limit < word.said_on)),
    }
    faults = [Fault(code, {}, field) for field, (code, wrong) in found.items() if wrong]
    if word.said_on < row.said_on:
        faults.append(Fault("instruction_word_before", {}, "said_on"))
    return faults
