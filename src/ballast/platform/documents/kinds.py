"""The kinds of paper there are: each app writes its own, ``config/papers.py`` installs them.

A kind says what a paper of a month tells. Who issues it, under which number and on which day, is
added here, the same for every kind (``services.writing``).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

ISSUE = "期"  # as ``Kind.numbered``: 第9期 instead of 示重点办〔2023〕9号


class Form(StrEnum):
    """How a paper is laid out: 版头—主体—版记 (GB/T 9704), or the office's own working sheet."""

    OFFICIAL = "official"
    WORKING = "working"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """For whom papers of a period are composed, and as of which day."""

    period: str  # kernel.periods: 2023-09
    subjects: Sequence[str]
    viewer: "User"
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What one paper says. ``values`` and ``texts`` are JSON: no Decimal, no date.

    ``values`` are the names that the template may use; ``addressees`` among them, where the kind
    knows its 主送机关 in words. ``passages`` are the sentences that a person answers for
    (``{{ passages.问题 }}`` in a template): named as the page should call them, each with a
    drafted text. ``addressees`` are codes of the units that will sign for the paper.
    ``texts`` stand beside the paper: an SMS.
    """

    subject: str  # "" where a period has one paper of the kind
    title: str
    values: Mapping[str, object]
    passages: Mapping[str, str] = field(default_factory=dict)
    addressees: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Of all that was computed: other figures give another."""
        told = [self.title, self.values, sorted(self.addressees), self.texts]
        plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What has come of a signed paper: ``values`` take the place of what it left open.

    ``mark`` stands above the text of such a copy, which is never the signed paper itself.
    """

    values: Mapping[str, object]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of paper.

    ``compose`` takes many subjects in a fixed number of queries, and leaves out those of which
    there is nothing to say. ``sample`` gives the values that a replaced template is tried on,
    every name with something in it. ``numbered`` is the word in the number: "" for
    示重点办〔2023〕27号, 预警 for 示重点办预警〔2023〕46号, ``ISSUE`` for 第9期; None: no number.
    ``on_signing`` gives the values that hang on the day of signing (until when to answer), and
    what a draft says instead of each (None); they are no part of the digest. ``followed`` gives
    what has come of a sent paper, by its id, up to a day; None where nothing has.
    """

    code: str
    name: str  # in Chinese, as the office calls it: 通报
    form: Form
    template: Path
    subjects: Callable[[str], Sequence[str]]
    compose: Callable[[Query], Sequence[Composed]]
    sample: Callable[[], Composed]
    numbered: str | None = None
    on_signing: Callable[[date | None], Mapping[str, str]] | None = None
    followed: Callable[[int, date], Followed | None] | None = None


_KINDS: dict[str, Kind] = {}


def install(kinds: Iterable[Kind]) -> None:
    """Say, once at start-up, which kinds there are, in the order in which a month needs them."""
    _KINDS.clear()
    _KINDS.update((one.code, one) for one in kinds)


def kinds() -> Sequence[Kind]:
    return list(_KINDS.values())


def kind(code: str) -> Kind:
    """The kind of a code. Raises ``KeyError``."""
    return _KINDS[code]
