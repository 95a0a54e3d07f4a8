"""The month from its filer's side: at a desk and on a phone, sent back, entered by the office."""

import pytest
from playwright.sync_api import expect

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.services import send_back
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import actor_of
from tests.identity.factories import make_user
from tests.progress.month import OCTOBER, make_world
from tests.support.browser import barriers, photograph, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("filing")]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def world():
    return make_world()


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def looked_at(page, name):
    photograph(page, f"filing-{name}")
    assert overflow(page) <= 0
    assert barriers(page) == []


def file_it(page, *, month):
    page.fill("[name=month_yuan]", month)
    expect(page.locator("[name=completed_yuan]")).to_have_value(str(900 + int(month)))
    page.fill("[name=visible_progress]", "完成桥墩15座，开始架梁。")
    page.click("button[value=check]")
    expect(page.locator("h2")).to_contain_text("确认提交")


@pytest.mark.parametrize("screen", [PHONE, {"width": 1536, "height": 864}], ids=["phone", "desk"])
def test_an_owner_files_the_month_in_one_form(visitor, live_server, world, screen):
    width = screen["width"]
    sign_in(visitor, live_server, world.filer)
    visitor.set_viewport_size(screen)
    visitor.goto("/filings/")
    looked_at(visitor, f"list-{width}")
    visitor.click("a.button:text-is('报送')")
    visitor.fill("[name=month_yuan]", "120")
    expect(visitor.locator("[name=completed_yuan]")).to_have_value("1020")
    expect(visitor.locator("[name=since_start_yuan]")).to_have_value("3020")
    looked_at(visitor, f"form-{width}")

    file_it(visitor, month="130")
    looked_at(visitor, f"confirm-{width}")
    visitor.click("button[value=submit]")

    expect(visitor.locator(".three")).to_contain_text("1,030.00")
    expect(visitor.locator(".steps")).to_contain_text("北区")
    looked_at(visitor, f"receipt-{width}")
    filing = Filing.objects.get(period=OCTOBER)
    assert (filing.state, filing.completed_yuan) == ("SUBMITTED", 10_300_000)


def test_what_was_sent_back_shows_why_and_is_filed_anew(visitor, live_server, world):
    sign_in(visitor, live_server, world.filer)
    visitor.set_viewport_size(PHONE)
    visitor.goto(world.url)
    file_it(visitor, month="130")
    visitor.click("button[value=submit]")
    expect(visitor.locator(".steps")).to_contain_text("北区")
    district = make_user(role=Role.DISTRICT, unit=world.north)
    first = Filing.objects.get(period=OCTOBER)
    send_back(
        by=actor_of(district), at=first.submitted_at, filing_ids=[first.pk], reason="累计与台账不符"
    )

    visitor.goto(world.url)
    expect(visitor.locator(".message--error")).to_contain_text("累计与台账不符")
    looked_at(visitor, "returned-390")
    file_it(visitor, month="110")
    visitor.click("button[value=submit]")

    expect(visitor.locator(".three")).to_contain_text("1,010.00")
    second = Filing.objects.get(period=OCTOBER, attempt=2)
    assert (second.state, second.month_yuan) == ("SUBMITTED", 1_100_000)


def test_the_unit_confirms_what_the_office_entered_for_it(visitor, live_server, world):
    sign_in(visitor, live_server, world.office)
    visitor.goto(world.url)
    expect(visitor.locator(".message--info")).to_contain_text("北区城建公司")
    file_it(visitor, month="120")
    visitor.click("button[value=submit]")
    expect(visitor.locator(".answer")).to_contain_text("单位尚未确认")

    sign_in(visitor, live_server, world.filer)
    visitor.set_viewport_size(PHONE)
    visitor.goto(world.url)
    looked_at(visitor, "answer-390")
    visitor.click("button[value=CONFIRMED]")

    expect(visitor.locator(".answer")).to_contain_text("单位已确认")
    assert Filing.objects.get(period=OCTOBER).answer == "CONFIRMED"


def test_who_saves_second_is_told_and_overwrites_nothing(visitor, live_server, world):
    colleague = make_user(role=Role.OWNER, unit=world.owner, name="王芳")
    sign_in(visitor, live_server, world.filer)
    visitor.goto(world.url)
    other = visitor.context.browser.new_page()
    sign_in(other, live_server, colleague)
    other.goto(live_server.url + world.url)
    other.fill("[name=month_yuan]", "70")
    other.fill("[name=visible_progress]", "先存")
    expect(other.locator("#kept")).to_contain_text("草稿已于", timeout=8000)
    other.close()

    visitor.fill("[name=month_yuan]", "130")
    visitor.fill("[name=visible_progress]", "后存")

    expect(visitor.locator("#kept")).to_contain_text("王芳", timeout=8000)
    photograph(visitor, "filing-moved-1536")
    assert Filing.objects.get(period=OCTOBER).month_yuan == 700_000
    visitor.click("button[name=overwrite]")
    expect(visitor.locator("#id_month_yuan")).to_have_value("130")
    assert Filing.objects.get(period=OCTOBER).month_yuan == 1_300_000
