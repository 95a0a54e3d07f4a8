"""What there is to be told of, and in which words: installed from ``config/notices.py``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ballast.platform.language import period_called

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


EVERY = "*"  # wished for: each kind there is and will be
TEST = "notice_test"  # of which one sends oneself one: it waits for no hours


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    ``name`` is what the filter calls it. ``words`` say it, with ``%(name)s`` for the parameters;
    a parameter ``period`` holds a period's code and is read in the reader's language.
    """

    name: "StrPromise"
    words: "StrPromise"
    icon: str = "bell"


_KINDS: dict[str, Kind] = {}


def install(kinds: Mapping[str, Kind]) -> None:
    """Make these the kinds there are, in place of any before."""
    _KINDS.clear()
    _KINDS.update(kinds)


def known() -> Mapping[str, Kind]:
    return _KINDS


def kind(code: str) -> Kind | None:
    """None for a kind that is no longer told: old notices of it stay readable by their title."""
    return _KINDS.get(code)


def words(code: str, params: Mapping[str, str]) -> str:
    """What a notice says, in the reader's language."""
    found = _KINDS.get(code)
    if found is None:
        return " ".join(params.values())
    return str(found.words) % {name: _shown(name, text) for name, text in params.items()}


def _shown(name: str, text: str) -> str:
    return period_called(text) if name == "period" else text
