"""The office sets a threshold of its own, sees whom it would have hit, and publishes it."""

import re

import pytest
from playwright.sync_api import expect

from ballast.dispatch.alerts.models import Rulebook
from ballast.platform.identity.rules import Role
from tests.alerts.factories import SEPTEMBER, make_project
from tests.alerts.test_exemptions import let
from tests.alerts.test_trying import judge
from tests.identity.factories import make_user
from tests.support import jobs
from tests.support.browser import barriers, photograph, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("rulebook-journey")]


@pytest.fixture
def office(visitor, live_server):
    make_project("跨江大桥", completed="68")
    let(make_project("滨江学校", completed="80"))
    judge(SEPTEMBER)
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE))
    return visitor


def test_a_threshold_is_edited_tried_and_published(office):
    office.goto("/rulebooks/")
    office.get_by_role("link", name="编辑并试算规则集").click()
    row = office.get_by_role("region", name="投资进度").locator(
        "tr", has=office.locator("[value=behind]")
    )
    row.get_by_label("阈值").fill("零下五")
    office.get_by_role("button", name="试算", exact=True).click()
    office.get_by_role(
        "link", name="投资进度 · 第2行：除末行外，每行须有且只有一个数字界限"
    ).click()
    expect(row.get_by_label("阈值")).to_have_value("零下五")
    assert barriers(office) == []
    row.get_by_label("阈值").fill("-5")
    office.get_by_role("button", name="试算", exact=True).click()
    expect(office.locator("main")).to_contain_text("正按此规则集逐期评灯")
    jobs.run_all()
    changes = office.locator("#changes tbody tr")
    expect(changes).to_have_count(1)
    expect(changes).to_contain_text("跨江大桥")
    expect(changes).to_contain_text("关注")
    assert barriers(office) == []
    photograph(office, "rulebook-tried")

    office.get_by_role("link", name="发布…").click()
    office.get_by_label("生效日期").fill("2023-09-30")
    office.get_by_role("button", name="查看影响").click()
    expect(office.locator("main")).to_contain_text("1个项目亮灯将改变")
    office.get_by_role("button", name="发布", exact=True).click()
    expect(office.locator("main")).to_contain_text("规则集default-2已发布")
    assert "at_most = -5" in Rulebook.objects.get(key="default-2").text


def test_rows_are_added_in_the_form_and_the_text_says_the_same(office):
    office.goto("/rulebooks/try/")
    office.get_by_role("region", name="投资进度").locator("input[value=on_time]").wait_for()
    office.locator("button[value='add:progress']").click()
    expect(office.locator("[name='progress.rows[5].code']")).to_have_value("on_time")
    office.locator("[name='progress.rows[4].code']").fill("fresh")
    office.get_by_role("button", name="文本（TOML）").click()
    expect(office.locator("textarea[name=text]")).to_have_value(re.compile('code = "fresh"'))


def test_the_pages_of_rulebooks_and_exemptions_are_usable_on_a_phone(office):
    office.set_viewport_size({"width": 390, "height": 844})

    books = [f"/rulebooks/{path}" for path in ("", "yinchuan-2025.1/", "try/", "try/?view=toml")]
    for path in (*books, "/exemptions/?state=all", "/exemptions/give/"):
        office.goto(path)
        assert office.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert barriers(office) == [], path
