"""The office follows one project: what is recorded of it, and who answers, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from ballast.platform.identity.models import Role
from tests.identity.factories import make_unit, make_user
from tests.projects.factories import make_project
from tests.support.browser import barriers, photograph, sign_in

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def project(transactional_db):
    make_unit(name="市交通局")
    unit = make_unit(name="北区", region_code="990102", is_accounting=True)
    return make_project(name="滨江路", unit=unit, owner_name="城投集团")


@pytest.fixture
def office(project, visitor, live_server):
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE))
    visitor.goto(f"/projects/{project.number}/")
    return visitor


def test_the_office_records_a_step_and_a_new_lead_department_and_reads_both_in_the_past(office):
    expect(office.locator("h1")).to_have_text("滨江路")
    expect(office.locator(".stop")).to_have_count(13)
    expect(office.locator("#timeline")).to_contain_text("录入项目库")
    assert barriers(office) == []

    # A step, with the keyboard's own date.
    office.get_by_role("link", name="登记进展").click()
    assert barriers(office) == []
    office.locator("[name=assessment_opinion-actual_on]").fill("2024-03-22")
    office.locator("[name=assessment_opinion-proof]").fill("会议纪要3号")
    office.get_by_role("button", name="保存").click()
    expect(office.locator(".stop--done")).to_have_text("谋划研判 完成 2024-03-22")

    # A lead department from a day on.
    office.get_by_role("link", name="交接或新增").click()
    assert barriers(office) == []
    office.get_by_label("责任类别").select_option("牵头部门")
    office.get_by_label("单位树中的单位").select_option(
        label=office.locator("option", has_text="市交通局").first.text_content()
    )
    office.get_by_role("button", name="登记", exact=True).click()
    expect(office.locator("#people")).to_contain_text("牵头部门 市交通局")
    expect(office.locator(".past__entry").first).to_contain_text("责任变更")
    photograph(office, "project")

    # The same on a phone: nothing hangs over the edge.
    office.set_viewport_size(PHONE)
    assert office.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    photograph(office, "project-phone")


def test_the_page_prints_whole_on_a4_across_with_its_panels(office):
    expect(office.locator("#timeline")).to_contain_text("录入项目库")
    expect(office.locator("#filings-panel")).to_be_visible()

    printed = office.pdf(prefer_css_page_size=True, print_background=True)

    sheets = [
        tuple(round(float(side)) for side in found)
        for found in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    ]
    assert set(sheets) == {(842, 595)}
    assert len(sheets) <= 5
    office.emulate_media(media="print")
    for hidden in (".top", ".sections", "[data-print]"):
        expect(office.locator(hidden).first).to_be_hidden()
    for shown in (".facts", "#track", "#lamps-panel", "#people", "#timeline"):
        expect(office.locator(shown)).to_be_visible()
