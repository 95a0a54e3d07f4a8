"""The words of a terminal: the pages' own catalogue, read also before Django is set up."""

import gettext as standard
import unicodedata
from functools import cache

import django
from django.utils import translation

from ballast.config.env import PACKAGE, Env


def gettext(words: str) -> str:
    """The words in the terminal's language: Chinese, or English where its locale is English."""
    return _catalogue(Env().language).gettext(words)


def set_up_django() -> None:
    """Django, speaking the terminal's language from here on."""
    django.setup()
    translation.activate(Env().language)


def column(words: str, width: int) -> str:
    """Padded to ``width`` columns, of which a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
    return words + " " * (width - taken)


@cache
def _catalogue(language: str) -> standard.NullTranslations:
    if language == "en":
        return standard.NullTranslations()
    return standard.translation("django", PACKAGE / "locale", ["zh_Hans"], fallback=True)
