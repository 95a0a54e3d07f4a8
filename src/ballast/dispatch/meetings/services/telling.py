"""Notices of meetings: what is asked of whom, and where it is answered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from ballast.dispatch.meetings.models import Meeting, Opinion, Topic
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling


def tell_asking(row: Meeting, at: datetime) -> None:
    """Who may ask for topics learns that a meeting asks for them."""
    on = localdate(at)
    to = identity.people_with("meeting.answer", on) - identity.people_with("meeting.run", on)
    _tell("meeting_asks_topics", to, row, "", at)


def tell_asked(row: Meeting, at: datetime) -> None:
    """The office learns, once a day, that topics wait to be admitted."""
    on = localdate(at)
    _tell("meeting_topics_wait", identity.people_with("meeting.run", on), row, f"{on}", at)


def tell_sent_back(row: Meeting, topics: Sequence[Topic], entry: int, at: datetime) -> None:
    """Who asked learns that a topic came back; ``entry`` of the journal says so."""
    units = {one.unit_id for one in topics if one.unit_id}
    for unit, people in identity.people_in(units, "meeting.answer", localdate(at)).items():
        _tell("meeting_topic_back", people, row, f"{unit} {entry}", at)


def tell_opinions(rows: Sequence[Opinion], topic: Topic, at: datetime) -> None:
    """Who is asked for an opinion learns by when."""
    speak = identity.people_in({one.unit_id for one in rows}, "meeting.answer", localdate(at))
    told = [
        Telling(
            kind="meeting_opinion",
            to=speak.get(one.unit_id, set()),
            params={"title": topic.title, "due": f"{one.due_on}"},
            link=reverse("meetings:agenda", args=[topic.meeting.number]),
            about=f"opinion {one.pk}",
        )
        for one in rows
    ]
    notices.tell_all(told, at=at)


def _tell(kind: str, to: Collection[int], row: Meeting, about: str, at: datetime) -> None:
    notices.tell(
        kind=kind,
        to=to,
        params={"title": row.title},
        link=reverse("meetings:agenda", args=[row.number]),
        at=at,
        about=f"{kind} {row.pk} {about}",
    )
