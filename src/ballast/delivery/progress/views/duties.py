"""What a person is to file this month: the list, its workbook, many drafts submitted at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.delivery.progress import sheets
from ballast.delivery.progress.messages import STANDING_NAMES
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.selectors import duties_of, month
from ballast.delivery.progress.selectors.month import Line, Opened
from ballast.delivery.progress.templatetags.progress import days_left, label, reviewer
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, attached, listing, page

from .asked import STATES, Asked

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list in words; ``may_enter`` says whether its reader files."""

    line: Line
    may_enter: bool

    @property
    def project(self) -> Any:
        return self.line.duty.project

    @property
    def filing(self) -> Filing | None:
        return self.line.filing

    @property
    def standing(self) -> Standing:
        return self.line.standing

    @property
    def unit(self) -> str:
        return self.line.duty.unit.short_name if self.line.duty.unit else "—"

    @property
    def href(self) -> str:
        return reverse("progress:filing", args=[self.line.duty.period, self.project.number])

    @property
    def month_yuan(self) -> Decimal | None:
        return self.filing.month_yuan if self.filing else None

    @property
    def completed_yuan(self) -> Decimal | None:
        return self.filing.completed_yuan if self.filing else None

    @property
    def filed_by(self) -> str:
        return self.filing.filed_by if self.filing else "—"

    @property
    def is_draft(self) -> bool:
        return self.standing is Standing.DRAFT

    @property
    def is_to_do(self) -> bool:
        return self.may_enter and self.standing in month.TO_DO

    @property
    def why(self) -> str:
        """Whom a submitted filing waits for, or why it was returned."""
        if waiting := self.line.waiting_for:
            return _("with %(units)s") % {"units": _(", ").join(map(reviewer, waiting))}
        return self.line.reason

    @property
    def action(self) -> str:
        if not self.is_to_do:
            return _("Look")
        return {
            Standing.NOT_REPORTED: _("File"),
            Standing.DRAFT: _("Go on"),
            Standing.RETURNED: _("File anew"),
        }[self.standing]


@dataclass(frozen=True, slots=True)
class Card:
    """A period that is under way, with how many of its duties are handed in."""

    opened: Opened
    done: int
    total: int

    @property
    def label(self) -> str:
        return label(self.opened.period)

    @property
    def days(self) -> str:
        """The time left, as long as anything is left to be filed."""
        return days_left(self.opened) if self.done < self.total else _("all filed")

    @property
    def is_undone(self) -> bool:
        return self.opened.is_open and self.done < self.total


@dataclass(frozen=True, slots=True)
class Tab:
    words: str
    href: str
    count: int
    is_current: bool


@require("filing.view")
def filings(request: AuthedRequest) -> HttpResponse:
    """The duties of one period within reach, with the windows of all that are under way."""
    opened = month.opened(identity.today())
    if not opened:
        return page(request, "progress/filings.html", "listing", {"asked": None})
    cards = _cards(request, opened)
    asked = Asked.read(request.GET, [one.opened for one in cards if one.is_undone] + opened)
    every = duties_of(request.user, identity.today(), asked.period.period.code)
    rows = partial(_rows, request, every, asked)

    def around() -> dict[str, Any]:
        return _around(every, asked, opened) | {"current": cards}

    return listing(request, "progress/filings.html", asked, rows, around)


@require("filing.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly the list that the same address shows, every row of it, as a workbook."""
    opened = month.opened(identity.today())
    if not opened:
        raise Http404
    asked = Asked.read(request.GET, opened)
    every = duties_of(request.user, identity.today(), asked.period.period.code)
    lines = month.lines(list(month.chosen(every, asked.choice)))
    title = _("Monthly filing")
    content = sheets.duties(title, asked.label, lines)
    return attached(content, f"{title}_{asked.period.period.code}.xlsx")


def _rows(request: AuthedRequest, every: Any, asked: Asked, *, alone: bool) -> dict[str, Any]:
    listed = month.chosen(every, asked.choice)
    fitting = listed.count()
    cut = asked.cut(listed, alone=alone)
    may_enter = identity.scope(request).may("filing.enter") and asked.period.is_open
    may_enter_for = identity.scope(request).may("filing.enter_for") and asked.period.is_open
    rows = [Row(line, may_enter or may_enter_for) for line in month.lines(list(cut))]
    return {
        **asked.reached(fitting),
        "rows": rows,
        "fitting": fitting,
        "may_submit": may_enter,
    }


def _around(every: Any, asked: Asked, opened: Sequence[Opened]) -> dict[str, Any]:
    """What stands around the rows: tabs and filters."""
    counts = month.counts(every)
    units = month.units_of(every)
    return {
        "tabs": _tabs(asked, counts),
        "units": units,
        "periods": [(one.period.code, label(one.period)) for one in opened],
        "total": sum(counts.values()),
        "drafts": counts.get(Standing.DRAFT, 0),
        "narrowed": _narrowed(asked, units),
    }


def _cards(request: AuthedRequest, opened: Sequence[Opened]) -> list[Card]:
    """The periods that are under way; the last one closed when none is."""
    found = []
    for one in [one for one in opened if one.is_current] or opened[:1]:
        code = one.period.code
        counts = month.counts(duties_of(request.user, identity.today(), code))
        done = sum(counts.get(state, 0) for state in month.HANDED_IN)
        found.append(Card(one, done, sum(counts.values())))
    return found


def _tabs(asked: Asked, counts: "Mapping[Standing, int]") -> list[Tab]:
    words = {"": _("All"), "TO_DO": _("To do")}
    return [
        Tab(
            words.get(state) or str(STANDING_NAMES[Standing(state)]),
            asked.in_state(state),
            sum(counts.get(one, 0) for one in standings or tuple(Standing)),
            state == asked.state,
        )
        for state, standings in STATES.items()
    ]


def _narrowed(asked: Asked, units: Sequence[tuple[str, str]]) -> str:
    """Which part of the list this is, for paper; empty when it is the whole."""
    said = []
    if asked.state:
        words = {"TO_DO": _("To do")}.get(asked.state) or str(STANDING_NAMES[Standing(asked.state)])
        said.append(_("State: %(state)s") % {"state": words})
    if asked.unit:
        said.append(_("Responsible unit: %(unit)s") % {"unit": dict(units).get(asked.unit, "—")})
    if asked.text:
        said.append(_("Name or number holds “%(text)s”") % {"text": asked.text})
    return _("; ").join(said)
