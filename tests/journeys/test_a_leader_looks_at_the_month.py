"""A city leader looks at the month, leaves the provincial projects aside and takes the page away."""

from datetime import date

import pytest
from playwright.sync_api import expect

from ballast.oversight.reporting import services
from ballast.platform.identity.models import Role, UnitKind
from ballast.projects.models import Responsibility
from tests.alerts.factories import AT, decide_and_show, file, make_project
from tests.identity.factories import make_unit, make_user
from tests.support.browser import WIDTH, barriers, photograph, sign_in, speak

PHONE = {"width": 390, "height": 844}
WALL = {"width": 1920, "height": 1080}


@pytest.fixture
def leader(transactional_db, visitor, live_server):
    north = make_unit(code="N", name="澜江新区管理委员会（国家级经济技术开发区）")
    group = make_unit(code="G", name="集团", kind=UnitKind.STATE_COMPANY)
    make_project("省重点", unit=north, planned="300", completed="320", tier="PROVINCIAL")
    red = make_project(
        "澜江新区九年一贯制学校新建工程（东区）及配套道路", unit=north, completed="10", tier="CITY"
    )
    file(red, "12", problems="红线内两户未签约。")
    make_project("集团的", unit=group, completed="80", tier="CITY")
    leader = make_user(role=Role.CITY_LEADER, name="周岚")
    Responsibility.objects.create(
        project=red,
        party="SPONSOR",
        user=leader,
        person="周岚",
        post="副市长",
        valid_from=date(2023, 1, 1),
    )
    decide_and_show()
    services.tell(at=AT)
    sign_in(visitor, live_server, leader)
    visitor.goto("/cockpit/")
    return visitor


def test_a_leader_reads_the_month_and_leaves_the_provincial_projects_aside(leader):
    expect(leader.locator(".cockpit__essentials")).to_contain_text("本月要情")
    expect(leader.locator(".cockpit__mine")).to_contain_text("我包保的1个项目")
    expect(leader.locator("trend-curve svg")).to_be_visible()
    assert barriers(leader) == []
    photograph(leader, "cockpit")

    leader.get_by_text("剔除", exact=True).first.click()
    leader.get_by_role("link", name="省重点项目").click()
    expect(leader.locator(".cockpit__aside")).to_contain_text("其余2个项目")
    assert "without=PROVINCIAL" in leader.url

    leader.set_viewport_size(PHONE)
    assert leader.evaluate(WIDTH) == PHONE["width"]
    assert barriers(leader) == []
    photograph(leader, "cockpit-phone")


def test_the_page_goes_on_one_sheet(leader):
    expect(leader.locator("trend-curve svg")).to_be_visible()
    sheet = leader.pdf(prefer_css_page_size=True, print_background=True)

    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") == 1


def test_the_message_is_there_to_be_copied(leader):
    leader.get_by_role("link", name="专报与短信").click()

    expect(leader.locator("main")).to_contain_text("市重点办")
    expect(leader.get_by_role("button", name="复制")).to_be_visible()
    assert barriers(leader) == []


def test_the_wall_stands_on_one_screen_in_both_languages(leader, live_server):
    leader.set_viewport_size(WALL)
    for language in ("zh-hans", "en"):
        speak(leader, live_server, language)
        leader.goto("/wall/")
        expect(leader.locator("trend-curve svg")).to_be_visible()
        size = leader.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert size == [WALL["width"], WALL["height"]]
        assert barriers(leader) == []
        photograph(leader, f"wall-{language}")
