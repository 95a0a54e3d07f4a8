"""Who takes a project off the register is told what stays behind in plan and filing, and what to do."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from ballast.delivery.plans.models import PlanYear
from ballast.delivery.progress.models import Duty
from ballast.delivery.progress.selectors.behind import behind
from ballast.delivery.progress.services import follow
from ballast.platform.identity.rules import Role
from ballast.projects.services import Happening, merge
from tests.identity.factories import ACTOR, make_client, make_user
from tests.plans import factories as plan
from tests.projects.factories import make_project

from .factories import make_filing, make_line, make_period, wan

pytestmark = pytest.mark.django_db

JUNE = date(2023, 6, 20)


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("act", ["merge", "split", "exit"])
def test_each_form_by_which_a_project_leaves_fetches_what_stays_behind(office, act):
    project = make_project()

    page = make_client(office).get(f"/projects/{project.number}/edit/")

    form = BeautifulSoup(page.content, "html.parser").select_one(f"form[action$='/edit/{act}/']")
    assert form.select_one("[hx-get]")["hx-get"] == f"/projects/{project.number}/leaving/"


def test_plan_line_amount_open_duty_and_the_adjustment_needed_are_named(office):
    year = timezone.localdate().year
    project = make_project(name="北段")
    make_line(project, planned="1200", year=year)
    make_line(project, planned="300", year=year + 1)
    PlanYear.objects.create(year=year, issued_on=date(year, 1, 1))
    make_period(f"{year}-09")
    make_filing(project, "900", period=f"{year}-09", state="DRAFT")

    answer = make_client(office).get(f"/projects/{project.number}/leaving/")

    said = text(answer)
    assert f"Plan of {year}: Carry-over, 1,200.00 (10k yuan)." in said
    assert "It needs an adjustment that takes this project out of the plan" in said
    assert f"Draft of the plan of {year + 1}: Carry-over, 300.00 (10k yuan)." in said
    assert f"September {year} is to be filed." in said
    assert f'href="/plans/{year}/adjustments/new/"' in answer.content.decode()


def test_of_a_project_in_no_plan_nothing_stays_behind(office):
    project = make_project()

    found = behind(office, JUNE, project)

    assert (found.issued, found.drafted, found.duties) == ([], [], [])


def test_a_merger_moves_no_amount_and_drops_the_duty_until_one_adjustment_sets_the_plan_right(
    office,
):
    north, whole = plan.make_line(wan=100), plan.make_line(wan=400)
    plan.issue()
    make_period("2023-06")
    plan.open_june()
    assert [one.planned_yuan for one in behind(office, JUNE, north).issued] == [wan(100)]

    at = plan.IN_JUNE
    happening = Happening(project_id=north.pk, happened_on=JUNE, reason="并入全线")
    merge(by=ACTOR, at=at, into_id=whole.pk, happenings=[happening])
    follow(by=ACTOR, at=at, year=2023)

    assert [duty.project for duty in Duty.objects.all()] == [whole]
    assert [one.planned_yuan for one in behind(office, JUNE, north).issued] == [wan(100)]
    plan.adjust(plan.exited(north, cause=plan.ExitCause.MERGED), plan.repriced(whole, 500))
    assert behind(office, JUNE, north).issued == []
    assert [one.planned_yuan for one in behind(office, JUNE, whole).issued] == [wan(500)]
