"""Instructions entered from a paper or by word of mouth, amended with a reason, withdrawn."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Addressee, Instruction, Wording
from ballast.dispatch.coordination.rules import Fault, Form
from ballast.dispatch.coordination.selectors import INSTRUCTION, Pick
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import selectors as papers
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects

from .attaching import attach
from .events import InstructionsAmended, InstructionsEntered, InstructionsWithdrawn
from .refusals import InstructionsRefused, no_instruction

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

TABLE = "coordination_instruction"
CLOSING = ("closed_at", "closed_by", "why_closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionDraft:
    """What is entered: whose words, given how, about what, to whom. ``lead`` answers for it."""

    leader_id: int
    said_on: date
    form: Form
    words: str
    lead: Pick | None
    others: Sequence[Pick] = ()
    post: str = ""
    paper_id: int | None = None
    project_ids: Collection[int] = ()
    limit: date | None = None
    scans: Sequence[Upload] = ()

    @property
    def picks(self) -> list[Pick]:
        """Each addressee once, the one that leads first."""
        return list(dict.fromkeys([*([self.lead] if self.lead else []), *self.others]))


@transaction.atomic
def enter(*, by: Actor, at: datetime, drafts: Sequence[InstructionDraft]) -> list[Instruction]:
    """Enter instructions and deliver them to their addressees.

    Raises ``NotAllowed``, ``InstructionsRefused``, and as ``files.add`` does of a scan.
    """
    person = entering_person(by, at)
    refuse([fault for one in drafts for fault in _faults(one, person, localdate(at))])
    rows = Instruction.objects.bulk_create(
        Instruction(
            leader_id=one.leader_id,
            post=one.post,
            said_on=one.said_on,
            form=one.form,
            paper_id=one.paper_id,
            words=one.words.strip(),
            limit=one.limit,
            entered_by=person,
            entered_at=at,
        )
        for one in drafts
    )
    drafted = dict(zip((row.pk for row in rows), drafts, strict=True))
    Wording.objects.bulk_create(
        Wording(instruction=row, words=row.words, limit=row.limit, by=by.label, at=at)
        for row in rows
    )
    _address({pk: one.picks for pk, one in drafted.items()}, drafted)
    _concern(drafted)
    changes = [Change(TABLE, row.pk, _told(None, row, drafted[row.pk])) for row in rows]
    event = InstructionsEntered(subject=subject(rows), count=len(rows), ids=ids_of(rows))
    audit.record(event, by=by, at=at, changes=changes)
    for pk, one in drafted.items():
        attach(by=by, at=at, owner=INSTRUCTION, key=pk, uploads=one.scans, only_scans=True)
    return rows


@transaction.atomic
def amend(
    *, by: Actor, at: datetime, drafts: Mapping[int, InstructionDraft], reason: str
) -> list[Instruction]:
    """Let instructions read and reach as drafted, by their ids; what they read before is kept.

    Leader, day and form stay; what was closed is open again. Who is addressed no more sees it no
    more; who is told anew signs anew only where words or limit changed. Raises as ``enter``.
    """
    person = entering_person(by, at)
    rows = held(person, at, drafts)
    faults = [fault for one in drafts.values() for fault in _faults(one, person, localdate(at))]
    refuse([*faults, *_unreasoned(reason), *gone(rows)])
    before = {row.pk: (row.words, row.limit) for row in rows}
    changes = []
    for row in rows:
        draft = drafts[row.pk]
        row.words, row.limit = draft.words.strip(), draft.limit
        row.post, row.paper_id = draft.post, draft.paper_id
        open_again(row)
        changes.append(Change(TABLE, row.pk, _told(before[row.pk], row, draft)))
    Instruction.objects.bulk_update(rows, ["words", "limit", "post", "paper_id", *CLOSING])
    reworded = [row for row in rows if before[row.pk] != (row.words, row.limit)]
    Wording.objects.bulk_create(
        Wording(
            instruction=row, words=row.words, limit=row.limit, by=by.label, at=at, reason=reason
        )
        for row in reworded
    )
    _readdress(drafts, {row.pk for row in reworded}, at)
    _concern(drafts)
    event = InstructionsAmended(subject=subject(rows), count=len(rows), ids=ids_of(rows))
    audit.record(event, by=by, at=at, changes=changes)
    for pk, one in drafts.items():
        attach(by=by, at=at, owner=INSTRUCTION, key=pk, uploads=one.scans, only_scans=True)
    return rows


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, ids: Collection[int], reason: str) -> list[Instruction]:
    """Withdraw instructions; they stay in sight as withdrawn. Raises as ``enter``."""
    person = entering_person(by, at)
    rows = held(person, at, ids)
    refuse([*_unreasoned(reason), *gone(rows)])
    for row in rows:
        row.withdrawn_at, row.why_withdrawn = at, reason.strip()
    Instruction.objects.bulk_update(rows, ["withdrawn_at", "why_withdrawn"])
    changes = [Change(TABLE, row.pk, {"withdrawn_at": (None, at)}) for row in rows]
    event = InstructionsWithdrawn(subject=subject(rows), count=len(rows), ids=ids_of(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


def entering_person(by: Actor, at: datetime) -> "User":
    identity.insist(by, "instruction.enter", at=at)
    person = people.person(by)
    if person is None:  # a job has nobody's words to enter
        raise identity.NotAllowed
    return person


def held(person: "User", at: datetime, ids: Collection[int]) -> list[Instruction]:
    """Those of these that the person entered, or follows as the office; locked, or refused."""
    on = localdate(at)
    seen = selectors.instructions(person, on).filter(pk__in=ids)
    if not people.scope_of(person, on).may("instruction.follow"):
        seen = seen.filter(entered_by=person)
    known = set(seen.values_list("pk", flat=True))
    if known != set(ids) or not known:
        no_instruction()
    return list(Instruction.objects.select_for_update().filter(pk__in=known).order_by("pk"))


def _faults(one: InstructionDraft, person: "User", on: date) -> Iterator[Fault]:
    found = {
        "words": ("instruction_without_words", not one.words.strip()),
        "said_on": ("instruction_ahead", one.said_on > on),
        "lead": ("instruction_to_nobody", one.lead is None),
        "limit": ("instruction_limit_before", one.limit is not None and one.limit < one.said_on),
    }
    yield from (Fault(code, {}, field) for field, (code, wrong) in found.items() if wrong)
    served = {user.pk for user in selectors.leaders_served(person, on, one.said_on)}
    if one.leader_id not in served:
        yield Fault("instruction_not_a_leaders", {}, "leader")
    wanted = set(one.project_ids)
    if projects.visible_to(person, on).filter(pk__in=wanted).count() < len(wanted):
        yield Fault("instruction_project_unknown", {}, "projects")
    shown = papers.visible_to(person, on)
    if one.paper_id is not None and not shown.filter(pk=one.paper_id).exists():
        yield Fault("instruction_paper_unknown", {}, "paper")


def _unreasoned(reason: str) -> list[Fault]:
    return [] if reason.strip() else [Fault("instruction_without_reason", {}, "reason")]


def gone(rows: Sequence[Instruction]) -> list[Fault]:
    return [Fault("instruction_withdrawn") for row in rows if row.withdrawn_at is not None]


refuse = InstructionsRefused.where


def _address(
    picks: Mapping[int, Sequence[Pick]], drafts: Mapping[int, InstructionDraft]
) -> list[Addressee]:
    return Addressee.objects.bulk_create(
        Addressee(
            instruction_id=pk,
            unit_id=pick.unit_id,
            user_id=pick.user_id,
            leads=pick == drafts[pk].lead,
        )
        for pk, own in picks.items()
        for pick in own
    )


def _readdress(drafts: Mapping[int, InstructionDraft], reworded: set[int], at: datetime) -> None:
    """Take off who is addressed no more, add who is new; who has signed for other words signs anew.

    Who leads is written last, for only one may at any time.
    """
    rows = list(Addressee.objects.filter(instruction__in=drafts, taken_off_at=None).order_by("pk"))
    for row in rows:
        draft = drafts[row.instruction_id]
        pick = selectors.picked(row)
        row.leads = pick == draft.lead
        if pick not in draft.picks:
            row.taken_off_at, row.leads = at, False
        elif row.instruction_id in reworded:
            row.received_by, row.received_at = "", None
    Addressee.objects.filter(pk__in=[row.pk for row in rows]).update(leads=False)
    Addressee.objects.bulk_update(rows, ["leads", "taken_off_at", "received_by", "received_at"])
    stay = {(row.instruction_id, selectors.picked(row)) for row in rows if not row.taken_off_at}
    new = {pk: [p for p in one.picks if (pk, p) not in stay] for pk, one in drafts.items()}
    _address(new, drafts)


def _concern(drafts: Mapping[int, InstructionDraft]) -> None:
    """Write which projects each is about."""
    through = Instruction.projects.through
    through.objects.filter(instruction__in=drafts).delete()
    through.objects.bulk_create(
        through(instruction_id=pk, project_id=project)
        for pk, one in drafts.items()
        for project in sorted(set(one.project_ids))
    )


def _told(
    before: tuple[str, date | None] | None, row: Instruction, draft: InstructionDraft
) -> dict[str, tuple[object, object]]:
    """What the journal keeps: the digest of the words, for it is read by who may not see them."""
    words, limit = before or ("", None)
    told: dict[str, tuple[object, object]] = {
        "words_digest": (digest(words), digest(row.words)),
        "limit": (limit, row.limit),
        "addressees": (None, [f"{p.unit_id or ''}/{p.user_id or ''}" for p in draft.picks]),
    }
    if before is None:
        told |= {"leader_id": (None, row.leader_id), "said_on": (None, row.said_on)}
        told |= {"form": (None, str(row.form)), "paper_id": (None, row.paper_id)}
    return told


def digest(words: str) -> str | None:
    return sha256(words.encode()).hexdigest() if words else None


def subject(rows: Sequence[Instruction]) -> str:
    return str(rows[0].pk) if rows else ""


def ids_of(rows: Sequence[Instruction]) -> tuple[int, ...]:
    return tuple(row.pk for row in rows)


def open_again(row: Instruction) -> None:
    """A new word came: what was closed waits again."""
    row.closed_at, row.closed_by, row.why_closed = None, "", ""
