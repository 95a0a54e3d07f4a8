"""Chinese names in the order of the alphabet, and found by their first letters."""

import re
from functools import cache, lru_cache

_LETTER = re.compile(r"[a-z0-9]")


def sort_key(name: str) -> str:
    """What to sort a name by: 桂林市 → "gui4 lin2 shi4"; other characters as they are."""
    # The tables of pypinyin take half a second to load: only who sorts or searches pays.
    from pypinyin.seg.simpleseg import seg

    return " ".join(_sound(word) for word in seg(name.lower()))


def initials(name: str) -> str:
    """The first letters of a name, one slot a character, to be kept and searched.

    A character read in several ways has all its letters, whichever is meant: 重庆 → "zct,q".
    Letters and digits stand for themselves; anything else is passed over.
    """
    return ",".join(filter(None, map(_letters, name.lower())))


def initials_pattern(typed: str) -> str | None:
    """A regular expression that finds ``typed`` first letters inside kept ``initials``.

    Plain enough for Python and PostgreSQL alike: "glx" finds 桂柳线 and 国道桂柳线.
    None when ``typed`` is anything but letters and digits.
    """
    typed = typed.lower()
    if not re.fullmatch(r"[a-z0-9]+", typed):
        return None
    return "[a-z]*,[a-z]*".join(typed)


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """A word read aloud: names share their words, and reading one takes long."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True))


@cache
def _letters(character: str) -> str:
    """The letters with which the readings of one character begin."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, Style.FIRST_LETTER, heteronym=True, errors="ignore")
    if not readings:
        return character if _LETTER.match(character) else ""
    return "".join(dict.fromkeys(letter for letter in readings[0] if _LETTER.fullmatch(letter)))
