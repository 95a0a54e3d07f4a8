"""One import: a page whose content follows how far it has come."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ballast.delivery.ledgers import selectors
from ballast.delivery.ledgers.forms import About
from ballast.delivery.ledgers.models import Import
from ballast.delivery.ledgers.rules import FILING, UNDER_WAY, Standing, State, is_stalled
from ballast.delivery.ledgers.selectors import DOUBTS
from ballast.delivery.ledgers.templatetags.ledgers import PILE_NAMES
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.http import now, require, scope, today
from ballast.platform.ui.http import AuthedRequest, page

from .asked import PILES, Asked
from .layout import is_undecodable, layout
from .listing import RIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise

    from ballast.delivery.ledgers.selectors import Tally

    Heads = tuple[StrPromise, ...]

_WITH_ROWS = (State.READY, State.COMMITTED, State.UNDONE)
_HELD_BACK = (Standing.FAULTY, Standing.NEAR, Standing.FOREIGN)
_WRITES = (Standing.NEW, Standing.CHANGED)


@dataclass(frozen=True, slots=True)
class Tab:
    words: str
    href: str
    count: int
    is_current: bool


def import_of(request: AuthedRequest, pk: int) -> Import:
    """The import of an address, if it is this person's to see."""
    found = selectors.imports(request.user, today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
@require(RIGHT)
def one(request: AuthedRequest, pk: int) -> HttpResponse:
    """What became of a workbook: being read, asked about, to be checked, written, taken back."""
    imported = import_of(request, pk)
    stalled = is_stalled(imported.state, imported.moved_at, at=now())
    asks = imported.state == State.ASKING or is_undecodable(imported)
    context: dict[str, Any] = {
        "imported": imported,
        "is_stalled": stalled,
        "is_under_way": imported.state in UNDER_WAY and not stalled,
        "layout": layout(imported) if asks else None,
        "rows": None,
    }
    if imported.state in _WITH_ROWS:
        answer = _with_rows(request, context)
    else:
        answer = page(request, "ledgers/import.html", "import", context)
    if request.htmx and "progress" in request.GET and imported.state not in UNDER_WAY:
        answer["HX-Refresh"] = "true"  # it has come to its end: head and actions change too
    return answer


def _with_rows(request: AuthedRequest, context: dict[str, Any]) -> HttpResponse:
    imported: Import = context["imported"]
    tally = selectors.tally(imported)
    asked = Asked.read(request.GET, _usual(tally))
    is_more = bool(request.htmx) and asked.page > 1 and not asked.is_whole
    found = selectors.pile(imported, asked.pile, asked.text)
    count = found.count() if asked.text else tally.piles[asked.pile]
    context |= {
        **asked.reached(count),
        "rows": asked.cut(found, alone=is_more),
        "units": identity.unit_names() if asked.pile in _SHOWS_UNITS else {},
        "may_match": imported.state == State.READY,
    }
    if is_more:
        return page(request, "ledgers/import.html", "rows", context)
    context |= _around(request, imported, tally, asked)
    answer = page(request, "ledgers/import.html", "import", context)
    if request.htmx and "progress" not in request.GET:
        answer["HX-Push-Url"] = request.path + asked.query
    return answer


_SHOWS_UNITS = (Standing.NEAR, Standing.FOREIGN)

# What stands beside a row's place and name, by pile.
_SAID: "Heads" = (_("Owner"), _("Unit"))
_HEADS: "Mapping[str, Heads]" = {
    Standing.FAULTY: (_("What is wrong"),),
    DOUBTS: (_("What to look at"),),
    Standing.NEAR: (_("Projects of the register"),),
    Standing.FOREIGN: (_("Unit"), _("Why")),
}
_TO_COME: "Mapping[str, Heads]" = {
    Standing.NEW: (_("What would be written"),),
    Standing.CHANGED: (_("What would change"),),
}
_PAST: "Mapping[str, Heads]" = {
    Standing.NEW: (_("What was written"),),
    Standing.CHANGED: (_("What was changed"),),
}
_HINTS = {
    Standing.FAULTY: _("A cell's address shows its row in the workbook."),
    Standing.NEAR: _("Their names are like those of known projects: say whether they are."),
    Standing.NEW: _("Amounts in 10k yuan."),
    Standing.CHANGED: _("What was → what would be; amounts in 10k yuan."),
    Standing.MISSING: _(
        "In the plan or the last workbook, and not in this one: nothing happens to them."
    ),
    Standing.FOREIGN: _("Another unit's projects: they are never written from here."),
    DOUBTS: _("They keep nothing from being written; look at them all the same."),
}


def _around(
    request: AuthedRequest, imported: Import, tally: "Tally", asked: Asked
) -> dict[str, Any]:
    """What stands around the rows: the sums, the piles, and what can be done now."""
    piles = tally.piles
    whole = [fault for fault in imported.faults if fault["whole"]]
    stray = [fault for fault in imported.faults if not fault["whole"]]
    held_back = sum(piles[one] for one in _HELD_BACK)
    may_accept = imported.kind == FILING and scope(request).may("filing.enter_for")
    return {
        "tally": tally,
        "rows_count": sum(piles[one] for one in Standing if one != Standing.MISSING),
        "tabs": [
            Tab(str(PILE_NAMES[name]), asked.on_pile(name), piles[name], name == asked.pile)
            for name in PILES
            if piles[name] or name == asked.pile
        ],
        "pile_name": str(PILE_NAMES[asked.pile]),
        "clear": asked.on_pile(asked.pile),
        "heads": _heads(imported, asked.pile),
        "hint": str(_HINTS.get(asked.pile, "")),
        "about": About(on=today()) if any(_is_about(one) for one in whole) else None,
        "may_review": scope(request).may("filing.review"),
        "whole": whole,
        "stray": stray,
        "held_back": held_back,
        "writes": sum(piles[one] for one in _WRITES),
        "is_clean": not (whole or stray or held_back),
        "near": piles[Standing.NEAR],
        "is_foreign_money": imported.currency != "CNY",
        "may_accept": may_accept,
    }


def _is_about(fault: dict[str, Any]) -> bool:
    return fault["code"] in _SUBJECT_FAULTS


_SUBJECT_FAULTS = ("year_missing", "year_several", "period_missing", "period_several")


def _heads(imported: Import, pile: str) -> "Heads":
    done = _TO_COME if imported.state == State.READY else _PAST
    return done.get(pile) or _HEADS.get(pile, _SAID)


def _usual(tally: "Tally") -> str:
    """The first pile in which something wants to be looked at."""
    return next((name for name in PILES if tally.piles[name]), Standing.NEW.value)
