"""What a refusal is called in the reader's language."""

from collections.abc import Mapping

from ballast.kernel.errors import Refused

_WORDS: dict[str, str] = {}


def install(words: Mapping[str, str]) -> None:
    """Add one app's words: refusal code → text with ``%(name)s`` for its parameters."""
    _WORDS.update(words)


def say(refusal: Refused) -> str:
    """The refusal in words, its parameters filled in."""
    return str(_WORDS[refusal.code]) % refusal.params
