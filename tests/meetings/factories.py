"""Meetings for tests, made through the services."""

from ballast.dispatch.meetings import services
from ballast.dispatch.meetings.models import Meeting
from ballast.dispatch.meetings.rules import Act, Kind, Occasion, Part, State
from ballast.dispatch.meetings.services import GatheringDraft, MeetingDraft, Seat
from tests.identity.factories import ACTOR, NOW

TODAY = NOW.date()
WAY = (Act.FIX, Act.START, Act.END, Act.SEND)


def draft_meeting(**said):
    usual = {"kind": Kind.OBSERVATION, "title": "9月份全市重点项目现场调度会", "held_on": TODAY}
    return MeetingDraft(**{**usual, **said})


def make_meeting(*, units=(), until=None, chair="王副市长", at=NOW, **said):
    """A meeting that these units attend, moved on to the state ``until``."""
    draft = draft_meeting(chair=chair, **said)
    [one] = services.plan(by=ACTOR, at=at, drafts=[draft])
    if units:
        seats = [Seat(unit_id=unit.pk, part=Part.ATTENDS, person="张三") for unit in units]
        services.attend(by=ACTOR, at=at, pk=one.pk, seats=seats)
    return move_to(one, until, at=at)


def move_to(one, until, at=NOW):
    one = Meeting.objects.get(pk=one.pk)
    if until is State.ASKING:
        return services.move(by=ACTOR, at=at, pk=one.pk, act=Act.ASK, seen=State(one.state))
    for act in WAY:
        if until is None or one.state == until:
            break
        if one.state in services.planning.MOVES[act].since:
            one = services.move(by=ACTOR, at=at, pk=one.pk, act=act, seen=State(one.state))
    return one


def make_gathering(projects, *, kind=Occasion.MASS_START, held_on=TODAY, at=NOW):
    ids = [one.pk for one in projects]
    draft = GatheringDraft(kind=kind, title="三季度集中开工", held_on=held_on, project_ids=ids)
    return services.enter(by=ACTOR, at=at, draft=draft)
