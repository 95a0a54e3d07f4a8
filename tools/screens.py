"""Photographs every kind of page of a demo that is being served: `make screens`.

``python -m tools.screens ADDRESS SIGN-INS`` writes ``docs/screens/*.png``, to be looked at in the
diff. SIGN-INS is the demo's list of names and passwords.
"""

import io
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parents[1] / "docs" / "screens"
DESK, HALL, PHONE = (1536, 864), (1920, 1080), (390, 844)
MONTH = "period=2023-09"


@dataclass(frozen=True)
class Shot:
    """A page as one role sees it; ``link``: the first link on it that fits leads to the page.

    ``then`` stands behind the address that the link leads to.
    """

    name: str
    role: str
    path: str
    size: tuple[int, int] = DESK
    link: str = ""
    language: str = ""
    then: str = ""


_ISSUE = "main a[href^='/issues/W']"
_MEETING = "main a[href^='/meetings/M']"

SHOTS = (
    Shot("sign-in", "", "/sign-in/"),
    Shot("to-do", "office", "/"),
    Shot("to-do-phone", "owner", "/", PHONE),
    Shot("cockpit", "leader", "/cockpit/"),
    Shot("cockpit-phone", "leader", "/cockpit/", PHONE),
    Shot("cockpit-english", "leader", "/cockpit/", language="English"),
    Shot("wall", "office", "/wall/", HALL),
    Shot("map", "office", "/map/"),
    Shot("map-phone", "district", "/map/", PHONE),
    Shot("projects", "office", f"/projects/?{MONTH}"),
    Shot("projects-phone", "district", f"/projects/?{MONTH}", PHONE),
    Shot("project", "office", f"/projects/?{MONTH}", link="main th a[href^='/projects/B']"),
    Shot("project-phone", "owner", "/projects/", PHONE, "main th a[href^='/projects/B']"),
    Shot("lamp", "office", f"/projects/?{MONTH}", link="main td.pin-lamp a"),
    Shot("filings", "owner", "/filings/?period=2023-10"),
    Shot("filing-phone", "owner", "/filings/?period=2023-10", PHONE, "main td a, main th a"),
    Shot("review", "district", "/review/?period=2023-10"),
    Shot("imports", "office", "/imports/"),
    Shot("import", "office", "/imports/", link="main a[href^='/imports/']"),
    Shot("periods", "office", "/periods/"),
    Shot("plan", "office", "/plans/2023/"),
    Shot("warnings", "office", f"/warnings/?{MONTH}"),
    Shot("rulebooks", "office", "/rulebooks/"),
    Shot("checks", "office", "/warnings/checks/?tab=all"),
    Shot("loop", "office", "/loop/"),
    Shot("issues", "office", "/issues/"),
    Shot("issue", "office", "/issues/", link=_ISSUE),
    Shot("issue-phone", "district", "/issues/", PHONE, _ISSUE),
    Shot("raising", "district", "/issues/new/"),
    Shot("meetings", "office", "/meetings/?tab=all"),
    Shot("meeting", "office", "/meetings/?tab=past&kind=observation", link=_MEETING),
    Shot("minutes", "office", "/meetings/?tab=past", link=_MEETING, then="minutes/"),
    Shot("graded-dispatch", "office", "/meetings/dispatch/"),
    Shot("responsibility", "office", "/responsibility/"),
    Shot("handover", "office", "/responsibility/handover/"),
    Shot("notice-settings", "district", "/notices/settings/"),
    Shot("instructions", "office", "/instructions/"),
    Shot("sweeps", "office", "/sweeps/"),
    Shot("sweep-phone", "owner", "/sweeps/", PHONE),
    Shot("papers", "office", "/papers/"),
    Shot(
        "paper", "office", "/papers/?tab=archive", link="main a[href^='/papers/']:not([href$='/'])"
    ),
    Shot("notices", "district", "/notices/"),
    Shot("settings", "office", "/settings/"),
    Shot("units", "system", "/units/"),
    Shot("journal", "audit", "/journal/"),
    Shot("components", "office", "/ui/"),
)


def main(address: str, sign_ins: Path) -> None:
    passwords = dict(re.findall(r"^\s*(\w+)\s+(\S+)\s*$", sign_ins.read_text(), re.MULTILINE))
    OUT.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for role in dict.fromkeys(shot.role for shot in SHOTS):
            with _signed_in(browser, address, role, passwords.get(role, "")) as page:
                for shot in (one for one in SHOTS if one.role == role):
                    _take(page, address, shot)


@contextmanager
def _signed_in(browser: Browser, address: str, role: str, password: str) -> Iterator[Page]:
    page = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}).new_page()
    if role:
        page.goto(f"{address}/sign-in/")
        page.fill("input[name=username]", role)
        page.fill("input[name=password]", password)
        with page.expect_navigation():
            page.press("input[name=password]", "Enter")
    yield page
    page.context.close()


def _take(page: Page, address: str, shot: Shot) -> None:
    page.set_viewport_size({"width": shot.size[0], "height": shot.size[1]})
    answer = page.goto(address + shot.path)
    if shot.link:
        href = page.locator(shot.link).first.get_attribute("href")
        answer = page.goto(f"{address}{href}{shot.then}")
    if answer is None or not answer.ok:
        sys.exit(f"{shot.name}: {page.url} answers {answer and answer.status}")
    if shot.language:
        page.get_by_text(shot.language, exact=True).first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)  # charts draw themselves
    picture = Image.open(io.BytesIO(page.screenshot()))
    # 256 colours are enough for flat drawings, and a quarter of the bytes; so chosen that no lamp
    # takes another's colour.
    few = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
    few.save(OUT / f"{shot.name}.png", optimize=True)
    if shot.language:
        page.get_by_text("简体中文", exact=True).first.click()
    print(shot.name, page.url)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
