"""What goes wrong under a page's hands is said on it, and what was typed stays."""

import re
import time

import pytest

from ballast.delivery.progress.models import Filing
from ballast.platform.identity.models import Session
from tests.identity.factories import PASSWORD
from tests.progress.month import make_world
from tests.support.browser import barriers, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return make_world()


def enter(page, user):
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")


def typed(visitor):
    return visitor.input_value("[name=visible_progress]")


def test_a_list_whose_reader_was_signed_out_leads_to_the_door_and_back(visitor, live_server, world):
    sign_in(visitor, live_server, world.filer)
    visitor.goto("/filings/?state=TO_DO")
    Session.objects.all().delete()

    visitor.fill(".filters [name=q]", "江")
    visitor.wait_for_url(re.compile(r"/sign-in/\?next="))
    enter(visitor, world.filer)

    visitor.wait_for_url(re.compile(r"/filings/\?state=TO_DO"))


def test_what_was_typed_outlives_the_sign_in(visitor, live_server, world):
    sign_in(visitor, live_server, world.filer)
    visitor.goto(world.url)
    visitor.fill("[name=visible_progress]", "完成桥墩16座。")
    Session.objects.all().delete()
    visitor.press("[name=visible_progress]", "Tab")  # the draft would be kept now

    told = visitor.locator("#trouble")
    told.get_by_role("link").wait_for()
    assert typed(visitor) == "完成桥墩16座。"
    assert barriers(visitor) == []

    with visitor.context.expect_page() as opened:
        told.get_by_role("link").click()
    door = opened.value
    enter(door, world.filer)
    door.wait_for_selector("#again")
    door.close()
    visitor.bring_to_front()
    visitor.evaluate("window.dispatchEvent(new Event('focus'))")
    visitor.wait_for_selector("#trouble[data-now=again]")

    visitor.fill("[name=visible_progress]", "完成桥墩17座。")
    visitor.press("[name=visible_progress]", "Tab")
    until = time.monotonic() + 10
    while not Filing.objects.filter(visible_progress="完成桥墩17座。").exists():
        assert time.monotonic() < until
        visitor.wait_for_timeout(100)


def test_without_a_network_the_page_says_so_and_keeps_what_was_typed(page, live_server, world):
    """On a bare page: that htmx complains in the console is right this once."""
    sign_in(page, live_server, world.filer)
    page.goto(live_server.url + world.url)
    page.context.set_offline(True)

    page.fill("[name=visible_progress]", "完成桥墩16座。")
    page.press("[name=visible_progress]", "Tab")

    page.wait_for_selector("#trouble[data-now=offline]")
    assert typed(page) == "完成桥墩16座。"
    page.context.set_offline(False)


@pytest.mark.parametrize(("status", "said"), [(500, "server"), (404, "gone"), (403, "forbidden")])
def test_a_failure_is_a_message_and_not_a_page_within_the_page(
    visitor, live_server, world, status, said
):
    sign_in(visitor, live_server, world.filer)
    visitor.goto("/filings/")
    visitor.route(
        re.compile(r"/filings/\?.*q="),
        lambda route: route.fulfill(status=status, body="<html><h1>no</h1></html>"),
    )

    visitor.fill(".filters [name=q]", "江")

    visitor.wait_for_selector(f"#trouble[data-now={said}]")
    assert visitor.locator("h1").count() == 1


def test_what_takes_long_shows_that_it_is_under_way(visitor, live_server, world):
    sign_in(visitor, live_server, world.filer)
    visitor.goto("/filings/")
    held = []
    visitor.route(re.compile(r"/filings/\?.*q="), lambda route: held.append(route))

    visitor.fill(".filters [name=q]", "江")
    visitor.wait_for_selector("#loading", state="visible")
    assert visitor.locator("[aria-busy=true]").count() == 1

    held[0].continue_()
    visitor.wait_for_selector("#loading", state="hidden")
    assert visitor.locator("[aria-busy=true]").count() == 0
