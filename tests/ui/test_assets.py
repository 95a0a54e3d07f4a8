"""Styles and scripts: our own, once, and kept by the browser for good."""

import json
import re
from contextlib import closing

import pytest
from django.conf import settings


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


def test_styles_travel_packed(client, addresses):
    with closing(client.get(addresses[0], headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer["Content-Encoding"] == "gzip"
