"""How soon a page stands before its reader on a slow office computer: a real Chromium at a quarter.

The largest thing painted, panels that come by htmx included, from an empty cache.
"""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from wsgiref.simple_server import WSGIRequestHandler

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from ballast.platform.identity.models import User

SLOWER = 4  # a laptop of 2016 against this machine
TIMES = 5
_LARGEST = """() => new Promise((done) =>
  new PerformanceObserver((list) => done(list.getEntries().pop().startTime))
    .observe({ type: "largest-contentful-paint", buffered: true }))"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


def seconds_of(reader: User, addresses: Sequence[str]) -> dict[str, float]:
    """The median first view of each address."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)
    name = settings.SESSION_COOKIE_NAME
    with _served() as site, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        cookie = {"name": name, "value": client.cookies[name].value, "url": site}
        found = {
            address: median(_once(browser, site + address, cookie) for _ in range(TIMES))
            for address in addresses
        }
        browser.close()
    return found


def _once(browser: Browser, address: str, cookie: dict[str, str]) -> float:
    context = browser.new_context(viewport={"width": 1536, "height": 864}, locale="zh-CN")
    context.add_cookies([cookie])
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        raise AssertionError(f"{address} answered {answer and answer.status}")
    page.wait_for_load_state("networkidle")
    largest = page.evaluate(_LARGEST)
    context.close()
    return float(largest) / 1_000


@contextmanager
def _served() -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
