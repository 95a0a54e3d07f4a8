"""The review desk: what waits for me, what was decided, who holds the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ballast.delivery.progress import sheets
from ballast.delivery.progress.messages import MARK_NAMES, PILE_NAMES
from ballast.delivery.progress.rules.chain import Seat
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.desk import MARKS, Line, Pile
from ballast.delivery.progress.selectors.missing import count_missing
from ballast.delivery.progress.selectors.reviewers import seat_taken
from ballast.delivery.progress.selectors.windows import windows_of
from ballast.delivery.progress.templatetags.progress import period_name
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest, attached, listing, page

from .desk_asked import Asked

if TYPE_CHECKING:
    from ballast.platform.periods.models import PeriodLock

TO_ACCEPT = frozenset({Pile.MINE, Pile.UNDER_WAY})


@dataclass(frozen=True, slots=True)
class Tab:
    words: str
    href: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What one address of the desk is about."""

    asked: Asked
    locks: Sequence["PeriodLock"]
    seat: Seat
    reached: QuerySet[Any]  # selectors.desk.within_reach

    @property
    def lock(self) -> "PeriodLock":
        return next(one for one in self.locks if one.code == self.asked.period)

    @property
    def is_open(self) -> bool:
        """Whether anything may still be decided."""
        return self.lock.state != "closed"

    @property
    def may_return(self) -> bool:
        """Whether something of this pile may be returned: by the office also what it accepted."""
        counts = self.asked.pile in {Pile.ACCEPTED, Pile.ON_BEHALF}
        return self.asked.pile in TO_ACCEPT or (counts and self.seat.is_office)

    @property
    def chosen(self) -> QuerySet[Any]:
        return desk.chosen(self.reached, self.asked.choice)


def asked_of(request: AuthedRequest) -> Desk | None:
    """The desk that an address means.

    The usual period is the earliest not yet closed in which something waits for its reader.
    """
    locks = list(periods.periods())
    if not locks:
        return None
    on = identity.today()
    seat = seat_taken(request.user, on)
    asked = Asked.read(request.GET, [one.code for one in locks], _usual(locks, seat))
    return Desk(asked, locks, seat, desk.within_reach(request.user, on, asked.period, seat))


def _usual(locks: Sequence["PeriodLock"], seat: Seat) -> str:
    under_way = [one.code for one in reversed(locks) if one.state != "closed"]
    waiting = desk.waits_in(seat) if len(under_way) > 1 else frozenset()
    return next((code for code in under_way if code in waiting), (under_way or [locks[0].code])[0])


@require("filing.review")
def review(request: AuthedRequest) -> HttpResponse:
    """One pile of one period, with the piles beside it and who holds how much."""
    found = asked_of(request)
    if found is None:
        return page(request, "progress/review/desk.html", "listing", {"asked": None})
    rows, around = partial(_rows, found), partial(_around, request, found)
    return listing(request, "progress/review/desk.html", found.asked, rows, around)


@require("filing.review")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly the pile that the same address shows, every filing of it, as a workbook."""
    found = asked_of(request)
    title = _("Review of filings")
    if found is None:
        return attached(sheets.desk(title, "", []), f"{title}.xlsx")
    notes = " · ".join(
        [period_name(found.asked.period), str(PILE_NAMES[found.asked.pile]), *_narrowed(found)]
    )
    content = sheets.desk(title, notes, _lines(found, found.chosen))
    return attached(content, f"{title}_{found.asked.period}.xlsx")


def _lines(found: Desk, filings: QuerySet[Any]) -> list[Line]:
    rows = filings.select_related("project", "unit")
    return desk.lines(rows, found.seat, found.asked.period)


def _rows(found: Desk, *, alone: bool) -> dict[str, Any]:
    asked, chosen = found.asked, found.chosen
    sums = chosen.order_by().aggregate(
        count=Count("pk"), month=Sum("month_yuan"), completed=Sum("completed_yuan")
    )
    cut = asked.cut(chosen, alone=alone)
    return {
        **asked.reached(sums["count"]),
        "rows": _lines(found, cut),
        "sums": sums,
        "may_decide": found.is_open and found.may_return,
        "may_accept": asked.pile in TO_ACCEPT,
        "is_office": found.seat.is_office,
    }


def _around(request: AuthedRequest, found: Desk) -> dict[str, Any]:
    """What stands around the rows: the window, the piles, who holds what, the filters."""
    asked, on = found.asked, identity.today()
    window = windows_of([asked.period]).get(asked.period)
    return {
        "lock": found.lock,
        "period": period_name(asked.period),
        "window": window,
        "overdue_days": (on - window.shuts_on).days if window else 0,
        "tabs": [
            Tab(str(PILE_NAMES[pile]), asked.on_pile(pile), count, pile is asked.pile)
            for pile, count in desk.piles(found.reached).items()
        ],
        "missing": count_missing(request.user, on, asked.period),
        "holders": desk.holders(found.reached),
        "units": desk.units_of(found.reached),
        "periods": [(one.code, period_name(one.code)) for one in found.locks],
        "marks": [(mark, MARK_NAMES[mark], mark in asked.marks) for mark in MARKS],
        "narrowed": "; ".join(_narrowed(found)),
        "is_mine": asked.pile is Pile.MINE,
    }


def _narrowed(found: Desk) -> list[str]:
    """Which part of the pile this is, for paper and workbook."""
    asked = found.asked
    said = [str(MARK_NAMES[mark]) for mark in asked.marks]
    if asked.unit:
        names = dict(desk.units_of(found.reached))
        said.append(_("Responsible unit: %(unit)s") % {"unit": names.get(asked.unit, "—")})
    if asked.text:
        said.append(_("Name or number holds “%(text)s”") % {"text": asked.text})
    return said
