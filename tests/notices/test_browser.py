"""From the bell to the place where one acts, in a real browser; and the same for who reads large."""

import re

import pytest
from playwright.sync_api import expect

from tests.notices.factories import make_notices
from tests.progress.month import OCTOBER, make_world
from tests.support.browser import barriers, photograph, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def world():
    return make_world()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_bell_leads_to_what_is_to_be_done_and_forgets_it(visitor, live_server, world):
    make_notices(world.filer, link=world.url)
    sign_in(visitor, live_server, world.filer)

    visitor.goto("/")
    assert barriers(visitor) == []
    photograph(visitor, "home")
    expect(visitor.locator(".bell__count")).to_have_text("1")
    visitor.locator("#bell").focus()
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/notices/")
    assert barriers(visitor) == []
    photograph(visitor, "notices")

    visitor.locator(".notice__words").click()
    visitor.wait_for_url(f"**/filings/{OCTOBER}/**")
    expect(visitor.locator(".bell__count")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/notices/", "/filings/", "/projects/"])
def test_who_reads_large_finds_every_page_whole(visitor, live_server, world, path):
    sign_in(visitor, live_server, world.filer)
    visitor.goto("/")
    visitor.locator(".top__who summary").click()
    visitor.get_by_role("button", name="特大").click()
    visitor.wait_for_selector("html[data-size=largest]")

    visitor.goto(path)
    assert fits(visitor)
    assert barriers(visitor) == []
    visitor.set_viewport_size(PHONE)
    visitor.goto(path)
    assert fits(visitor)
    expect(visitor.locator("#bell")).to_be_in_viewport()


def test_the_bell_counts_anew_by_itself(visitor, live_server, world):
    sign_in(visitor, live_server, world.filer)
    visitor.clock.install()
    visitor.goto("/")
    make_notices(world.filer)

    visitor.clock.run_for(61_000)

    expect(visitor.locator(".bell__count")).to_have_text("1")
    assert re.search(r"\d", visitor.locator("#bell").inner_text())
