"""A meeting is planned, amended, moved on; who takes part is written down."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Count

from ballast.dispatch.meetings.models import Attendance, Meeting
from ballast.dispatch.meetings.rules import BEFORE, MOVES, Act, Kind, Part, State, number_of
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from .events import AttendanceKept, MeetingAmended, MeetingMoved, MeetingsPlanned
from .refusals import MeetingsRefused, MovedMeanwhile, refuse
from .telling import tell_asking

TABLE = "meetings_meeting"
_LOCK = 0x6D656574  # one number at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """What is planned; ``topics_by`` is the last day to ask for topics."""

    kind: Kind
    title: str
    held_on: date
    starts_at: time | None = None
    place: str = ""
    chair: str = ""
    topics_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A unit's part in a meeting."""

    unit_id: int
    part: Part
    person: str = ""
    reason: str = ""


@transaction.atomic
def plan(*, by: Actor, at: datetime, drafts: Sequence[MeetingDraft]) -> list[Meeting]:
    """Plan meetings; each gets the next number of its year. Raises ``MeetingsRefused``."""
    identity.insist(by, "meeting.run", at=at)
    refuse(fault for one in drafts for fault in _faults(one))
    years = {one.held_on.year for one in drafts}
    last = _last_serials(years)
    rows = []
    for one in drafts:
        last[one.held_on.year] += 1
        number = number_of(one.held_on.year, last[one.held_on.year])
        rows.append(
            Meeting(
                number=number,
                state=State.PLANNED,
                made_by=by.label,
                made_at=at,
                **asdict(one),
            )
        )
    Meeting.objects.bulk_create(rows)
    changes = [Change(TABLE, row.pk, {"number": (None, row.number)}) for row in rows]
    event = MeetingsPlanned(subject=rows[0].number if rows else "", count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    return rows


@transaction.atomic
def amend(*, by: Actor, at: datetime, pk: int, draft: MeetingDraft) -> Meeting:
    """Let a meeting that has not begun be as drafted; its number stays.

    Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    row = held(by, at, pk)
    refuse(_faults(draft))
    if row.state not in BEFORE:
        raise MeetingsRefused([Fault("meeting_begun")])
    told = {name: (getattr(row, name), value) for name, value in asdict(draft).items()}
    for name, (_, value) in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    fields = {name: pair for name, pair in told.items() if pair[0] != pair[1]}
    event = MeetingAmended(subject=row.number)
    audit.record(event, by=by, at=at, changes=[Change(TABLE, row.pk, fields)])
    return row


@transaction.atomic
def move(*, by: Actor, at: datetime, pk: int, act: Act, seen: State, reason: str = "") -> Meeting:
    """Move a meeting on from the state in which it was ``seen``.

    Raises ``NotAllowed``, ``MovedMeanwhile``, ``MeetingsRefused``.
    """
    row = held(by, at, pk)
    if row.state != seen:
        raise MovedMeanwhile(number=row.number)
    refuse(_hindrances(row, act, reason))
    before, row.state = row.state, MOVES[act].to
    if act is Act.CALL_OFF:
        row.why_called_off = reason.strip()
    row.save(update_fields=["state", "why_called_off"])
    change = Change(TABLE, row.pk, {"state": (before, row.state)})
    event = MeetingMoved(subject=row.number, act=act.value)
    audit.record(event, by=by, at=at, changes=[change])
    if act is Act.ASK:
        tell_asking(row, at)
    return row


def minutes_sent(*, at: datetime, numbers: Sequence[str]) -> None:
    """The minutes of these meetings went out as papers; what was marked so already is left."""
    by = Actor("job", None, "meetings")
    for row in Meeting.objects.filter(number__in=numbers, state=State.HELD).order_by("pk"):
        move(by=by, at=at, pk=row.pk, act=Act.SEND, seen=State.HELD)


@transaction.atomic
def attend(*, by: Actor, at: datetime, pk: int, seats: Sequence[Seat]) -> list[Attendance]:
    """Write who takes part; who is not named takes no part. Raises ``MeetingsRefused``."""
    row = held(by, at, pk)
    faults = [
        Fault("excused_without_reason", {"place": place})
        for place, one in enumerate(seats, 1)
        if one.part is Part.EXCUSED and not one.reason.strip()
    ]
    refuse([*faults, *([Fault("minutes_sent")] if row.state == State.SENT else [])])
    before = Attendance.objects.filter(meeting=row).aggregate(count=Count("pk"))["count"]
    Attendance.objects.filter(meeting=row).delete()
    rows = Attendance.objects.bulk_create(
        Attendance(
            meeting=row,
            unit_id=one.unit_id,
            part=one.part,
            person=one.person.strip(),
            reason=one.reason.strip() if one.part is Part.EXCUSED else "",
        )
        for one in {one.unit_id: one for one in seats}.values()
    )
    change = Change(TABLE, row.pk, {"attendances": (before, len(rows))})
    event = AttendanceKept(subject=row.number, count=len(rows))
    audit.record(event, by=by, at=at, changes=[change])
    return rows


def held(by: Actor, at: datetime, pk: int) -> Meeting:
    """The meeting, locked, for who runs meetings. Raises ``NotAllowed``, ``MeetingsRefused``."""
    identity.insist(by, "meeting.run", at=at)
    row = Meeting.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise MeetingsRefused([Fault("meeting_unknown")])
    return row


def _last_serials(years: set[int]) -> dict[int, int]:
    """The last number given in each of these years; nobody else gives one meanwhile."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    found = dict.fromkeys(years, 0)
    for number in Meeting.objects.values_list("number", flat=True):
        year, serial = number.removeprefix("M").split("-")
        if int(year) in found:
            found[int(year)] = max(found[int(year)], int(serial))
    return found


def _faults(one: MeetingDraft) -> Iterator[Fault]:
    if not one.title.strip():
        yield Fault("meeting_without_title", {}, "title")
    if one.topics_by and one.topics_by > one.held_on:
        yield Fault("topics_after_meeting", {}, "topics_by")


def _hindrances(row: Meeting, act: Act, reason: str) -> Iterator[Fault]:
    if row.state not in MOVES[act].since:
        yield Fault("meeting_not_there", {"number": row.number})
    if act is Act.CALL_OFF and not reason.strip():
        yield Fault("called_off_without_reason", {}, "reason")
    if act is Act.SEND and not row.chair.strip():
        yield Fault("meeting_without_chair", {"number": row.number})
