"""A project's way into the year's plan, by mouse and keyboard: put up, chosen, issued, adjusted."""

import pytest
from playwright.sync_api import expect

from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role, UnitKind
from tests.identity.factories import make_unit, make_user
from tests.projects.factories import make_project
from tests.support.browser import barriers, photograph, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("plan-journey")]

YEAR = today().year
DESK = f"/plans/{YEAR}/"


@pytest.fixture
def north():
    return make_unit(code="N", name="北区", is_accounting=True)


@pytest.fixture
def bridge(north):
    company = make_unit(name="北区建设公司", under=north, kind=UnitKind.OWNER)
    return make_project(name="跨江大桥", unit=company)


def declare(visitor):
    visitor.goto(f"{DESK}declarations/")
    visitor.get_by_role("link", name="申报项目").first.click()
    visitor.get_by_role("searchbox").fill("kjdq")
    visitor.get_by_role("link", name="跨江大桥", exact=True).click()
    visitor.get_by_label("新开工").check()
    visitor.get_by_label("年度计划投资（万元）").fill("12000")
    visitor.get_by_label("开工时间（计划或实际）").fill(f"{YEAR}-12-01")
    visitor.get_by_label("计划竣工时间").fill(f"{YEAR + 2}-06-01")
    visitor.get_by_role("button", name="申报", exact=True).click()
    expect(visitor.locator("tbody")).to_contain_text("已申报")


def select(visitor):
    visitor.goto(f"{DESK}selection/")
    choose = visitor.get_by_role("button", name="选入…")
    expect(choose).to_be_disabled()
    visitor.get_by_label("跨江大桥").check()
    expect(visitor.locator(".ticked")).to_contain_text("1 · 1.20 亿元")
    assert barriers(visitor) == []
    photograph(visitor, "plan-selection")
    choose.click()
    visitor.get_by_label("遴选意见").fill("条件成熟")
    visitor.get_by_role("button", name="选入1个项目").click()
    expect(visitor.locator("tbody")).to_contain_text("拟入选")


def issue(visitor):
    visitor.goto(f"{DESK}issue/")
    visitor.get_by_label("文号").fill("临政发〔1〕号")
    visitor.get_by_role("button", name="下达1个项目、1.20亿元").click()
    expect(visitor.locator("main")).to_contain_text("按计划开竣工时间确定")


def adjust(visitor):
    visitor.goto(f"{DESK}adjustments/new/")
    visitor.get_by_role("searchbox").fill("kjdq")
    visitor.get_by_role("button", name="将“跨江大桥”列入调整").click()
    visitor.locator("#items input[inputmode=decimal]").fill("9000")
    visitor.get_by_label("原因", exact=True).fill("年中调整")
    visitor.get_by_label("执行起始日").fill(f"{YEAR}-12-31")
    visitor.get_by_label("窗口外调整的理由").fill("省里要求")
    visitor.get_by_role("button", name="预览调整结果").click()
    expect(visitor.locator("main")).to_contain_text("12,000.00 → 9,000.00")
    photograph(visitor, "plan-adjustment")
    visitor.get_by_role("button", name="确认调整1个项目").click()
    expect(visitor.locator("tbody").last).to_contain_text("投资调整")


def test_declare_select_issue_adjust_and_see_original_and_current(visitor, live_server, bridge):
    sign_in(visitor, live_server, make_user(role=Role.OWNER, unit=bridge.responsible_unit))
    declare(visitor)
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE))
    select(visitor)
    issue(visitor)
    adjust(visitor)

    visitor.goto(f"{DESK}lines/")
    row = visitor.get_by_role("row", name="跨江大桥")
    expect(row).to_contain_text("12,000.00")
    expect(row).to_contain_text("9,000.00")


def test_the_desk_is_usable_on_a_phone(visitor, live_server, bridge):
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE))
    visitor.set_viewport_size({"width": 390, "height": 844})

    for path in ("", "lines/", "declarations/", "selection/", "targets/", "outside/"):
        visitor.goto(DESK + path)
        width = visitor.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, path
        assert barriers(visitor) == [], path
