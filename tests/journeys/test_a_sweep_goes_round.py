"""The office sends a sweep out, a unit answers it on a telephone, the office takes the table away."""

from io import BytesIO

import openpyxl
import pytest

from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.platform.identity.models import Role
from tests.coordination.factories import make_instruction, make_office
from tests.identity.factories import make_unit, make_user
from tests.projects.factories import make_project
from tests.support.browser import barriers, photograph, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1536, "height": 864}


def test_the_office_asks_a_unit_answers_on_a_telephone_and_the_table_is_taken_away(
    visitor, live_server
):
    city = make_unit(code="CITY")
    north = make_unit(code="NORTH", under=city)
    office = make_office(city)
    clerk = make_user(role=Role.DISTRICT, unit=north)
    one, two = make_project(unit=north), make_project(unit=north)

    sign_in(visitor, live_server, office)
    send_out(visitor, one, two)
    visitor.set_viewport_size(PHONE)
    sign_in(visitor, live_server, clerk)
    answer_on_a_phone(visitor, one)
    assert Duty.objects.get(project=one).values["q3"] == "120"
    visitor.set_viewport_size(DESK)
    sign_in(visitor, live_server, office)
    assert taken_away(visitor) == [one.name]


def send_out(visitor, one, two):
    visitor.goto("/sweeps/new/?template=holidays")
    assert barriers(visitor) == []
    visitor.get_by_label("截止日期").fill("2099-09-28")
    visitor.get_by_label("指定项目").fill(f"{one.number}\n{two.name}")
    visitor.get_by_role("button", name="清点并预览").click()
    visitor.get_by_text("共2行，涉及1个单位").wait_for()
    assert barriers(visitor) == []
    visitor.get_by_role("button", name="发出（2行）").click()
    visitor.get_by_role("heading", name="节假日在建工地摸排").wait_for()
    assert barriers(visitor) == []
    photograph(visitor, "sweep-followed")


def answer_on_a_phone(visitor, one):
    visitor.goto("/sweeps/")
    assert barriers(visitor) == []
    visitor.get_by_role("link", name="填报", exact=True).click()
    visitor.get_by_role("button", name="上报已填各行").wait_for()
    assert barriers(visitor) == []
    assert visitor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    visitor.get_by_label(f"{one.name} · 假期是否施工").select_option("是")
    visitor.get_by_role("button", name="上报已填各行").click()
    visitor.locator("li", has_text="施工安排：必填").wait_for()
    assert barriers(visitor) == []
    visitor.get_by_label(f"{one.name} · 施工安排").select_option("全面施工")
    visitor.get_by_label(f"{one.name} · 日均在场人数").fill("１２０人")
    visitor.get_by_role("button", name="上报已填各行").click()
    visitor.get_by_text("已上报1行").wait_for()
    photograph(visitor, "sweep-on-a-phone")


def taken_away(visitor):
    """The names in the table as the office exports it, of those in time."""
    visitor.goto(f"/sweeps/{Sweep.objects.get().pk}/")
    visitor.get_by_label("状态", exact=True).select_option("按时")
    visitor.get_by_text("共1行").wait_for()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="导出 Excel").click()
    content = BytesIO(download.value.path().read_bytes())
    return [row[1] for row in list(openpyxl.load_workbook(content).active.values)[3:-1]]


def test_an_instruction_is_signed_for_and_reported_by_keyboard(visitor, live_server):
    city = make_unit(code="CITY")
    north = make_unit(code="NORTH", under=city)
    leader = make_user(role=Role.CITY_LEADER, unit=city, name="王市长")
    clerk = make_user(role=Role.DISTRICT, unit=north)
    office = make_office(city)
    make_instruction(by=office, leader=leader, to=[north])

    sign_in(visitor, live_server, clerk)
    visitor.goto("/instructions/")
    assert barriers(visitor) == []
    visitor.get_by_role("link", name="请交通局牵头").press("Enter")
    visitor.get_by_role("button", name="签收").press("Enter")
    visitor.get_by_text("已签收1/1").wait_for()
    assert barriers(visitor) == []
    visitor.get_by_role("textbox", name="办理情况").fill("方案已报送。")
    visitor.get_by_role("button", name="反馈办理情况").press("Enter")
    visitor.get_by_text("已反馈", exact=True).wait_for()
    visitor.get_by_role("link", name="办理单").click()
    visitor.get_by_role("heading", name="领导批示办理单").first.wait_for()
    assert barriers(visitor) == []

    sign_in(visitor, live_server, office)
    visitor.goto("/instructions/new/")
    assert barriers(visitor) == []
