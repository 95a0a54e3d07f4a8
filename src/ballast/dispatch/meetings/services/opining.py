"""拟办意见、书面意见: the office advises, departments are asked in writing by a day and answer."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.meetings import selectors
from ballast.dispatch.meetings.models import Opinion, Topic
from ballast.dispatch.meetings.rules import PAST
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity

from .events import OpinionGiven, OpinionsAsked, TopicAdvised
from .refusals import MeetingsRefused, refuse
from .telling import tell_opinions


@transaction.atomic
def advise(*, by: Actor, at: datetime, topic_id: int, words: str) -> Topic:
    """Write the office's advice. Raises ``NotAllowed``, ``MeetingsRefused``."""
    topic = _topic(by, at, topic_id)
    before, topic.advice = topic.advice, words.strip()
    topic.save(update_fields=["advice"])
    change = Change("meetings_topic", topic.pk, {"advice": (before, topic.advice)})
    audit.record(TopicAdvised(subject=topic.meeting.number), by=by, at=at, changes=[change])
    return topic


@transaction.atomic
def ask_opinions(
    *, by: Actor, at: datetime, topic_id: int, unit_ids: Collection[int], due_on: date
) -> list[Opinion]:
    """Ask units for their written opinion by a day; who was asked already is not asked again.

    Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    topic = _topic(by, at, topic_id)
    asked = set(Opinion.objects.filter(topic=topic).values_list("unit_id", flat=True))
    wanted = sorted(set(unit_ids) - asked)
    refuse(
        [
            *([] if wanted else [Fault("opinion_of_nobody", {}, "units")]),
            *([Fault("opinion_day_past", {}, "due_on")] if due_on < localdate(at) else []),
        ]
    )
    rows = Opinion.objects.bulk_create(
        Opinion(topic=topic, unit_id=unit, due_on=due_on, asked_at=at) for unit in wanted
    )
    changes = [Change("meetings_opinion", one.pk, {"due_on": (None, due_on)}) for one in rows]
    event = OpinionsAsked(subject=topic.meeting.number, count=len(rows))
    audit.record(event, by=by, at=at, changes=changes)
    tell_opinions(rows, topic, at)
    return rows


@transaction.atomic
def opine(*, by: Actor, at: datetime, opinion_id: int, words: str) -> Opinion:
    """Write the opinion that one's unit was asked for; it may be written anew until the meeting.

    Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    identity.insist(by, "meeting.answer", at=at)
    on, person = localdate(at), people.person(by)
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("topic__meeting")
    one = rows.filter(pk=opinion_id).first()
    if one is None or (person and one.unit_id not in selectors.speaks_for(person, on)):
        raise MeetingsRefused([Fault("opinion_unknown")])
    refuse(
        [
            *([] if words.strip() else [Fault("opinion_empty", {}, "words")]),
            *([Fault("meeting_over")] if one.topic.meeting.state in PAST else []),
        ]
    )
    before, one.words = one.words, words.strip()
    one.given_by, one.given_at = by.label, at
    one.save(update_fields=["words", "given_by", "given_at"])
    change = Change("meetings_opinion", one.pk, {"words": (before, one.words)})
    event = OpinionGiven(subject=one.topic.meeting.number)
    audit.record(event, by=by, at=at, changes=[change])
    return one


def _topic(by: Actor, at: datetime, topic_id: int) -> Topic:
    identity.insist(by, "meeting.run", at=at)
    rows = Topic.objects.select_for_update(of=("self",)).select_related("meeting")
    topic = rows.filter(pk=topic_id).first()
    if topic is None:
        raise MeetingsRefused([Fault("topic_unknown")])
    if topic.meeting.state in PAST:
        raise MeetingsRefused([Fault("meeting_over")])
    return topic
