"""议题: asked for by units or proposed by the office, admitted or sent back, put in order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.meetings import selectors
from ballast.dispatch.meetings.models import Decision, Meeting, Topic
from ballast.dispatch.meetings.rules import BEFORE, COMING, State, TopicState, topics_until
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .events import TopicPlaced, TopicsAdmitted, TopicsAsked, TopicsSentBack
from .planning import held
from .refusals import MeetingsRefused, refuse
from .telling import tell_asked, tell_sent_back

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

TABLE = "meetings_topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDraft:
    """What a unit, or the office with no unit, asks to be talked about."""

    title: str
    words: str = ""
    unit_id: int | None = None
    issue_id: int | None = None
    promise_id: int | None = None
    project_id: int | None = None
    amount_yuan: Decimal | None = None


@transaction.atomic
def ask(*, by: Actor, at: datetime, pk: int, drafts: Sequence[TopicDraft]) -> list[Topic]:
    """Ask a meeting for topics: a unit while they are asked for, the office until it has ended.

    What the office asks is admitted with it. Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    on, person = localdate(at), people.person(by)
    runs = people.may(by, "meeting.run", on)
    if not runs:
        identity.insist(by, "meeting.answer", at=at)
    row = Meeting.objects.select_for_update().filter(pk=pk).first()
    if row is None or (person and not selectors.meetings(person, on).filter(pk=pk).exists()):
        raise MeetingsRefused([Fault("meeting_unknown")])
    refuse(
        [
            *_closed(row, on, runs=runs),
            *(fault for one in drafts for fault in _faults(one, person, on, runs=runs)),
        ]
    )
    rows = Topic.objects.bulk_create(
        Topic(
            meeting=row,
            title=one.title.strip(),
            words=one.words.strip(),
            unit_id=one.unit_id,
            asked_by=by.label,
            asked_at=at,
            state=TopicState.ADMITTED if runs else TopicState.ASKED,
            issue_id=one.issue_id,
            promise_id=one.promise_id,
            project_id=one.project_id,
            amount_yuan=one.amount_yuan,
        )
        for one in drafts
    )
    keep_places(row, on)
    changes = [Change(TABLE, one.pk, {"title": (None, one.title)}) for one in rows]
    audit.record(TopicsAsked(subject=row.number, count=len(rows)), by=by, at=at, changes=changes)
    if not runs:
        tell_asked(row, at)
    return rows


@transaction.atomic
def admit(
    *, by: Actor, at: datetime, pk: int, ids: Collection[int], advice: str = ""
) -> list[Topic]:
    """Take topics up for a meeting. Raises ``NotAllowed``, ``MeetingsRefused``."""
    row, rows = _waiting(by, at, pk, ids, {TopicState.ASKED, TopicState.SENT_BACK})
    for one in rows:
        one.state, one.reason = TopicState.ADMITTED, ""
        one.advice = advice.strip() or one.advice
    Topic.objects.bulk_update(rows, ["state", "reason", "advice"])
    keep_places(row, localdate(at))
    changes = [Change(TABLE, one.pk, {"state": (None, one.state)}) for one in rows]
    event = TopicsAdmitted(subject=row.number, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def send_back(
    *, by: Actor, at: datetime, pk: int, ids: Collection[int], reason: str
) -> list[Topic]:
    """Send topics back, with a reason; who asked is told. Raises as ``admit``."""
    row, rows = _waiting(by, at, pk, ids, {TopicState.ASKED, TopicState.ADMITTED})
    decided = Decision.objects.filter(topic__in=rows, undone_at=None)
    bound = set(decided.values_list("topic_id", flat=True))
    refuse(
        [
            *([] if reason.strip() else [Fault("topic_without_reason", {}, "reason")]),
            *(Fault("topic_decided", {"title": one.title}) for one in rows if one.pk in bound),
        ]
    )
    for one in rows:
        one.state, one.reason = TopicState.SENT_BACK, reason.strip()
        one.place = one.hand_place = None
    Topic.objects.bulk_update(rows, ["state", "reason", "place", "hand_place"])
    keep_places(row, localdate(at))
    changes = [Change(TABLE, one.pk, {"state": (None, one.state)}) for one in rows]
    event = TopicsSentBack(subject=row.number, count=len(rows))
    entry = audit.record(event, by=by, at=at, changes=changes)
    tell_sent_back(row, rows, entry, at)
    return rows


@transaction.atomic
def place(*, by: Actor, at: datetime, pk: int, topic_id: int, to: int | None) -> Topic:
    """Put a topic at a place of the agenda by hand, counted from 1; None: where the rule has it.

    Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    row, [one] = _waiting(by, at, pk, [topic_id], {TopicState.ADMITTED})
    if row.state not in BEFORE:
        raise MeetingsRefused([Fault("meeting_begun")])
    on = localdate(at)
    lines = selectors.agenda(row, on)
    before = one.hand_place
    one.hand_place = None if to is None else max(1, min(to, len(lines)))
    one.save(update_fields=["hand_place"])
    neighbours = [line.topic for line in lines if line.moved and line.topic.pk != one.pk]
    for other in neighbours:  # who stood there by hand makes room to where it came from
        if one.hand_place is not None and other.hand_place == one.hand_place:
            other.hand_place = next(line.place for line in lines if line.topic.pk == one.pk)
            other.save(update_fields=["hand_place"])
    keep_places(row, on)
    change = Change(TABLE, one.pk, {"hand_place": (before, one.hand_place)})
    audit.record(TopicPlaced(subject=row.number), by=by, at=at, changes=[change])
    return one


def keep_places(row: Meeting, on: date) -> None:
    """Write the order of an agenda that stands; while topics are asked for it is computed."""
    if row.state not in {State.FIXED, State.RUNNING}:
        return
    lines = selectors.agenda(row, on)
    for line in lines:
        line.topic.place = line.place
    Topic.objects.bulk_update([line.topic for line in lines], ["place"])


def _waiting(
    by: Actor, at: datetime, pk: int, ids: Collection[int], states: Collection[TopicState]
) -> tuple[Meeting, list[Topic]]:
    """The meeting, locked, and its topics of these ids, all of them in these states."""
    row = held(by, at, pk)
    rows = list(Topic.objects.filter(meeting=row, pk__in=ids).order_by("pk"))
    faults = [
        Fault("topic_not_there", {"title": one.title}) for one in rows if one.state not in states
    ]
    if len(rows) < len(set(ids)) or not rows:
        faults.append(Fault("topic_unknown"))
    if row.state not in COMING:
        faults.append(Fault("meeting_over"))
    refuse(faults)
    return row, rows


def _closed(row: Meeting, on: date, *, runs: bool) -> Iterator[Fault]:
    """Why no topic is taken any more."""
    if runs and row.state not in COMING:
        yield Fault("meeting_over")
    if not runs and (row.state != State.ASKING or on > topics_until(row.held_on, row.topics_by)):
        yield Fault("topics_closed", {"day": f"{topics_until(row.held_on, row.topics_by)}"})


def _faults(one: TopicDraft, person: "User | None", on: date, *, runs: bool) -> Iterator[Fault]:
    if not one.title.strip():
        yield Fault("topic_without_title", {}, "title")
    if not runs and person and one.unit_id not in selectors.speaks_for(person, on):
        yield Fault("topic_not_your_unit", {}, "unit")
