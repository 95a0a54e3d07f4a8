"""The calendar of the periods: how far each has come, and the office's hand on it."""

import pytest
from django.urls import reverse

from ballast.delivery.progress.services import recount
from ballast.platform.identity.rules import Role
from ballast.platform.periods.models import PeriodLock
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import make_filing, make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def post(client, what, code="2023-09", **data):
    return client.post(reverse(f"reporting:{what}", args=[code]), data)


def state():
    return PeriodLock.objects.values_list("state", "revision").get(pk="2023-09")


def test_the_office_closes_and_reopens_a_month_on_its_page(office):
    make_line()
    make_period()

    assert post(office, "begin").status_code == 302
    assert post(office, "close").status_code == 302
    assert state() == ("closed", 1)
    assert post(office, "reopen", **{"reopen-reason": "补报"}).status_code == 302
    assert state() == ("open", 2)
    shown = office.get(reverse("reporting:period", args=["2023-09"])).content.decode()
    assert "补报" in shown


def test_what_still_waits_is_named_where_the_month_is_closed(office):
    project = make_line().project
    make_filing(project, "900", state="SUBMITTED")
    make_period(state="closing")

    refused = post(office, "close")

    assert refused.status_code == 422
    assert f"{project.number} {project.name}" in refused.content.decode()
    assert state() == ("closing", 1)


def test_red_warnings_to_be_judged_are_counted_beside_the_close_and_lead_to_their_desk(office):
    make_filing(make_line(planned="1200").project, "300")
    make_period()
    recount(periods=["2023-09"])

    post(office, "begin")

    shown = office.get(reverse("reporting:period", args=["2023-09"])).content.decode()
    assert "还有1项红色预警未研判" in shown
    assert "/warnings/?period=2023-09" in shown
    assert post(office, "close").status_code == 422
    assert state() == ("closing", 1)


def test_a_district_sees_how_far_its_own_have_come_and_moves_nothing():
    north = make_unit()
    make_line(make_project(unit=north))
    make_line(make_project(unit=make_unit()))
    make_period()
    viewer = make_client(make_user(role=Role.DISTRICT, unit=north))

    page = viewer.get(reverse("reporting:periods"))

    [line] = page.context["lines"]
    assert (line.code, line.tally.due) == ("2023-09", 0)
    assert page.context["opening"] is None
    assert post(viewer, "begin").status_code == 403


def test_the_calendar_asks_as_often_for_one_month_as_for_three(
    office, django_assert_max_num_queries
):
    for code in ("2023-07", "2023-08", "2023-09"):
        make_period(code)

    with django_assert_max_num_queries(16):
        office.get(reverse("reporting:periods"))


def test_calendar_and_closed_list_are_taken_away_as_workbooks(office):
    make_line()
    make_period(state="closing")
    post(office, "close")

    for address in (
        reverse("reporting:export"),
        reverse("reporting:frozen", args=["2023-09", 1]),
    ):
        answer = office.get(address)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("code", ["2023-10", "nonsense", "2023"])
def test_a_period_never_opened_has_no_page(office, code):
    assert office.get(reverse("reporting:period", args=[code])).status_code == 404
