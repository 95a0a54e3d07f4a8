"""Styles and scripts: our own, once, and kept by the browser for good."""

import gzip
import json
import re
import subprocess
import sys
from contextlib import closing
from zipfile import ZipFile

import pytest
from django.conf import settings

from tools.assets import ROOT


@pytest.fixture
def addresses(client):
    page = client.get("/ui/").content.decode()
    return re.findall(r'<(?:script|link)[^>]+(?:src|href)="(/[^"]+)"', page)


def test_a_page_loads_one_stylesheet_and_one_script_and_they_are_there(client, addresses):
    assert [address.rpartition(".")[2] for address in addresses] == ["css", "js"]
    for address in addresses:
        with closing(client.get(address)) as answer:
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "max-age=315360000, public, immutable"


def test_what_the_page_names_is_what_the_build_names(addresses):
    """Else the browser would fetch a shared chunk twice, under two names."""
    manifest = json.loads((settings.STATIC_ROOT / "manifest.json").read_text())
    built = {f"/static/{entry['file']}" for entry in manifest.values()}
    built |= {f"/static/{css}" for entry in manifest.values() for css in entry.get("css", [])}

    assert set(addresses) <= built


def test_what_every_page_loads_is_small_and_draws_no_charts():
    """60 kB packed, styles and scripts together; charts come only where a chart stands."""
    manifest = json.loads((settings.STATIC_ROOT / "manifest.json").read_text())
    needed, waiting = set(), ["src/main.ts"]
    while waiting:
        entry = manifest[waiting.pop()]
        needed |= {entry["file"], *entry.get("css", [])}
        waiting += [name for name in entry.get("imports", []) if name not in needed]

    contents = [(settings.STATIC_ROOT / name).read_bytes() for name in needed]

    assert sum(len(gzip.compress(content)) for content in contents) <= 60_000
    assert not [content for content in contents if b"zrender" in content]


def test_styles_travel_packed(client, addresses):
    with closing(client.get(addresses[0], headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "newer", ["@layer", "color-mix(", ":has(", "@container", "popover", "@property", "oklch(", "&"]
)
def test_the_styles_ask_nothing_that_chromium_92_lacks(newer):
    [styles] = (settings.STATIC_ROOT / "assets").glob("main-*.css")

    assert newer not in re.sub(r'url\("?data:[^)]+\)', "", styles.read_text())


def test_a_release_carries_its_styles_and_its_words(tmp_path):
    """So that production needs neither Node nor a registry."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        inside = packed.namelist()

    assert "ballast/static/manifest.json" in inside
    assert "ballast/locale/zh_Hans/LC_MESSAGES/django.mo" in inside
    assert any(re.fullmatch(r"ballast/static/assets/main-.+\.css\.gz", name) for name in inside)
