"""The invented city's September as its project office sees it, in a real browser."""

import re

import pytest
from django.db.models import Q
from playwright.sync_api import expect

from ballast.edges.demo.command import run
from ballast.projects.models import Project
from tests.support.browser import barriers, photograph

SMALL = ["--projects", "120", "--seed", "7", "--months", "1"]
NAMES = "th.pin-name[scope=row]"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def said(transactional_db, settings, tmp_path, capsys):
    """What the demo printed."""
    settings.MEDIA_ROOT = tmp_path / "files"
    run(SMALL)
    return capsys.readouterr().out


@pytest.fixture
def office(visitor, said):
    """Signed in by the form, on the list of projects: past what waits for the office."""
    visitor.goto("/")
    visitor.fill("[name=username]", "office")
    visitor.fill("[name=password]", re.search(r"^  office\s+(\S+)", said, re.MULTILINE)[1])
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("我的待办")
    visitor.goto("/projects/")
    return visitor


def test_the_office_goes_from_the_sign_in_to_the_project_that_is_furthest_behind(office, said):
    """One journey, because bringing in the city costs more than all its steps."""
    expect(office.get_by_role("heading", level=1)).to_have_text("项目总表")
    assert barriers(office) == []
    photograph(office, "projects")

    # Why is it red? By keyboard too.
    office.locator(".why").first.focus()
    expect(office.locator(".why__words").first).to_be_visible()
    expect(office.locator(".why__words").first).to_contain_text("超过30个百分点的红灯线")

    red = int(re.search(r"红灯 (\d+)", said)[1])
    assert_filters_follow(office, red)
    assert_paper_and_workbook_hold_it_all(office)

    # The rows after the hundredth come when one scrolls to them.
    office.locator("tr.more").scroll_into_view_if_needed()
    expect(office.locator(NAMES)).to_have_count(120)

    # Sorted by size, then in English.
    office.get_by_role("link", name="总投资").click()
    expect(office.locator("th[aria-sort=ascending]")).to_have_text("总投资")
    office.get_by_role("button", name="English").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Project list")
    expect(office.locator("th[aria-sort=ascending]")).to_have_text("Total investment")

    assert_it_fits_a_phone(office)


def assert_filters_follow(office, red):
    """Lamps and search narrow the list, its sums and its address."""
    asked = Q(name__contains="物流") | Q(owner_name__contains="物流")
    found = Project.objects.filter(asked, plan_lines__isnull=False).distinct().count()

    # Only the red ones; the sums follow, and the address can be sent to a colleague.
    office.get_by_role("checkbox", name=re.compile(f" {red}$")).check(force=True)
    expect(office.locator(NAMES)).to_have_count(red)
    expect(office.locator(".totals")).to_contain_text(f"项目 {red}")
    expect(office).to_have_url(re.compile(r"/projects/\?period=2023-09&lamp=red$"))
    office.reload()
    expect(office.locator(NAMES)).to_have_count(red)

    # Back to all, and a search that does not lose the cursor while its answers come in.
    office.get_by_role("link", name="清除筛选").click()
    expect(office.locator(NAMES)).to_have_count(100)
    office.get_by_role("searchbox").press_sequentially("物流", delay=30)
    expect(office.locator(NAMES)).to_have_count(found)
    expect(office.get_by_role("searchbox")).to_be_focused()
    expect(office.get_by_role("searchbox")).to_have_value("物流")

    # The browser's way back leads to the list before it.
    office.go_back()
    expect(office.locator(NAMES)).to_have_count(100)


def assert_paper_and_workbook_hold_it_all(office):
    """Paper does not scroll: the list is opened whole before it is printed."""
    office.context.add_init_script(
        "window.print = () => { document.documentElement.dataset.printed = 1 }"
    )
    office.get_by_role("button", name="打印").click()
    expect(office.locator(NAMES)).to_have_count(120)
    expect(office.locator("html[data-printed]")).to_be_attached()
    office.go_back()
    expect(office.locator(NAMES)).to_have_count(100)

    with office.expect_download() as workbook:
        office.get_by_role("link", name="导出 Excel").click()
    assert workbook.value.failure() is None
    assert workbook.value.url.endswith("/projects/export/?period=2023-09")


def assert_it_fits_a_phone(office):
    """Nothing but the table itself scrolls sideways."""
    office.set_viewport_size(PHONE)
    assert office.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert barriers(office) == []
    photograph(office, "projects-phone")
