"""Events: real starts by node dates, looks after 30 and 90 days; routes."""

from datetime import date, timedelta

import pytest

from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.models import Gathering, Look
from ballast.dispatch.meetings.rules import Came, Kind, Occasion, came, looks
from ballast.dispatch.meetings.services import GatheringDraft, MeetingsRefused
from ballast.platform.identity.models import Role
from ballast.platform.notices.models import Notice
from ballast.projects.models import StepRecord
from tests.identity.factories import ACTOR, NOW, make_client, make_unit, make_user
from tests.meetings.factories import TODAY, make_gathering, make_meeting
from tests.meetings.test_meetings import text
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db
HELD = date(2023, 9, 28)


def reach(project, code, day):
    StepRecord.objects.create(project=project, code=code, actual_on=day)


@pytest.mark.parametrize(
    ("reached", "on", "found"),
    [
        (HELD, HELD, Came.SINCE),
        (HELD - timedelta(days=1), HELD, Came.BEFORE),
        (HELD + timedelta(days=9), HELD + timedelta(days=8), Came.NOT_YET),
        (None, HELD, Came.NOT_YET),
    ],
)
def test_a_project_came_about_when_its_node_says_so(reached, on, found):
    assert came(reached, held_on=HELD, on=on) is found


def test_looks_are_due_thirty_and_ninety_days_after():
    assert looks(HELD) == [(30, date(2023, 10, 28)), (90, date(2023, 12, 27))]


def test_of_a_mass_start_only_ground_that_was_broken_since_counts(office):
    real, before, late, never = (make_project() for _ in range(4))
    row = make_gathering([real, before, late, never], held_on=HELD)
    reach(real, "real_start", HELD + timedelta(days=5))
    reach(before, "real_start", HELD - timedelta(days=40))
    reach(late, "real_start", HELD + timedelta(days=31))
    reach(never, "signing", HELD)

    [found] = selectors.looked([row], office, HELD + timedelta(days=30))
    assert [one.came for one in found.outcomes] == [
        Came.SINCE,
        Came.BEFORE,
        Came.NOT_YET,
        Came.NOT_YET,
    ]
    [later] = selectors.looked([row], office, HELD + timedelta(days=90))
    assert (later.real.since, later.real.before, later.real.not_yet) == (2, 1, 1)


def test_of_a_mass_signing_only_what_landed_counts(office):
    project = make_project()
    row = make_gathering([project], kind=Occasion.MASS_SIGNING, held_on=HELD)
    reach(project, "signing", HELD)

    [signed] = selectors.looked([row], office, HELD + timedelta(days=30))
    assert signed.real.not_yet == 1
    reach(project, "landing", HELD + timedelta(days=20))
    [landed] = selectors.looked([row], office, HELD + timedelta(days=30))
    assert landed.real.since == 1


def test_the_office_is_told_once_on_the_day_and_says_what_it_found(office):
    make_gathering([make_project()], held_on=TODAY - timedelta(days=30))
    first = Look.objects.get(after=30)

    assert services.tell_looks(at=NOW) == 1
    assert services.tell_looks(at=NOW + timedelta(days=1)) == 0
    assert Notice.objects.filter(user=office).count() == 1
    assert list(selectors.looks_due(office, TODAY)) == [first]
    last = Look.objects.get(after=90)
    with pytest.raises(MeetingsRefused):
        services.close_look(by=ACTOR, at=NOW, look_id=last.pk, words="尚早")
    services.close_look(by=ACTOR, at=NOW, look_id=first.pk, words="均已实质开工")
    assert not selectors.looks_due(office, TODAY)


def test_an_event_without_title_or_projects_is_refused_and_nothing_is_written():
    draft = GatheringDraft(kind=Occasion.PROMOTION, title=" ", held_on=TODAY)

    with pytest.raises(MeetingsRefused) as refused:
        services.enter(by=ACTOR, at=NOW, draft=draft)

    assert [fault.code for fault in refused.value.faults] == [
        "gathering_without_title",
        "gathering_without_projects",
    ]
    assert not Gathering.objects.exists()


def test_a_route_keeps_the_order_in_which_it_is_typed_and_shows_only_what_one_sees(office):
    north = make_unit(code="NORTH")
    far, near = make_project(name="远处"), make_project(name="近处", unit=north)
    one = make_meeting(kind=Kind.OBSERVATION, units=[north])
    client = make_client(office)

    said = {"projects": f"远处\n{near.number}"}
    shown = text(client.post(f"/meetings/{one.number}/route/", said, follow=True))
    assert shown.index("远处") < shown.index("近处")
    at_north = make_client(make_user(role=Role.DISTRICT, unit=north))
    seen = text(at_north.get(f"/meetings/{one.number}/"))
    assert far.name not in seen
    assert near.name in seen
