"""The office judges a month and issues it; the district sees its warnings only from then on."""

import pytest
from playwright.sync_api import expect

from ballast.platform.identity.rules import Role
from tests.alerts.factories import SEPTEMBER, make_project
from tests.alerts.months import begin, steps
from tests.identity.factories import make_unit, make_user
from tests.support.browser import barriers, photograph, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = "/warnings/"


@pytest.fixture
def north():
    return make_unit(code="N", name="北区")


@pytest.fixture
def office(north):
    for name, completed in (("甲路", "40"), ("乙桥", "41"), ("丙厂", "42"), ("丁园", "60")):
        make_project(name, unit=north, completed=completed)
    begin()
    return make_user(role=Role.PROJECT_OFFICE)


def test_a_month_is_judged_and_then_seen(office, north, visitor, live_server):
    district = make_user(role=Role.DISTRICT, unit=north)
    sign_in(visitor, live_server, district)
    visitor.goto(DESK)
    expect(visitor.locator("#warnings")).to_contain_text("还没有发布过预警")

    the_office_judges(office, visitor, live_server)

    sign_in(visitor, live_server, district)
    visitor.goto(DESK)
    expect(visitor.locator("#warnings tbody tr")).to_have_count(4)
    expect(visitor.locator("#warnings")).to_contain_text("请书面说明")
    visitor.set_viewport_size(PHONE)
    assert visitor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(visitor) == []
    photograph(visitor, "warnings-phone")


def the_office_judges(office, visitor, live_server):
    """It words one anew, lets one off with proof, confirms the rest by keyboard, and issues."""
    sign_in(visitor, live_server, office)
    visitor.goto(DESK)
    assert barriers(visitor) == []
    photograph(visitor, "warnings-desk")
    row = visitor.locator("#warnings tbody tr", has_text="甲路")
    row.locator("summary").click()
    visitor.locator("details[open] textarea").fill("进度严重滞后，请书面说明。")
    visitor.locator("details[open] button").click()
    expect(visitor.locator(".message")).to_contain_text("已按您的表述确认")

    visitor.locator("#warnings tbody tr", has_text="乙桥").get_by_role("checkbox").check()
    visitor.get_by_role("button", name="免评").click()
    assert barriers(visitor) == []
    visitor.get_by_label("事由").select_option("safety")
    visitor.get_by_label("恢复评灯日").fill("2023-12-01")
    visitor.get_by_label("依据").fill("停工整改通知书")
    visitor.get_by_role("button", name="免评", exact=True).click()
    expect(visitor.locator(".message")).to_contain_text("已对1项预警免评")

    visitor.get_by_role("button", name="发布2023年9月预警").click()
    expect(visitor.locator(".message")).to_contain_text("还有1项红色预警草稿未研判")
    visitor.locator("[data-tick-all]").focus()
    visitor.keyboard.press("Space")
    visitor.get_by_role("button", name="确认全部").press("Enter")
    visitor.get_by_role("button", name="发布2023年9月预警").press("Enter")
    expect(visitor.locator(".message")).to_contain_text("各单位现在可以看到")
    assert {state for *_, state in steps(SEPTEMBER)} == {"issued", "exempted"}
