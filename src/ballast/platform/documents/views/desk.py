"""The desk: what is drafted, waits, is on its way, and all that was ever signed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ballast.platform.documents import kinds, selectors, sheets
from ballast.platform.documents.forms import MonthForm
from ballast.platform.documents.messages import STATES, TABS
from ballast.platform.documents.models import Paper
from ballast.platform.documents.rules import Act
from ballast.platform.documents.selectors import Tab
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.language import is_chinese
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.platform.ui.http import AuthedRequest, attached, listing
from ballast.platform.ui.templatetags.figures import period as period_name

from .asked import Asked

OFFICE = (Tab.DRAFTS, Tab.CHECKING, Tab.SIGNING, Tab.SENDING, Tab.OUTSTANDING)
_STATES_OF = {
    Tab.SENDING: ("signed", "sealed"),
    Tab.ARCHIVE: ("signed", "sealed", "sent", "receipted", "withdrawn"),
}
_NAMED = 2  # addressees named in a row


@dataclass(frozen=True)
class Desk:
    """What one address of the desk is about, for who asks."""

    request: AuthedRequest

    @cached_property
    def is_office(self) -> bool:
        return bool(identity.scope(self.request).rights & selectors.OFFICE)

    @cached_property
    def units(self) -> frozenset[int]:
        """For which units the reader signs."""
        return selectors.units_signed_for(self.request.user, identity.today())

    @cached_property
    def tabs(self) -> Sequence[Tab]:
        own = [Tab.WAITING] if self.units and not self.is_office else []
        return [*(OFFICE if self.is_office else own), Tab.ARCHIVE]

    @cached_property
    def asked(self) -> Asked:
        codes = {one.code for one in kinds.kinds()}
        return Asked.read(self.request.GET, self.tabs, codes, self.tabs[0])

    @cached_property
    def reached(self) -> QuerySet[Paper]:
        return selectors.visible_to(self.request.user, identity.today())

    @property
    def chosen(self) -> QuerySet[Paper]:
        found = selectors.of_tab(self.reached, self.asked.tab, self.units)
        return selectors.chosen(found, self.asked.choice)

    def may(self, right: str) -> bool:
        return identity.scope(self.request).may(right)


@require("paper.view")
def desk(request: AuthedRequest) -> HttpResponse:
    """The papers of one tab and what may be done with them."""
    found = Desk(request)
    rows, around = partial(_rows, found), partial(_around, found)
    return listing(request, "documents/desk.html", found.asked, rows, around)


@require("paper.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, every paper of it, as a workbook."""
    found = Desk(request)
    title = _("Register of papers")
    notes = " · ".join([str(TABS[found.asked.tab]), f"{identity.today():%Y-%m-%d}"])
    return attached(sheets.register(title, notes, _lines(list(found.chosen))), f"{title}.xlsx")


def named(code: str) -> str:
    """What a kind is called: in English by its code word, as the glossary has it."""
    in_english = code.replace("_", " ").capitalize()
    if not is_chinese():
        return in_english
    return next((one.name for one in kinds.kinds() if one.code == code), in_english)


def _rows(found: Desk, *, alone: bool) -> dict[str, Any]:
    asked, chosen = found.asked, found.chosen
    count, cut = chosen.count(), asked.cut(chosen, alone=alone)
    return {
        **asked.reached(count),
        "rows": _lines(list(cut)),
        "acts": _acts(found),
    }


def _lines(papers: Sequence[Paper]) -> list[dict[str, Any]]:
    ids = [one.pk for one in papers]
    to = selectors.addressees(ids)
    back = selectors.last_words([one.pk for one in papers if one.state == "draft"], Act.SEND_BACK)
    waiting = selectors.untaken(ids)
    return [
        {
            "paper": one,
            "kind": named(one.kind),
            "state": STATES[one.state],
            "to": _to(to.get(one.pk, ())),
            "all_to": "、".join(name for name, _has in to.get(one.pk, ())),
            "of": len(to.get(one.pk, ())),
            "signed_for": sum(has for _name, has in to.get(one.pk, ())),
            "sent_back": back.get(one.pk, ""),
            "untaken": waiting.get(one.pk, 0),
        }
        for one in papers
    ]


def _to(names: Collection[tuple[str, bool]]) -> str:
    """北区、南区; of many the first and how many there are."""
    shown = "、".join([name for name, _has in names][:_NAMED])
    if len(names) <= _NAMED:
        return shown
    return _("%(names)s and others, %(count)d in all") % {"names": shown, "count": len(names)}


def _acts(found: Desk) -> frozenset[str]:
    """What may be done with the ticked ones on this tab."""
    offered = {
        Tab.DRAFTS: ("paper.draft", ("submit", "redraft", "discard")),
        Tab.CHECKING: ("paper.check", ("check", "send_back")),
        Tab.SIGNING: ("paper.sign", ("sign", "send_back")),
        Tab.SENDING: ("paper.sign", ("seal", "send")),
        Tab.WAITING: ("paper.receive", ("receive",)),
    }
    right, acts = offered.get(found.asked.tab, ("", ()))
    return frozenset(acts) if right and found.may(right) else frozenset()


def _usual_period() -> str:
    """The last period whose filing is over: its papers are due."""
    ended = periods.periods().exclude(state=State.OPEN).first() or periods.periods().first()
    return ended.code if ended else ""


def _around(found: Desk) -> dict[str, Any]:
    asked, counts = found.asked, selectors.tally(found.reached, found.units)
    opened = [(one.code, period_name(one.code)) for one in periods.periods()]
    known = [(one.code, named(one.code)) for one in kinds.kinds()]
    return {
        "tabs": [(TABS[tab], asked.at(tab), counts[tab], tab == asked.tab) for tab in found.tabs],
        "periods": opened,
        "usual_period": asked.period or _usual_period(),
        "kinds": known,
        "states": [(one, STATES[one]) for one in _STATES_OF.get(asked.tab, ())],
        "is_office": found.is_office,
        "may_set_up": found.may("paper.set_up"),
        "has_head": not found.is_office or selectors.letterhead(identity.today()) is not None,
        "month_form": MonthForm(None, opened, known) if found.may("paper.draft") else None,
        "tab_name": TABS[asked.tab],
    }
