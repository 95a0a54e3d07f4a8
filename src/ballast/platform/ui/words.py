"""What a refusal is called in the reader's language."""

from collections.abc import Mapping
from typing import Any, Protocol

_WORDS: dict[str, object] = {}


class Said(Protocol):
    """A refusal (``kernel.errors``), or a fault of a workbook (``platform.sheets``)."""

    @property
    def code(self) -> str: ...
    @property
    def params(self) -> Mapping[str, Any]: ...


def install(words: Mapping[str, object]) -> None:
    """Add one app's words: refusal code → text with ``%(name)s`` for its parameters."""
    _WORDS.update(words)


def name_of(code: str) -> str:
    """What an event is called; its code where nobody has named it."""
    return str(_WORDS.get(code, code))


def say(said: Said) -> str:
    """A refusal or a fault in words, its parameters filled in."""
    return str(_WORDS[said.code]) % said.params
