"""How a project's name is written, and when two spellings are one name."""

import re
import unicodedata

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_NOT_BETWEEN_WORDS = re.compile(r"(?<![!-~]) | (?![!-~])")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_HAN = re.compile("[㐀-鿿]")
_CHINESE_BRACKETS = str.maketrans("()", "（）")
_UNSEEN = re.compile(r"""[\s“”‘’"'《》〈〉「」]""")
_DASH = re.compile("[—–―‐‑−~]+")
_LONGEST = 300  # some signs grow when made half-width: ㎡, ㈱
_DOT = re.compile("[•▪・‧∙●]")


def tidy_name(text: str) -> str:
    """The name as the register writes it.

    Letters and figures half-width, brackets of a Chinese name full-width, no line breaks, and
    blanks only between Latin words.
    """
    name = _FULL_WIDTH.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    name = _NOT_BETWEEN_WORDS.sub("", _BLANK.sub(" ", name)).strip()
    return name.translate(_CHINESE_BRACKETS) if _HAN.search(name) else name


def name_key(text: str) -> str:
    """Equal for spellings that a reader takes for one name: width, blanks, quotes, dashes, case."""
    key = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _DOT.sub("·", _DASH.sub("-", key))[:_LONGEST]


def bigrams(key: str) -> frozenset[str]:
    """The pairs of neighbouring signs in a key; of a single sign, the sign."""
    return frozenset(key[at : at + 2] for at in range(max(1, len(key) - 1))) if key else frozenset()


def likeness(one: str, other: str) -> float:
    """How much two keys have in common: 1 for the same pairs of signs, 0 for none (Dice)."""
    left, right = bigrams(one), bigrams(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
