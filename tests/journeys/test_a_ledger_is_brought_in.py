"""A clerk brings a ledger in: dropped, its faults read, mended, checked, written, taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from ballast.delivery.ledgers.models import Import
from ballast.delivery.plans.models import PlanLine
from ballast.platform.identity.rules import Role
from ballast.projects.models import Project as Registered
from tests.identity.factories import make_unit, make_user
from tests.ledgers.workbooks import Category, Plan, Project, grid_workbook, plan_workbook
from tests.projects.factories import make_project
from tests.support.browser import barriers, photograph, sign_in
from tests.support.jobs import run_all

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("ledgers")]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1536, "height": 864}
ROAD, BRIDGE, PARK = "临川大道改造工程", "滨江大桥工程", "城北产业园标准厂房"


@pytest.fixture
def office(visitor, live_server):
    city = make_unit(code="CITY", name="临川市")
    north = make_unit(code="NORTH", name="北区", under=city, is_accounting=True)
    make_project(name="临川大道改造", unit=north, owner_name="临川城投集团")
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE, unit=city))
    visitor.set_viewport_size(DESK)
    return visitor


def ledger(total):
    return plan_workbook(
        Plan(
            [
                Category("交通", projects=[Project(ROAD, total=88000, owner="临川城投集团")]),
                Category("产业", projects=[Project(BRIDGE), Project(PARK, total=total)]),
            ]
        )
    )


DROP = """([name, bytes]) => {
  const held = new DataTransfer();
  held.items.add(new File([new Uint8Array(bytes)], name));
  const at = document.querySelector("drop-zone .drop__place");
  for (const type of ["dragenter", "dragover", "drop"]) {
    at.dispatchEvent(new DragEvent(type, { dataTransfer: held, bubbles: true, cancelable: true }));
  }
}"""


def drop(page, content, name="临川市2023年计划.xlsx"):
    page.goto("/imports/")
    expect(page.locator("drop-zone:defined")).to_be_visible()
    with page.expect_navigation():
        page.evaluate(DROP, [name, list(content)])


def looked_at(page, name):
    photograph(page, f"import-{name}")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert barriers(page) == []


def in_both_sizes(page, name):
    looked_at(page, f"{name}-1536")
    page.set_viewport_size(PHONE)
    looked_at(page, f"{name}-390")
    page.set_viewport_size(DESK)


def read_the_faults(office):
    drop(office, ledger("待定"))
    expect(office.locator("progress")).to_be_visible()
    looked_at(office, "reading-1536")
    run_all()
    expect(office.locator("#rows")).to_contain_text("待定")
    expect(office.get_by_role("button", name="整本写入")).to_be_disabled()
    office.locator("#rows a.place").first.click()
    expect(office.locator("#fault")).to_have_text("待定")
    expect(office.locator("#fault")).to_be_in_viewport()
    in_both_sizes(office, "faults")
    with office.expect_download() as marked:
        office.get_by_role("link", name="标注").click()
    assert b"[Content_Types].xml" in Path(marked.value.path()).read_bytes()


def check(office):
    office.get_by_role("radio").first.check()
    in_both_sizes(office, "near")
    office.get_by_role("button", name="确认所选").click()
    office.get_by_role("link", name="变更").click()
    in_both_sizes(office, "changed")
    office.get_by_role("link", name="新增").click()
    in_both_sizes(office, "new")


def take_back(office):
    office.get_by_text("撤销本次导入").click()
    looked_at(office, "undo-1536")
    office.get_by_role("button", name="撤销导入").click()
    expect(office.locator("main")).to_contain_text("正在撤销")
    run_all()
    expect(office.locator("main")).to_contain_text("恢复至导入前")


def test_a_ledger_with_faults_is_mended_checked_written_and_taken_back(office):
    office.goto("/imports/")
    expect(office.locator("main")).to_contain_text("还没有导入过台账")
    in_both_sizes(office, "empty")
    read_the_faults(office)

    drop(office, ledger(36000))
    run_all()
    check(office)
    office.get_by_role("button", name="写入3行").dblclick()
    expect(office.locator("main")).to_contain_text("正在写入")
    run_all()
    expect(office.get_by_role("link", name="查看年度计划")).to_be_visible()
    assert PlanLine.objects.count() == 3
    in_both_sizes(office, "written")
    office.get_by_role("link", name=PARK).click()
    expect(office.locator("h1")).to_contain_text(PARK)

    office.goto(f"/imports/{Import.objects.latest('pk').pk}/")
    take_back(office)
    assert Registered.objects.count() == 1
    office.goto("/imports/")
    in_both_sizes(office, "history")


HEAD = ("序号", "项目名称", "建设内容", "总投资", "今年拟投", "业主单位")


def unsure(year):
    rows = [[f"{year}年重点项目投资计划"], list(HEAD), [1, ROAD, "道路", 88000, 12000, "城投集团"]]
    return grid_workbook(rows)


def test_what_is_unsure_is_asked_once(office):
    drop(office, unsure(2023), "北区.xlsx")
    run_all()
    expect(office.get_by_role("button", name="按此读取")).to_be_visible()
    in_both_sizes(office, "asking")
    for select in office.locator("td select").all():
        if select.locator("option", has_text="万元").count():
            select.select_option("万元")
    office.get_by_role("button", name="按此读取").click()
    run_all()
    expect(office.locator("#rows")).to_contain_text(ROAD)

    drop(office, unsure(2024), "北区次年.xlsx")
    run_all()
    expect(office.locator("#rows")).to_contain_text(ROAD)
    office.get_by_role("link", name="读取方式").click()
    expect(office.locator("main")).to_contain_text("以往的说明")
    in_both_sizes(office, "remembered")
