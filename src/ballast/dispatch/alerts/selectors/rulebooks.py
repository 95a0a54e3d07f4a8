"""The rulebooks that ship, those a city published, and which holds on a day."""

from datetime import date
from functools import cache
from pathlib import Path

from ballast.dispatch.alerts.models import Rulebook as Row
from ballast.dispatch.alerts.rules import Rulebook, read

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
