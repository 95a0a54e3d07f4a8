"""What each visitor gets of the pages of meetings."""

from typing import Any

from ballast.dispatch.meetings import services
from ballast.dispatch.meetings.rules import State
from ballast.dispatch.meetings.services import TopicDraft
from tests.identity.factories import ACTOR, NOW
from tests.meetings.factories import make_gathering, make_meeting
from tests.projects.factories import make_project
from tests.support.places import Guarded, Place


def a_meeting(place: Place) -> list[Any]:
    """Attended by the north alone."""
    return [make_meeting(units=[place.north]).number]


def a_topic(place: Place) -> list[Any]:
    """Asked for by the north, at a meeting that asks everybody for topics."""
    meeting = make_meeting(until=State.ASKING)
    draft = TopicDraft(title="征地", unit_id=place.north.pk)
    [topic] = services.ask(by=ACTOR, at=NOW, pk=meeting.pk, drafts=[draft])
    return [meeting.number, topic.pk]


def an_opinion(place: Place) -> list[Any]:
    number, topic = a_topic(place)
    said = {"unit_ids": [place.north.pk], "due_on": NOW.date()}
    [asked] = services.ask_opinions(by=ACTOR, at=NOW, topic_id=topic, **said)
    return [number, topic, asked.pk]


def a_gathering(place: Place) -> list[Any]:
    """Of a project of the north."""
    return [make_gathering([make_project(unit=place.north)]).pk]


def a_look(place: Place) -> list[Any]:
    row = make_gathering([make_project(unit=place.north)])
    return [row.pk, row.looks.order_by("after")[0].pk]


MEETINGS = {
    "meetings:meetings": Guarded(),
    "meetings:export": Guarded(),
    "meetings:plan": Guarded(),
    "meetings:dispatch": Guarded(),
    "meetings:edit_dispatch": Guarded(),
    "meetings:meeting": Guarded(a_meeting, elsewhere=404),
    "meetings:amend": Guarded(a_meeting),
    "meetings:move": Guarded(a_meeting, here=302, method="post"),
    "meetings:attendance": Guarded(a_meeting),
    "meetings:draft_paper": Guarded(a_meeting, here=302, method="post"),
    "meetings:gatherings": Guarded(),
    "meetings:enter_gathering": Guarded(),
    "meetings:gathering": Guarded(a_gathering, elsewhere=404),
    "meetings:gathering_export": Guarded(a_gathering, elsewhere=404),
    "meetings:close_look": Guarded(a_look, here=422, method="post"),
    "meetings:route": Guarded(a_meeting),
    "meetings:agenda": Guarded(a_meeting, elsewhere=404),
    "meetings:ask": Guarded(a_meeting, elsewhere=404),
    "meetings:propose": Guarded(a_meeting, here=302, method="post"),
    "meetings:admit": Guarded(a_meeting, here=302, method="post"),
    "meetings:send_back": Guarded(a_meeting, here=302, method="post"),
    "meetings:place": Guarded(a_meeting, here=302, method="post"),
    "meetings:topic": Guarded(a_topic, elsewhere=404),
    "meetings:advise": Guarded(a_topic, here=302, method="post"),
    "meetings:ask_opinions": Guarded(a_topic, here=422, method="post"),
    "meetings:opine": Guarded(an_opinion, here=422, elsewhere=404, method="post"),
    "meetings:decisions_export": Guarded(a_meeting, elsewhere=404),
    "meetings:minutes": Guarded(a_meeting, elsewhere=404),
    "meetings:decide": Guarded(a_meeting, here=422, method="post"),
    "meetings:speak": Guarded(a_meeting, here=422, method="post"),
    "meetings:undo": Guarded(a_meeting, here=302, method="post"),
}
