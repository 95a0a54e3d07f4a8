"""Units answer checks: true or wrong, why, with proofs, and what the city is to settle."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.alerts.messages import FAMILIES
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import OPEN, CheckState, says_something
from ballast.dispatch.alerts.selectors import checks
from ballast.dispatch.coordination.rules import Cause
from ballast.kernel.errors import Fault, Faulty
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .asking import TABLE
from .matters import put_matters

_LONGEST = 1_000


class ChecksRefused(Faulty):
    """No answer was taken over; ``faults`` names each by its project."""

    code = "checks_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksAnswered(Event):
    """Checks were answered; the subject is the period of the first."""

    code: ClassVar[str] = "alerts.checks_answered"
    checks: tuple[int, ...]
    true: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """What a unit says of one check.

    ``is_true`` false: the figure is wrong, and ``words`` say what is wrong with it. ``asks`` is
    what the city is to settle, empty where the unit settles it itself; ``lead_id`` who shall
    settle it, if not the unit at its own level. ``place`` names the answer for a fault.
    ``uploads`` are proofs to keep, ``drops`` the ids of those to take away.
    """

    check_id: int
    is_true: bool | None
    cause: str = ""
    words: str = ""
    asks: str = ""
    lead_id: int | None = None
    place: str = ""
    uploads: Sequence[Upload] = ()
    drops: Collection[int] = ()


@transaction.atomic
def answer_checks(
    *, by: Actor, at: datetime, answers: Sequence[CheckAnswer], as_one: bool = False
) -> list[Check]:
    """Answer checks; what is true and is to be settled by the city becomes a matter at once.

    One matter for a project, or with ``as_one`` one for all of them; where one of the same
    warning is still open, that one. A figure said to be wrong keeps its lamp: the check waits
    until it is judged again. Raises ``NotAllowed``, ``ChecksRefused``, and of a proof as
    ``files.add`` does.
    """
    identity.insist(by, checks.ANSWERS, at=at)
    rows = _held(by, at, answers)
    if faults := [fault for one in answers for fault in _faults(one, rows.get(one.check_id))]:
        raise ChecksRefused(faults)
    if not answers:
        return []
    changes = []
    for one in answers:
        row = rows[one.check_id]
        before = row.state
        _write(row, one, by, at)
        told = {"check": (before, row.state), "cause": ("", row.cause), "words": ("", row.words)}
        changes.append(Change(TABLE, row.pk, told))
    answered = [rows[one.check_id] for one in answers]
    leads = {one.check_id: one.lead_id for one in answers if one.lead_id}
    put_matters(by, at, [row for row in answered if row.asks], leads, as_one=as_one)
    Check.objects.bulk_update(answered, _FIELDS)
    event = ChecksAnswered(
        subject=answered[0].period,
        checks=tuple(row.pk for row in answered),
        true=sum(row.is_true is True for row in answered),
        wrong=sum(row.is_true is False for row in answered),
    )
    audit.record(event, by=by, at=at, changes=changes)
    _put_proofs(by, at, answers)
    return answered


_FIELDS = (
    "state",
    "is_true",
    "cause",
    "words",
    "asks",
    "answered_at",
    "answered_on",
    "answered_by",
    "issue",
)


def _held(by: Actor, at: datetime, answers: Sequence[CheckAnswer]) -> dict[int, Check]:
    """Those of the checks that the actor answers, locked."""
    ids = [one.check_id for one in answers]
    person = people.person(by)
    rows = Check.objects.all() if person is None else checks.mine(person, localdate(at))
    within = set(rows.filter(pk__in=ids).values_list("pk", flat=True))
    held = Check.objects.select_for_update(of=("self",)).filter(pk__in=within)
    asked = held.select_related("warning__project", "issue").order_by("pk")
    return {row.pk: row for row in asked}


def _faults(one: CheckAnswer, row: Check | None) -> Iterator[Fault]:
    if row is None:
        yield Fault("check_not_yours")
        return
    about = row.warning
    place = one.place or f"{about.project.name} · {FAMILIES[about.family]}"
    codes = _wrong(one) if row.state in OPEN else {"": "check_answered_already"}
    for field, code in codes.items():
        yield Fault(code, {"place": place, "most": _LONGEST}, f"{row.pk}-{field}")


def _wrong(one: CheckAnswer) -> dict[str, str]:
    """What is wrong with an answer, by its field."""
    found = {}
    if one.is_true is None:
        found["verdict"] = "check_without_verdict"
    if one.is_true and one.cause not in set(Cause):
        found["cause"] = "check_without_cause"
    if not says_something(one.words):
        found["words"] = "check_says_nothing"
    if one.asks.strip() and one.is_true is False:
        found["asks"] = "check_wrong_asks"
    elif one.asks.strip() and not says_something(one.asks):
        found["asks"] = "check_asks_nothing"
    for field in ("words", "asks"):
        if len(getattr(one, field)) > _LONGEST:
            found[field] = "check_too_long"
    return found


def _write(row: Check, one: CheckAnswer, by: Actor, at: datetime) -> None:
    row.state = CheckState.ANSWERED if one.is_true else CheckState.CORRECTING
    row.is_true = one.is_true
    row.cause = one.cause if one.is_true else ""
    row.words, row.asks = one.words.strip(), one.asks.strip()
    row.answered_at, row.answered_on, row.answered_by = at, localdate(at), by.label


def _put_proofs(by: Actor, at: datetime, answers: Sequence[CheckAnswer]) -> None:
    for one in answers:
        owner = {"owner_kind": checks.EVIDENCE, "owner_key": str(one.check_id)}
        if one.drops:
            files.remove(by=by, at=at, file_ids=one.drops, **owner)
        if one.uploads:
            files.add(by=by, at=at, uploads=one.uploads, **owner)
