"""The rulebooks that ship, those a city published, and which holds on a day."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ballast.dispatch.alerts.models import Rulebook as Row
from ballast.dispatch.alerts.rules import Rulebook, read

if TYPE_CHECKING:
    from django.db.models import QuerySet

PRESETS = ("default", "yinchuan", "sanya", "wuhan", "jinhua", "bozhou")
_FOLDER = Path(__file__).parents[1] / "rulebooks"


@cache
def shipped(code: str) -> str:
    """The text of a preset."""
    return (_FOLDER / f"{code}.toml").read_text()


@cache
def rulebook(text: str) -> Rulebook:
    """The rules of a text that was read before."""
    return read(text)


def in_force(on: date) -> Row:
    """The rulebook of a day: what the city published last, else the default; not always stored."""
    published = Row.objects.filter(valid_from__lte=on).order_by("-valid_from", "-pk").first()
    if published:
        return published
    text = shipped(PRESETS[0])
    key = rulebook(text).key
    # A lamp's sentence stays what it was, even where the wording that ships was mended since.
    return Row.objects.filter(key=key).first() or Row(key=key, text=text)


def published() -> "QuerySet[Row]":
    """What the city published, the latest to hold first."""
    return Row.objects.filter(valid_from__isnull=False).order_by("-valid_from", "-pk")


def taken_keys() -> frozenset[str]:
    """The keys that a new version may not have: published, or lamps rest on them."""
    return frozenset(Row.objects.values_list("key", flat=True))


def text_of(key: str) -> str | None:
    """The text of a version by its key: published, used, or one that ships."""
    row = Row.objects.filter(key=key).first()
    if row:
        return row.text
    return next((text for text in map(shipped, PRESETS) if rulebook(text).key == key), None)
