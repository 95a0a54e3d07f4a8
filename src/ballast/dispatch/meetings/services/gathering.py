"""Events are entered with their projects; thirty and ninety days later somebody looks again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from ballast.dispatch.meetings.models import Gathering, Look, RouteStop
from ballast.dispatch.meetings.rules import Occasion, State, looks
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling
from ballast.projects import selectors as projects

from .events import GatheringEntered, GatheringLookedAt, RouteSet
from .planning import held
from .refusals import MeetingsRefused, refuse

MOST_STOPS = 12  # nobody visits more in a day


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringDraft:
    """What was started, signed or promoted together, and where."""

    kind: Occasion
    title: str
    held_on: date
    place: str = ""
    project_ids: Sequence[int] = ()


@transaction.atomic
def enter(*, by: Actor, at: datetime, draft: GatheringDraft) -> Gathering:
    """Enter an event, with the days on which is looked again.

    Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    identity.insist(by, "meeting.run", at=at)
    refuse(_faults(draft, by, localdate(at)))
    row = Gathering.objects.create(
        kind=draft.kind,
        title=draft.title.strip(),
        held_on=draft.held_on,
        place=draft.place.strip(),
        made_by=by.label,
        made_at=at,
    )
    ids = list(dict.fromkeys(draft.project_ids))
    through = Gathering.projects.through
    through.objects.bulk_create(through(gathering=row, project_id=pk) for pk in ids)
    Look.objects.bulk_create(
        Look(gathering=row, after=after, due_on=day) for after, day in looks(row.held_on)
    )
    change = Change("meetings_gathering", row.pk, {"projects": (None, ids)})
    event = GatheringEntered(subject=str(row.pk), projects=len(ids))
    audit.record(event, by=by, at=at, changes=[change])
    return row


@transaction.atomic
def close_look(*, by: Actor, at: datetime, look_id: int, words: str) -> Look:
    """Say what was found when it was looked again. Raises ``NotAllowed``, ``MeetingsRefused``."""
    identity.insist(by, "meeting.run", at=at)
    row = Look.objects.select_for_update().filter(pk=look_id, closed_at=None).first()
    if row is None:
        raise MeetingsRefused([Fault("look_unknown")])
    refuse(
        [
            *([] if words.strip() else [Fault("look_without_words", {}, "words")]),
            *([Fault("look_too_early")] if localdate(at) < row.due_on else []),
        ]
    )
    row.words, row.closed_by, row.closed_at = words.strip(), by.label, at
    row.save(update_fields=["words", "closed_by", "closed_at"])
    change = Change("meetings_look", row.pk, {"words": ("", row.words)})
    event = GatheringLookedAt(subject=str(row.gathering_id), after=row.after)
    audit.record(event, by=by, at=at, changes=[change])
    return row


@transaction.atomic
def tell_looks(*, at: datetime) -> int:
    """Tell the office of the looks whose day has come, each once; how many."""
    on = localdate(at)
    rows = Look.objects.select_for_update(of=("self",), skip_locked=True)
    due = list(
        rows.filter(due_on__lte=on, told_at=None, closed_at=None).select_related("gathering")
    )
    office = people.people_with("meeting.run", on)
    told = [
        Telling(
            kind="gathering_look",
            to=office,
            params={"title": one.gathering.title, "days": f"{one.after}"},
            link=reverse("meetings:gathering", args=[one.gathering_id]),
            about=f"look {one.pk}",
        )
        for one in due
    ]
    notices.tell_all(told, at=at)
    Look.objects.filter(pk__in=[one.pk for one in due]).update(told_at=at)
    return len(due)


@transaction.atomic
def set_route(*, by: Actor, at: datetime, pk: int, project_ids: Sequence[int]) -> list[RouteStop]:
    """Say which projects a meeting visits, in this order. Raises as ``enter``."""
    row = held(by, at, pk)
    ids = list(dict.fromkeys(project_ids))
    seen = projects.within_reach(by, localdate(at)).filter(pk__in=ids).count()
    refuse(
        [
            *([Fault("minutes_sent")] if row.state == State.SENT else []),
            *([Fault("route_too_long", {"most": MOST_STOPS})] if len(ids) > MOST_STOPS else []),
            *([Fault("gathering_project_unknown", {}, "projects")] if seen < len(ids) else []),
        ]
    )
    before = list(RouteStop.objects.filter(meeting=row).values_list("project_id", flat=True))
    RouteStop.objects.filter(meeting=row).delete()
    rows = RouteStop.objects.bulk_create(
        RouteStop(meeting=row, project_id=project, place=place)
        for place, project in enumerate(ids, 1)
    )
    change = Change("meetings_meeting", row.pk, {"route": (before, ids)})
    audit.record(RouteSet(subject=row.number, stops=len(ids)), by=by, at=at, changes=[change])
    return rows


def _faults(one: GatheringDraft, by: Actor, on: date) -> Iterator[Fault]:
    if not one.title.strip():
        yield Fault("gathering_without_title", {}, "title")
    if not one.project_ids:
        yield Fault("gathering_without_projects", {}, "projects")
    wanted = set(one.project_ids)
    if projects.within_reach(by, on).filter(pk__in=wanted).count() < len(wanted):
        yield Fault("gathering_project_unknown", {}, "projects")
