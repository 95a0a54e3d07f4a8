"""The one door to meetings, and for which units a person speaks at them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from ballast.dispatch.meetings.models import Attendance, Meeting
from ballast.dispatch.meetings.rules import COMING, PAST, State
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import RIGHTS

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the list is asked for; what is empty narrows nothing."""

    states: frozenset[State] = frozenset()
    kind: str = ""
    text: str = ""


def speaks_for(viewer: "User", on: date) -> frozenset[int]:
    """The units for which a person asks for topics and writes opinions: those they work in."""
    held = identity.held_by(viewer, on)
    return frozenset(one.unit_id for one in held if "meeting.answer" in RIGHTS[one.role])


def meetings(viewer: "User", on: date) -> QuerySet[Meeting]:
    """The meetings a person sees, the last one first.

    Who sees the whole city sees all; others those that their units take part in, and those for
    which topics are asked for.
    """
    scope = identity.scope_of(viewer, on)
    rows = Meeting.objects.order_by("-held_on", "-pk")
    if not scope.may("meeting.view"):
        return rows.none()
    if scope.everything:
        return rows
    invited = Attendance.objects.filter(unit__in=scope.unit_ids)
    mine = Q(pk__in=invited.values("meeting"))
    if scope.may("meeting.answer"):
        mine |= Q(state=State.ASKING)
    return rows.filter(mine)


def chosen(rows: QuerySet[Meeting], choice: Choice) -> QuerySet[Meeting]:
    """The part of them that is asked for; those to come in the order in which they come."""
    asked = Q()
    if choice.states:
        asked &= Q(state__in=choice.states)
    if choice.kind:
        asked &= Q(kind=choice.kind)
    for part in choice.text.split():
        asked &= Q(title__icontains=part) | Q(number__iexact=part) | Q(chair__icontains=part)
    rows = rows.filter(asked)
    return rows.order_by("held_on", "pk") if choice.states == COMING else rows


def attendances(meeting: Meeting) -> list[Attendance]:
    """Who takes part, in the order of the units."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("unit")
    return list(rows.order_by("unit__code"))


def last_of_kind(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same kind that was held before this one."""
    before = Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk)
    rows = Meeting.objects.filter(before, kind=meeting.kind, state__in=PAST)
    return rows.order_by("-held_on", "-pk").first()
