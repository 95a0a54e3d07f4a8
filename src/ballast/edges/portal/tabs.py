"""Views of the list that are looked at each day, as tabs with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.platform.codelists import selectors as codelists
from ballast.platform.language import called

from .listing import Asked
from .narrowing import GAPS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.platform.identity.models import User

    from .models import SavedView


@dataclass(frozen=True, slots=True)
class View:
    """A part of the list under a name of its own; ``asked`` is what its address means."""

    code: str
    words: "StrPromise | str"
    asked: Asked
    href: str
    is_current: bool = False
    shared_by: str = ""


_STARTS = "cols=number,unit,class,total,planned,completed,node,start_planned,started,standing"
_FINISHES = "cols=number,unit,class,total,planned,completed,node,finish_planned,finished,standing"
# In the order of the page: what the address says, and what it is called there.
_EVERYONES: Sequence[tuple[str, "StrPromise", str]] = (
    ("all", pgettext_lazy("view", "All"), ""),
    ("mine", pgettext_lazy("view", "Mine"), "who=mine"),
    ("start-month", _("To start this month"), f"due=start-month&{_STARTS}"),
    ("finish-month", _("To finish this month"), f"due=finish-month&{_FINISHES}"),
    ("unstarted", _("Due to start, not started"), f"due=unstarted&{_STARTS}"),
    ("unfiled", _("Not reported"), "standing=NOT_REPORTED"),
    ("provincial", _("Provincial key projects"), "tier=PROVINCIAL"),
    ("starred", pgettext_lazy("view", "Starred"), "who=starred"),
)
_BY_LAMP: Sequence[tuple[str, "StrPromise", str]] = (
    ("red", _("Red lamps"), "lamp=red"),
    ("yellow", _("Yellow lamps"), "lamp=yellow"),
)
_LAMPS_AFTER = 2  # all and mine


@lru_cache(maxsize=256)  # by address: to read ten others takes longer than a query
def built_in(asked: Asked, *, has_lamps: bool) -> Sequence[View]:
    """The views that everybody has, for the period of the address asked for."""
    rows = [*_EVERYONES]
    if has_lamps:
        rows[_LAMPS_AFTER:_LAMPS_AFTER] = _BY_LAMP
    return [_view(asked, *row) for row in rows]


def gaps(asked: Asked, on: date) -> Sequence[View]:
    """One view for each of the six gaps."""
    members = codelists.scheme(GAPS, on=on).members
    return _gaps(asked, tuple((one.code, called(one)) for one in members))


@lru_cache(maxsize=256)
def _gaps(asked: Asked, members: tuple[tuple[str, str], ...]) -> Sequence[View]:
    return [_view(asked, code, name, f"gap={code}") for code, name in members]


def own(asked: Asked, kept: Sequence["SavedView"], viewer: "User") -> list[View]:
    """The views that a person keeps, and those that are shared with them."""
    found = []
    for row in kept:
        one = _view(asked, f"v{row.pk}", row.name, row.address)
        found.append(replace(one, shared_by="" if row.owner_id == viewer.pk else row.owner.name))
    return found


def told_of(asked: Asked) -> str:
    """What is kept of an address: all but the period and the page."""
    said = replace(asked, is_open=False).plain[1:]
    return urlencode([pair for pair in parse_qsl(said) if pair[0] != "period"])


def _view(asked: Asked, code: str, words: "StrPromise | str", said: str) -> View:
    """``said`` for the period that is looked at, in the columns that are shown."""
    meant = Asked.read(QueryDict(said), [asked.period], asked.own)
    is_current = meant.narrowing == asked.narrowing
    return View(code, words, meant, meant.query, is_current)
