"""A clerk enters a project, renames it, takes it off the list and back, without leaving the page."""

from datetime import date

import pytest

from ballast.delivery.plans.models import PlanYear
from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role
from ballast.projects.models import Project
from tests.identity.factories import make_unit, make_user
from tests.progress.factories import make_line, make_period
from tests.support.browser import barriers, photograph, sign_in

from .factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def clerk(visitor, live_server):
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE, unit=make_unit(code="CITY")))
    return visitor


def is_narrow(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def do(page, card, act, **typed):
    """Open one of a card's forms by the keyboard, fill it in, send it."""
    box = page.locator(f"#{card} details:has(form[action$='/{act}/'])")
    box.locator("summary").press("Enter")
    for name, value in typed.items():
        field = box.locator(f"[name={name}]")
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    box.locator("button").press("Enter")
    page.locator(f"#{card} [role=status]").wait_for()


def test_from_a_new_project_to_its_exit_and_back(clerk):
    near = make_project(name="北环路改造工程（一期）", owner_name="城投集团")
    clerk.goto("/projects/new/")
    clerk.get_by_label("项目名称").type("北环路改造工程")
    clerk.locator("#similar a").wait_for()
    assert near.number in clerk.locator("#similar").inner_text()
    assert barriers(clerk) == []
    photograph(clerk, "project-new")

    clerk.get_by_role("button", name="录入").click()
    clerk.wait_for_url("**/edit/")
    project = Project.objects.exclude(pk=near.pk).get()
    do(clerk, "names", "rename", name="北环大道改造工程", reason="批复更名")
    clerk.get_by_role("heading", name="北环大道改造工程").wait_for()
    do(clerk, "state", "exit", cause="OWNER_WITHDREW", reason="业主来函")
    clerk.locator("#state", has_text="业主放弃").wait_for()
    do(clerk, "state", "reinstate", reason="业主撤回来函")
    clerk.locator("#state", has_text="业主撤回来函").wait_for()

    project.refresh_from_db()
    assert (project.name, project.state) == ("北环大道改造工程", "ACTIVE")
    assert barriers(clerk) == []
    photograph(clerk, "project-edit")


def test_a_fault_stays_on_its_card_and_the_page_fits_a_phone(clerk):
    project = make_project(name="北环路改造工程")
    clerk.set_viewport_size(PHONE)
    clerk.goto(f"/projects/{project.number}/edit/")
    place = clerk.locator("#place")
    place.locator("[name=longitude]").fill("25.1")
    place.locator("[name=latitude]").fill("110.3")
    place.locator("button").click()
    place.locator(".field--wrong").first.wait_for()

    assert place.locator(".field--wrong [name]").evaluate_all(
        "fields => fields.map(field => field.name)"
    ) == ["longitude", "crs"]
    assert is_narrow(clerk)
    assert barriers(clerk) == []
    photograph(clerk, "project-edit-phone")
    clerk.goto("/projects/new/")
    assert is_narrow(clerk)
    photograph(clerk, "project-new-phone")


def test_who_opens_the_form_to_merge_reads_first_what_stays_behind(clerk):
    year = today().year
    project = make_line(make_project(name="北段"), planned="1200", year=year).project
    PlanYear.objects.create(year=year, issued_on=date(year, 1, 1))
    make_period(f"{year}-09")
    clerk.goto(f"/projects/{project.number}/edit/")

    box = clerk.locator("details:has(form[action$='/merge/'])")
    box.locator("summary").press("Enter")

    box.get_by_text("1,200.00万元").wait_for()
    assert barriers(clerk) == []
    photograph(clerk, "project-merge")
    clerk.set_viewport_size(PHONE)
    assert is_narrow(clerk)
    photograph(clerk, "project-merge-phone")
