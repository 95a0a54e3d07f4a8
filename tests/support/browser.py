"""A real Chromium: Debian's own, driven by Playwright; without it a test is skipped, loudly.

``visitor`` is a page that fails its test for an error in the console, for anything the security
policy refused, and for a request to another site. ``sign_in`` lets a user in without the form,
``barriers`` asks axe, ``photograph`` keeps a picture in ``test-results``.
"""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

CHROMIUM = shutil.which("chromium")
# How wide the page is, once what is drawn has followed the window.
WIDTH = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(document.documentElement.scrollWidth))))"""
PICTURES = Path(__file__).resolve().parents[2] / "test-results"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

# Playwright keeps an event loop in the thread of the tests: Django would refuse its database there,
# and what runs a loop of its own, as the worker does, must have been tested before.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    """``pytest -m browser`` are those that need Chromium; they come last."""
    for item in items:
        if "page" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: "page" in item.fixturenames)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: as root, apt-get install chromium")
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """1920 × 1080 at Windows' 125 %: the common government laptop."""
    return browser_context_args | {
        "viewport": {"width": 1536, "height": 864},
        "locale": "zh-CN",
    }


@pytest.fixture
def visitor(page, live_server):
    """A page on the running site; ``visitor.goto("/ui/")``."""
    complaints = []

    def console(message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"{page.url}: {message.text}")

    def request(asked):
        if not asked.url.startswith((live_server.url, "data:", "blob:")):
            complaints.append(f"a request to another site: {asked.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", request)
    go = page.goto
    page.goto = lambda path, **options: go(live_server.url + path, **options)
    yield page
    assert complaints == []


def sign_in(page, live_server, user):
    """Give the browser the session of someone who has signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )


def speak(page, live_server, language):
    """Choose the language without the switch: ``zh-hans`` or ``en``."""
    page.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
    )


def barriers(page):
    """What axe finds against WCAG 2.1 A and AA, as rule and first element; nothing is the aim."""
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found]


def photograph(page, name):
    """The whole page, as a picture to look at."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
