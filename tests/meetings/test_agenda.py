"""Topics: asked for, put in order by the published rule and by hand, and opined on."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.models import Meeting, Opinion, Topic
from ballast.dispatch.meetings.rules import State, TopicState, Weight, by_rule, ordered
from ballast.dispatch.meetings.services import MeetingsRefused, TopicDraft
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from tests.identity.factories import ACTOR, NOW, make_client, make_unit, make_user
from tests.meetings.factories import TODAY, make_meeting, move_to
from tests.meetings.test_meetings import text

EARLY, LATE = NOW, NOW + timedelta(hours=1)
WEIGHTS = st.builds(
    Weight,
    key=st.integers(0, 30),
    is_promise=st.booleans(),
    level=st.integers(0, 3),
    overdue=st.integers(-5, 90),
    at_stake=st.integers(0, 9),
    amount=st.integers(0, 9).map(Decimal),
    asked_at=st.sampled_from([EARLY, LATE]),
)


def weight(key, asked_at=EARLY, **said):
    return Weight(key=key, asked_at=asked_at, **said)


def test_promises_come_first_then_level_then_days_overdue_then_what_is_at_stake():
    topics = [
        weight("asked late", LATE),
        weight("asked early"),
        weight("money", amount=Decimal(100)),
        weight("days at stake", at_stake=3),
        weight("overdue", overdue=1),
        weight("level 2", level=2),
        weight("level 2, overdue", level=2, overdue=9),
        weight("level 3", level=3),
        weight("promised", is_promise=True),
    ]

    assert by_rule(topics) == [one.key for one in reversed(topics)]


@given(st.lists(WEIGHTS, unique_by=lambda one: one.key), st.data())
def test_a_hand_moves_what_it_names_and_leaves_the_others_in_the_order_of_the_rule(topics, data):
    ruled = by_rule(topics)
    places = st.integers(1, max(1, len(topics)))
    by_hand = data.draw(st.dictionaries(st.sampled_from(ruled), places) if ruled else st.just({}))

    found = ordered(topics, by_hand)

    assert sorted(found) == sorted(ruled)
    assert [key for key in found if key not in by_hand] == [k for k in ruled if k not in by_hand]
    if len(by_hand) == len(set(by_hand.values())) == 1:
        [(key, place)] = by_hand.items()
        assert found.index(key) == place - 1


@pytest.fixture
def clerk(north):
    return make_user(role=Role.DISTRICT, unit=north)


def ask(meeting, *titles, by=ACTOR, unit=None, at=NOW):
    drafts = [TopicDraft(title=one, unit_id=unit.pk if unit else None) for one in titles]
    return services.ask(by=by, at=at, pk=meeting.pk, drafts=drafts)


def titles(meeting):
    return [line.topic.title for line in selectors.agenda(meeting, TODAY)]


@pytest.mark.django_db
def test_a_unit_asks_for_a_topic_and_the_office_admits_it_or_says_why_not(north, clerk, office):
    one = make_meeting(until=State.ASKING)
    wanted, other = ask(one, "征地", "供电", by=actor_of(clerk), unit=north)
    assert titles(one) == []

    services.admit(by=actor_of(office), at=NOW, pk=one.pk, ids=[wanted.pk])
    with pytest.raises(MeetingsRefused):
        services.send_back(by=actor_of(office), at=NOW, pk=one.pk, ids=[other.pk], reason=" ")
    by = actor_of(office)
    services.send_back(by=by, at=NOW, pk=one.pk, ids=[other.pk], reason="先由部门协调")

    assert titles(one) == ["征地"]
    assert "先由部门协调" in text(make_client(clerk).get(f"/meetings/{one.number}/agenda/"))


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.PLANNED, State.FIXED])
def test_no_unit_asks_when_topics_are_not_asked_for(state, north, clerk):
    one = make_meeting(until=None if state is State.PLANNED else state, units=[north])
    entries = Entry.objects.count()

    with pytest.raises(MeetingsRefused):
        ask(one, "征地", by=actor_of(clerk), unit=north)

    assert not Topic.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_nobody_asks_for_another_unit_nor_after_the_last_day(north, clerk):
    one = make_meeting(until=State.ASKING, topics_by=TODAY)

    for unit, at in ((make_unit(), NOW), (north, NOW + timedelta(days=1))):
        with pytest.raises(MeetingsRefused):
            ask(one, "征地", by=actor_of(clerk), unit=unit, at=at)
    with pytest.raises(NotAllowed):
        ask(one, "征地", by=actor_of(make_user(role=Role.OWNER)))


@pytest.mark.django_db
def test_the_order_of_a_hand_is_kept_marked_and_given_back_to_the_rule(office):
    one = make_meeting()
    for minute, title in enumerate("甲乙丙"):
        ask(one, title, at=NOW + timedelta(minutes=minute))
    last = Topic.objects.get(title="丙")

    services.place(by=ACTOR, at=NOW, pk=one.pk, topic_id=last.pk, to=1)
    one = move_to(one, State.FIXED)
    assert titles(one) == ["丙", "甲", "乙"]
    services.place(by=ACTOR, at=NOW, pk=one.pk, topic_id=Topic.objects.get(title="甲").pk, to=1)
    one = move_to(one, State.RUNNING)
    assert titles(one) == ["甲", "丙", "乙"]

    with pytest.raises(MeetingsRefused):
        services.place(by=ACTOR, at=NOW, pk=one.pk, topic_id=last.pk, to=None)


@pytest.mark.django_db
def test_an_agenda_is_put_in_order_with_keys_without_a_reload(office):
    one = make_meeting()
    ask(one, "甲")
    ask(one, "乙", at=LATE)
    client, second = make_client(office), Topic.objects.get(title="乙")
    path = f"/meetings/{one.number}/agenda/place/"

    answer = client.post(path, {"topic": second.pk, "to": "1"}, headers={"HX-Request": "true"})
    shown = text(answer)
    assert shown.index("乙") < shown.index("甲")
    assert "手工调整" in shown
    client.post(path, {"topic": second.pk, "to": ""})
    assert titles(one) == ["甲", "乙"]


@pytest.mark.django_db
def test_a_department_writes_its_opinion_by_a_day_and_others_do_not_see_the_topic(
    north, clerk, office
):
    one = make_meeting(until=State.ASKING)
    [topic] = ask(one, "征地")
    page = f"/meetings/{one.number}/topics/{topic.pk}/"
    assert make_client(clerk).get(page).status_code == 404

    client = make_client(office)
    assert client.post(f"{page}opinions/", {"due_on": "2099-01-31"}).status_code == 422
    client.post(f"{page}opinions/", {"due_on": "2099-01-31", "units": [north.pk]})
    [asked] = Opinion.objects.order_by("pk")
    assert selectors.opinions_asked(clerk, TODAY).count() == 1
    at_north = make_client(clerk)
    told = at_north.post(f"{page}opinions/{asked.pk}/", {"words": "建议货币化安置。"}, follow=True)

    assert "建议货币化安置。" in text(told)
    assert not selectors.opinions_asked(clerk, TODAY)
    stranger = make_client(make_user(role=Role.DISTRICT))
    assert stranger.post(f"{page}opinions/{asked.pk}/", {"words": "x"}).status_code == 404


@pytest.mark.django_db
def test_a_topic_that_was_sent_back_before_may_be_asked_for_the_next_meeting(north, clerk):
    one, other = make_meeting(until=State.ASKING), make_meeting(until=State.ASKING)
    [topic] = ask(one, "征地", by=actor_of(clerk), unit=north)
    services.send_back(by=ACTOR, at=NOW, pk=one.pk, ids=[topic.pk], reason="下次再议")

    [again] = ask(other, "征地", by=actor_of(clerk), unit=north)

    assert (again.state, again.meeting) == (TopicState.ASKED, Meeting.objects.get(pk=other.pk))
    assert isinstance(again.asked_at, datetime)


@pytest.mark.django_db
def test_units_are_told_that_topics_are_asked_for_and_the_agenda_asks_no_more_for_more_topics(
    clerk, office, django_assert_max_num_queries
):
    one = make_meeting(until=State.ASKING)
    assert [notice.kind for notice in Notice.objects.filter(user=clerk)] == ["meeting_asks_topics"]
    ask(one, *(f"议题{number}" for number in range(30)))
    client = make_client(office)

    with django_assert_max_num_queries(26):
        assert client.get(f"/meetings/{one.number}/agenda/").status_code == 200
    with django_assert_max_num_queries(26):
        assert client.get(f"/meetings/{one.number}/minutes/").status_code == 200
