"""Every component, in both languages and themes, on a desktop and on a phone."""

import pytest

from ballast.platform.identity.rules import Role
from tests.identity.factories import make_user
from tests.support.browser import barriers, photograph, sign_in, speak

DESKTOP = {"width": 1536, "height": 864}
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [
        ("zh-hans", "light", DESKTOP),
        ("zh-hans", "screen", DESKTOP),
        ("zh-hans", "light", PHONE),
        ("en", "light", DESKTOP),
        ("en", "screen", PHONE),
    ],
    ids=lambda value: value if isinstance(value, str) else value["width"],
)
def test_no_component_bars_anyone_or_breaks_the_policy(visitor, live_server, language, theme, size):
    speak(visitor, live_server, language)
    visitor.set_viewport_size(size)
    visitor.goto(f"/ui/?theme={theme}")

    assert barriers(visitor) == []
    assert visitor.evaluate("document.documentElement.scrollWidth") == size["width"]
    photograph(visitor, f"gallery-{language}-{theme}-{size['width']}")


def test_the_check_for_barriers_finds_a_planted_one(visitor):
    visitor.goto("/ui/")
    visitor.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=data:,>')"
    )

    assert [rule for rule, _ in barriers(visitor)] == ["image-alt"]


def test_the_language_changes_at_a_click_and_the_page_stays(visitor):
    visitor.goto("/ui/?theme=screen")
    visitor.get_by_role("button", name="English").click()

    assert visitor.get_by_role("heading", level=1).inner_text() == "Component gallery"
    assert visitor.url.endswith("/ui/?theme=screen")


def test_a_message_goes_away_when_it_is_dismissed(visitor):
    visitor.goto("/ui/")
    before = visitor.locator(".message").count()
    visitor.get_by_role("button", name="关闭提示").first.click()

    assert visitor.locator(".message").count() == before - 1


@pytest.mark.parametrize("path", ["/no-such-page/"])
def test_the_page_for_what_is_not_there_bars_nobody(visitor, path):
    visitor.goto(path)

    assert barriers(visitor) == []
    photograph(visitor, "not-found")


def test_rows_come_as_the_reader_scrolls_and_then_no_more_are_offered(visitor):
    visitor.goto("/ui/")
    more = visitor.locator("tr.more")
    more.scroll_into_view_if_needed()
    more.wait_for(state="detached")

    assert visitor.locator("tbody tr:has(.lifecycle)").count() == 12


def test_a_menu_closes_at_escape(visitor, live_server):
    sign_in(visitor, live_server, make_user(role=Role.SYSTEM_ADMINISTRATOR))
    visitor.goto("/people/")
    visitor.locator("details.top__who summary").click()
    assert visitor.get_by_role("button", name="退出登录").is_visible()

    visitor.keyboard.press("Escape")

    assert not visitor.get_by_role("button", name="退出登录").is_visible()
