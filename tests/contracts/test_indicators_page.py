"""docs/reference/indicators.md says what the catalogue says (`make snapshots` writes it)."""

import os
from pathlib import Path

from django.utils import translation

from ballast.platform.analytics.catalogue import INDICATORS
from ballast.platform.analytics.messages import BASES, NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "indicators.md"

HEAD = """# Indicators

*Written by `make snapshots` from `platform/analytics/catalogue.py`; edit it there. Rounding, sources and
what a published figure differs by: [rules/indicators.md](../rules/indicators.md).*

| code | 中文 | English | measure | of | version |
|---|---|---|---|---|---|
"""


def written():
    rows = [
        f"| `{code}` | {in_chinese(NAMES[code])} | {in_english(NAMES[code])} | {one.measure}"
        f" | {in_chinese(BASES[code]) if code in BASES else ''} | {one.version} |"
        for code, one in INDICATORS.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


def in_chinese(words):
    with translation.override("zh-hans"):
        return str(words)


def in_english(words):
    with translation.override("en"):
        return str(words)


def test_every_indicator_has_a_name_and_every_ratio_says_of_what():
    assert NAMES.keys() == INDICATORS.keys()
    assert BASES.keys() == {code for code, one in INDICATORS.items() if one.denominator}


def test_the_page_of_indicators_is_true():
    if os.environ.get("BALLAST_SNAPSHOTS") == "write":
        PAGE.write_text(written())

    assert PAGE.read_text() == written()
