"""The list of projects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.delivery.plans.selectors import pages as plans
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour, decimal
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.documents import BULLETIN
from ballast.oversight.reporting.messages import data_state
from ballast.oversight.reporting.rules import Figures, together
from ballast.platform.documents import services as documents
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.rules import Heading
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.identity.selectors import unit_names
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.platform.ui.addresses import CHUNK
from ballast.platform.ui.http import AuthedRequest, attached, page

from . import acts, columns, saving, tabs
from .beyond import beyond
from .filters import Chip, Filter, chips, filters, narrowed
from .lines import Line, label, line_of
from .listing import USUAL_COLUMNS, Asked
from .narrowing import Asker, further
from .sheets import workbook

if TYPE_CHECKING:
    from ballast.dispatch.alerts.models import Evaluation
    from ballast.platform.periods.models import PeriodLock

# In the browser's session.
REMEMBERED = "list_columns"
UNDO = "list_undo"  # what the last press over many projects can be undone by


@require("project.view")
def projects(request: AuthedRequest) -> HttpResponse:
    """The projects of a year's plan with one period's figures, as far as one may see them."""
    may_enter = identity.scope(request).may("register.edit")
    listing = listing_of(request)
    if listing is None:
        return page(
            request, "portal/projects.html", "listing", {"asked": None, "may_enter": may_enter}
        )
    asked, is_more = listing.asked, listing.is_more
    if (last := listing.last_page) < asked.page:
        return redirect(reverse("portal:projects") + asked.at(last))
    context = listing.rows()
    if not is_more:
        context |= listing.around(context["figures"])
        context |= {
            "may_enter": may_enter,
            "may_draft": identity.scope(request).may("bulletin.make"),
            "acts": [act for act in acts.OFFERED if identity.scope(request).may(act.right)],
            "may_sweep": identity.scope(request).may(acts.SWEEPS),
            # Told once, on a whole page.
            "undo": None if request.htmx else request.session.pop(UNDO, None),
        }
    answer = page(request, "portal/projects.html", "rows" if is_more else "listing", context)
    if request.htmx and not is_more:
        answer["HX-Push-Url"] = request.path + asked.query
    return answer


@require("project.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly the list that the same address shows, every row of it, as a workbook."""
    listing = listing_of(request, is_whole=True)
    if listing is None:
        raise Http404
    return exported(listing, listing.lines)


def exported(listing: "Listing", lines: Sequence[Line]) -> HttpResponseBase:
    """These lines of a list as a workbook, in its columns; the notes say which part it is."""
    asked, period = listing.asked, listing.period
    notes = _("%(period)s · time progress %(share)s · figures for management, %(state)s") % {
        "period": label(period),
        "state": data_state(listing.lock),
        "share": f"{money.percent(period.time_progress)}%",
    }
    if part := narrowed(listing.chips):
        notes = _("%(notes)s · part of the list: %(part)s") % {"notes": notes, "part": part}
    title = _("Project list")
    content = workbook(title, notes, asked.columns, lines)
    return attached(content, f"{title}_{period.code}.xlsx")


@require("project.view")
def counts(request: AuthedRequest) -> HttpResponse:
    """How many projects each view of the list holds; asked for once, after the list is there."""
    listing = listing_of(request)
    if listing is None:
        return JsonResponse({})
    choices = {one.code: listing.choice_of(one.asked) for one in listing.views}
    answer = JsonResponse(reporting.counts(listing.seen.lines, choices))
    answer["Cache-Control"] = "private, no-store"
    return answer


@require("bulletin.make")
def bulletin(request: AuthedRequest) -> HttpResponseBase:
    """The month's bulletin as a draft in Word, whatever part of the list stands on the screen.

    Who may make it sees the whole city: it says 全市. Without lamps there is nothing to say.
    """
    drafts = identity.scope(request).may(alerts.JUDGES)
    judged = [one.period for one in alerts.evaluations(drafts=drafts)]
    if not judged:
        raise Http404
    period = Period.from_code(Asked.read(request.GET, judged).period)
    asked_for = Query(period=period.code, subjects=[""], viewer=request.user, on=identity.today())
    [composed] = BULLETIN.compose(asked_for)
    content = documents.write(BULLETIN, composed, Heading())
    return attached(content, f"{BULLETIN.name}_{period.code}.docx")


@dataclass(frozen=True)
class Listing:
    """One address of the list with what it needs to be answered; ``offered`` latest first."""

    request: AuthedRequest
    on: date
    asked: Asked
    offered: Sequence[str]
    lock: "PeriodLock | None"
    evaluation: "Evaluation | None"

    @cached_property
    def period(self) -> Period:
        return Period.from_code(self.asked.period)

    @property
    def has_lamps(self) -> bool:
        """Whether lamps were decided that this person may see."""
        return self.evaluation is not None

    @property
    def is_more(self) -> bool:
        """Whether only the rows after those on the screen are asked for."""
        asked = self.asked
        return bool(self.request.htmx) and asked.page > 1 and not asked.is_whole

    @cached_property
    def seen(self) -> reporting.Seen:
        return reporting.seen(self.request.user, self.on, self.period, with_lamps=self.has_lamps)

    @cached_property
    def units(self) -> dict[int, tuple[str, str]]:
        """Code and name of every unit."""
        return unit_names()

    @cached_property
    def overview(self) -> reporting.Overview:
        asked = self.asked
        names = {pk: name for pk, (_, name) in self.units.items()} if asked.is_by_unit else {}
        return reporting.overview(self.seen, self.choice, asked.part(names))

    @cached_property
    def choice(self) -> reporting.Choice:
        """Which part of the list the address asks for, whatever is needed to tell."""
        return self.choice_of(self.asked)

    def choice_of(self, asked: Asked) -> reporting.Choice:
        """The same of another address, for the same person and period."""
        asker = Asker(self.request.user, self.on, self.period)
        return replace(asked.choice, also=further(asked, asker))

    @cached_property
    def views(self) -> list[tabs.View]:
        """The views whose counts are told."""
        return [*tabs.built_in(self.asked, has_lamps=self.has_lamps), *self.own, *self.gaps]

    @cached_property
    def own(self) -> list[tabs.View]:
        kept = saving.kept(self.request.user, self.on)
        return tabs.own(self.asked, kept, self.request.user)

    @cached_property
    def gaps(self) -> Sequence[tabs.View]:
        return tabs.gaps(self.asked, self.on)

    @property
    def last_page(self) -> int:
        """The last page of the list; 1 also where nothing fits."""
        if self.overview.project_ids or self.asked.page == 1:
            return self.asked.page
        return max(1, -(-self.figures.count // CHUNK))

    @property
    def lines(self) -> list[Line]:
        return self.lines_of(self.overview.project_ids)

    def lines_of(self, pks: Sequence[int]) -> list[Line]:
        """These of the list's lines, in this order, with all that is shown of each."""
        has_lamps = self.has_lamps
        found = reporting.these(pks, self.period, with_lamps=has_lamps)
        lamps = alerts.rated(pks if has_lamps else [], self.period.code)
        beside = beyond(pks, self.asked.columns, self.period, self.on)
        return [line_of(one, self.period, lamps.get(one.pk, []), beside[one.pk]) for one in found]

    @cached_property
    def filters(self) -> list[Filter]:
        offered = sorted(self.units[pk] for pk in self.overview.units)
        names = dict(self.units.values())
        return filters(self.asked, offered, self.overview.sectors, names, self.on)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.asked, self.filters)

    @cached_property
    def figures(self) -> Figures:
        """The sums of all that fits the filters."""
        return self._together(self.asked.colours or Colour)

    def _together(self, colours: Iterable[Colour]) -> Figures:
        parts = self.overview.figures
        found = (parts[one] for one in colours if one in parts)
        return together(found, self.period.time_progress)

    def rows(self) -> dict[str, Any]:
        """The rows of this address, and the figures of all that fit its filters."""
        asked, figures = self.asked, self.figures
        shown = len(self.overview.project_ids) + (asked.page - 1) * CHUNK
        return {
            "asked": asked,
            "columns": [columns.BY_CODE[code] for code in asked.columns],
            "width": len(asked.columns) + 2,
            "rows": self.lines,
            "figures": figures,
            "counts": _offered(self._together(Colour).lamps, asked),
            "shown": shown,
            "before": (asked.page - 1) * CHUNK,
            "here": asked.at(asked.page),
            "more": asked.at(asked.page + 1) if shown < figures.count else "",
            "above": asked.at(asked.page - 1) if asked.page > 1 else "",
        }

    def around(self, figures: Figures) -> dict[str, Any]:
        """What stands about the rows: filters, sums, how settled the figures are."""
        asked, outside = self.asked, self._outside()
        kin = reporting.kin(self.seen, self.choice)
        sums = figures.without(kin.inside)
        return {
            "sums": sums,
            "listed": sums.count,
            "split": sums.count + kin.further,
            "kin": kin,
            "outside": outside,
            "whole_count": outside and sums.count + outside.count,
            "whole_yuan": outside and sums.planned_yuan + outside.planned_yuan,
            "period": label(self.period),
            "last_day": self.period.last_day,
            "tick": decimal(self.period.time_progress),
            "periods": [(code, label(Period.from_code(code))) for code in self.offered],
            "filters": self.filters,
            "chips": self.chips,
            "fold": asked.without(is_open=not asked.is_open),
            "narrowed": narrowed(self.chips),
            "views": [*tabs.built_in(asked, has_lamps=self.has_lamps), *self.own],
            "saved_address": asked.query,
            "longest_name": saving.LONGEST,
            "gaps": self.gaps,
            "sees_any": not self.overview.is_empty,
            "evaluation": self.evaluation,
            "state": data_state(self.lock),
            "is_settled": bool(self.lock and self.lock.state == State.CLOSED),
            "offered_columns": columns.COLUMNS,
        }

    def _outside(self) -> plans.Outside | None:
        """What stands beside the list; a part of the list other than a unit's has no such line."""
        if self.asked.is_narrowed or not identity.scope(self.request).everything:
            return None
        return plans.outside(self.period.year, unit=self.asked.unit)


def listing_of(
    request: AuthedRequest, *, is_whole: bool = False, query: QueryDict | None = None
) -> Listing | None:
    """What the address asks for, or all its rows; None before the first period was opened.

    ``query``: of the list, where another page's address asks about it.

    Who does not judge sees no lamps before they are issued, and at first the period issued last.
    """
    drafts = identity.scope(request).may(alerts.JUDGES)
    judged = {one.period: one for one in alerts.evaluations(drafts=drafts)}
    locks = {one.code: one for one in periods.periods()}
    offered = sorted(
        locks.keys() | judged.keys(),
        key=lambda code: (Period.from_code(code).last_day, code),
        reverse=True,
    )
    if not offered:
        return None
    # First what has lamps: a period just opened has no figures yet.
    usual = next((code for code in offered if code in judged), offered[0])
    said = request.GET if query is None else query
    asked = Asked.read(said, [usual, *offered], _own_columns(request))
    asked = replace(asked, is_whole=is_whole or asked.is_whole)
    return Listing(
        request,
        identity.today(),
        asked,
        offered,
        locks.get(asked.period),
        judged.get(asked.period),
    )


def _own_columns(request: AuthedRequest) -> tuple[str, ...]:
    """The columns that this person chose last; chosen now, they are remembered."""
    chosen = request.GET.getlist("col")
    if USUAL_COLUMNS in chosen:
        request.session.pop(REMEMBERED, None)
    elif chosen:
        request.session[REMEMBERED] = columns.placed(chosen)
    return columns.placed(request.session.get(REMEMBERED, ()))


def _offered(counts: Mapping[Colour, int], asked: Asked) -> dict[Colour, int]:
    """The lamps to choose by; blue only where a rulebook gives any."""
    return {
        one: number
        for one, number in counts.items()
        if number or one in asked.colours or one is not Colour.BLUE
    }
