"""A dispatcher's hour with the list: by views and keys, many rows at once, and as far as it goes."""

from datetime import date

import pytest
from playwright.sync_api import expect

from ballast.delivery.plans.models import PlanLine
from ballast.kernel.identifiers import ballast_number
from ballast.platform.identity.rules import Role
from ballast.projects.models import Project, Star
from tests.alerts.factories import AT, count, decide_and_show, wan
from tests.coordination.issue_factories import make_issue
from tests.identity.factories import make_unit, make_user
from tests.support.browser import barriers, photograph, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("list-journey")]

LIST = "/projects/"
FIRST_ROW = """() => {
    const head = document.querySelector("thead th").getBoundingClientRect().bottom;
    const rows = [...document.querySelectorAll("tbody.chunk > tr")];
    return rows.find((row) => row.getBoundingClientRect().bottom > head + 1)
        ?.querySelector("th a").textContent;
}"""
TO_START = "() => { document.querySelector('.table--tall').scrollTop = 0; }"
TO_END = "() => { const t = document.querySelector('.table--tall'); t.scrollTop = t.scrollHeight; }"


@pytest.fixture
def office(visitor, live_server):
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE))
    return visitor


def make_projects(number):
    """Many projects of the plan, written in one go."""
    unit = make_unit(name="北区")
    projects = Project.objects.bulk_create(
        Project(
            number=ballast_number(9_000 + place),
            name=f"第{place:04}号工程",
            name_key=f"第{place:04}号工程",
            sort_key=f"{place:04}",
            responsible_unit=unit,
            total_investment_yuan=wan("500"),
            registered_at=AT,
        )
        for place in range(number)
    )
    PlanLine.objects.bulk_create(
        PlanLine(
            project=one,
            year=2023,
            plan_class="CARRY_OVER",
            planned_yuan=wan("100"),
            valid_from=date(2023, 1, 1),
        )
        for one in projects
    )
    count()
    decide_and_show()


def test_rows_are_picked_by_keys_and_many_are_starred_after_a_question_and_undone(office):
    make_projects(130)
    office.goto(f"{LIST}?sort=name")
    expect(office.locator("[data-count=all]")).to_have_text("130")
    assert barriers(office) == []

    office.keyboard.press("/")
    expect(office.locator("#filter-text")).to_be_focused()
    office.locator("h1").click()
    for key in "jjx":
        office.keyboard.press(key)
    expect(office.locator("[data-picked]")).to_have_text("1")
    for key in ("j", "ArrowDown", "Shift+X"):
        office.keyboard.press(key)
    expect(office.locator("[data-picked]")).to_have_text("3")
    assert barriers(office) == []
    photograph(office, "list-picked")

    office.locator("#picked").get_by_role("button", name="收藏", exact=True).click()
    expect(office.locator("h1")).to_have_text("收藏：3个项目")
    assert barriers(office) == []
    assert not Star.objects.exists()
    office.get_by_role("button", name="收藏：3个项目").click()
    expect(office.locator("[data-count=starred]")).to_have_text("3")

    office.get_by_role("button", name="撤销刚才的收藏操作").click()
    office.get_by_role("button", name="取消收藏：3个项目").click()
    expect(office.locator("[data-count=starred]")).to_have_text("0")
    assert not Star.objects.exists()


def test_the_desk_of_issues_goes_by_the_same_keys(office):
    for title in ("征地未完", "外电未通", "专线未迁"):
        make_issue(title=title)
    office.goto("/issues/")

    for key in ("j", "x", "j", "ArrowDown", "Shift+X"):
        office.keyboard.press(key)
    expect(office.locator("[data-tick-count]")).to_have_text("3")
    office.keyboard.press("k")
    office.keyboard.press("Enter")
    expect(office.locator("h1")).to_contain_text("外电未通")


def test_a_range_and_all_that_fit_are_picked_with_the_mouse(office):
    make_projects(130)
    office.goto(f"{LIST}?sort=name")

    office.get_by_label("选择 第0001号工程").click()
    office.get_by_label("选择 第0005号工程").click(modifiers=["Shift"])
    expect(office.locator("[data-picked]")).to_have_text("5")
    office.get_by_role("button", name="选择全部130个符合条件的项目").click()
    expect(office.locator("[data-picked]")).to_have_text("130")
    office.get_by_role("button", name="收藏", exact=True).first.click()

    expect(office.locator("h1")).to_have_text("收藏：130个项目")


def test_a_view_is_kept_removed_and_put_back(office):
    make_projects(3)
    office.goto(f"{LIST}?lamp=grey")

    office.locator("#own-views summary").click()
    office.get_by_label("将当前条件、排序和列保存为").fill("未报送的")
    office.get_by_role("button", name="保存视图").click()
    expect(office.locator(".tabs a[aria-current]")).to_contain_text("未报送的")
    office.goto(f"{LIST}views/")
    assert barriers(office) == []
    office.get_by_role("button", name="删除").click()
    office.get_by_role("button", name="撤销删除").click()

    expect(office.get_by_label("视图“未报送的”的名称")).to_have_value("未报送的")


def _has_in_view(page, *rows):
    """Asked again from here: what waits inside the page evaluates words, which the policy forbids."""
    for _ in range(50):
        if page.evaluate(FIRST_ROW) in rows:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(FIRST_ROW) in rows


def test_one_scrolls_beyond_two_thousand_rows_and_returns_to_the_row_in_view(office):
    make_projects(2_350)
    office.goto(f"{LIST}?sort=name&page=8")
    expect(office.locator(".chunks__above")).to_have_count(1)
    _has_in_view(office, "第0700号工程")
    office.evaluate(TO_START)
    expect(office.locator("tbody.chunk")).to_have_count(2)  # the row in view stays where it is
    assert office.evaluate(FIRST_ROW) in {"第0699号工程", "第0700号工程"}

    for page in range(9, 25):
        office.evaluate(TO_END)
        expect(office.locator(f"tbody.chunk[data-here$='page={page}']")).to_have_count(1)
    office.evaluate(TO_END)

    expect(office.locator("text=第2349号工程")).to_be_visible()
    assert office.locator("tbody.chunk").count() <= 12
    assert office.locator("tbody.chunks__gap").count() >= 5
    office.wait_for_url("**page=24**")
    there = office.evaluate(FIRST_ROW)
    office.reload()
    _has_in_view(office, there)
    assert office.locator("tbody.chunk").count() <= 3


def test_the_list_fits_a_phone_and_a_long_name_does_not_widen_it(office):
    make_projects(3)
    Project.objects.filter(sort_key="0000").update(name="国际科技创新合作示范基地配套工程" * 6)
    office.set_viewport_size({"width": 390, "height": 844})
    office.goto(LIST)

    office.get_by_label("选择 第0001号工程").click()
    assert office.evaluate("document.documentElement.scrollWidth") <= 390
    assert barriers(office) == []
    photograph(office, "list-phone")
