"""What nobody answered in time is put to the next meeting that fits, and never slips in."""

from datetime import timedelta

import pytest

from ballast.dispatch.alerts.models import Check, ProjectWarning
from ballast.dispatch.alerts.services import run_check_clocks
from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.models import Meeting, Topic
from ballast.dispatch.meetings.rules import Kind, TopicState
from ballast.platform.identity.models import Role
from ballast.platform.notices.models import Notice
from tests.identity.factories import ACTOR, NOW, make_unit, make_user
from tests.meetings.factories import TODAY, make_meeting
from tests.projects.factories import make_project
from tests.support import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE, unit=make_unit(code="DRC"))


def left_unanswered(family="progress"):
    """A check whose last day has passed."""
    north = make_unit(code=f"N-{family}", name="北区")
    warning = ProjectWarning.objects.create(project=make_project(unit=north), family=family)
    day = TODAY - timedelta(days=5)
    said = {"warning": warning, "period": "2024-04", "unit": north}
    return Check.objects.create(**said, asked_on=day, due_on=day, mend_by=day)


def climb(at=NOW):
    run_check_clocks(at=at)
    jobs.run_all()


def test_what_climbs_is_asked_of_the_next_meeting_that_fits_and_waits_for_the_office(office):
    make_meeting(kind=Kind.OBSERVATION, held_on=TODAY + timedelta(days=1))
    soon = make_meeting(kind=Kind.WEEKLY, held_on=TODAY + timedelta(days=2))
    make_meeting(kind=Kind.MONTHLY, held_on=TODAY + timedelta(days=9))
    left_unanswered()

    climb()
    jobs.run_all()

    topic = Topic.objects.get()
    assert (topic.meeting, topic.state, topic.issue.level) == (soon, TopicState.ASKED, 2)
    assert selectors.agenda(soon, TODAY) == []
    assert Notice.objects.get(kind="meeting_topics_wait").user == office
    [admitted] = services.admit(by=ACTOR, at=NOW, pk=soon.pk, ids=[topic.pk])
    assert admitted.state == TopicState.ADMITTED


def test_without_a_meeting_it_waits_for_one_to_be_planned_and_sent_back_it_stays_away(office):
    left_unanswered()
    climb()
    assert not Topic.objects.exists()

    first = make_meeting(kind=Kind.WEEKLY, held_on=TODAY + timedelta(days=2))
    jobs.run_all()
    topic = Topic.objects.get()
    services.send_back(by=ACTOR, at=NOW, pk=first.pk, ids=[topic.pk], reason="由专班先行协调")
    make_meeting(kind=Kind.WEEKLY, held_on=TODAY + timedelta(days=1))
    left_unanswered("filing")
    climb(NOW + timedelta(hours=1))

    told = Topic.objects.order_by("pk").values_list("meeting__held_on", "state")
    assert list(told) == [
        (TODAY + timedelta(days=2), TopicState.SENT_BACK),
        (TODAY + timedelta(days=1), TopicState.ASKED),
    ]
    assert Meeting.objects.count() == 2
