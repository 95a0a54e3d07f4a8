"""What narrows the list beyond a report's own choice: dates, people, lists, one's own projects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ballast.delivery.progress import selectors as progress
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.codelists import selectors as codelists
from ballast.projects import selectors as projects
from ballast.projects.selectors import Turn

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.platform.identity.models import User

    from .listing import Asked

GAPS = "six_gaps"  # the list of gaps between two marks
ANY = "any"

DUE: Mapping[str, "StrPromise"] = {
    "start-month": _("To start in the month"),
    "start-quarter": _("To start in the quarter"),
    "start-year": _("To start in the year"),
    "unstarted": _("Due to start, not started"),
    "finish-month": _("To finish in the month"),
    "finish-quarter": _("To finish in the quarter"),
    "finish-year": _("To finish in the year"),
    "unfinished": _("Due to finish, not finished"),
}
WHO: Mapping[str, "StrPromise"] = {
    "mine": _("My unit's, mine by name, or starred"),
    "sponsored": _("Sponsored by me"),
    "starred": _("Starred by me"),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, on which day, about which period."""

    viewer: "User"
    on: date
    period: Period

    @property
    def last_day(self) -> date:
        return self.period.last_day


def further(asked: "Asked", asker: Asker) -> Q:
    """True of the lines that fit the filters which need more than a line to be judged.

    Each is a set of ids that is found once, however many lines are asked about.
    """
    found = Q()
    for field, ids in _FILTERS.items():
        if said := getattr(asked, field):
            found &= ids(said, asker)
    return found


def _due(said: str, asker: Asker) -> Q:
    if said == "unstarted":
        late = projects.behind(Turn.START, asker.last_day)
        return Q(pk__in=late, plan_class="NEW_START")
    if said == "unfinished":
        late = projects.behind(Turn.FINISH, asker.last_day)
        return Q(pk__in=late, plan_class="DUE_FINISH")
    turn, _dash, span = said.partition("-")
    since, until = _days(span, asker.last_day)
    return Q(pk__in=projects.planned_within(Turn(turn), since, until, asker.last_day))


def _days(span: str, last_day: date) -> tuple[date, date]:
    """The first and the last day of the month, quarter or year that holds a day."""
    year, month = last_day.year, last_day.month
    spans = {
        "month": Period.month(year, month),
        "quarter": Period.quarter(year, (month + 2) // 3),
        "year": Period.whole(year),
    }
    return date(year, spans[span].first, 1), spans[span].last_day


def _who(said: str, asker: Asker) -> Q:
    if said == "starred":
        return Q(pk__in=projects.starred(asker.viewer))
    if said == "sponsored":
        return Q(pk__in=projects.sponsored(asker.viewer.name, asker.on))
    return Q(pk__in=projects.mine(asker.viewer, asker.on))


def _gap(said: str, asker: Asker) -> Q:
    place = "" if said == ANY else said
    return Q(pk__in=progress.standing_at(GAPS, asker.period.year, place))


def _node(said: str, asker: Asker) -> Q:
    return Q(pk__in=progress.standing_at(progress.NODE, asker.period.year, said))


def _stood(said: str, asker: Asker) -> Q:
    """On a list at the end of the month: its scheme and its code, with a point between."""
    scheme, _point, member = said.partition(".")
    if scheme not in {one.code for one in codelists.schemes(on=asker.last_day)}:
        return Q(pk__in=())
    return Q(pk__in=projects.among(reporting.stood_on(scheme, member, asker.period)))


_FILTERS: Mapping[str, Callable[..., Q]] = {
    "due": _due,
    "who": _who,
    "gap": _gap,
    "stood": _stood,
    "node": lambda said, asker: Q(
        pk__in=progress.standing_at(progress.NODE, asker.period.year, said)
    ),
    "sponsor": lambda said, asker: Q(pk__in=projects.sponsored(said, asker.on)),
    "owner": lambda said, _asker: Q(owner_name__icontains=said),
    "on_list": lambda said, asker: Q(pk__in=projects.listed(said, asker.on)),
    "counts_for": lambda said, asker: projects.counted_for(said, asker.last_day),
    "only": lambda said, _asker: Q(number__in=said),
}
