"""The cockpit and the wall."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.meetings import selectors as meetings
from ballast.edges.portal.lines import label
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.documents import LEADER_BRIEF
from ballast.oversight.reporting.messages import settled
from ballast.platform.documents import selectors as documents
from ballast.platform.documents.kinds import Query
from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.platform.identity.rules import UnitKind
from ballast.platform.identity.selectors import units
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest
from ballast.projects import selectors as projects

from .address import Address
from .shown import MINE, Shown, choices

WALL_WORST = 5  # a screen does not scroll
_NAMES = "bulletin.make"  # who may have projects named on a wall that everybody sees


@require("bulletin.view")
def cockpit(request: AuthedRequest) -> HttpResponse:
    """One month of the whole city, with the viewer's own projects first."""
    offered = _offered(request)
    if not offered:
        return render(request, "portal/cockpit/page.html", {"asked": None})
    asked = Address.read(request.GET, offered)
    context = _figures(request, asked, names=True)
    mine = reporting.sponsored(
        request.user,
        identity.today(),
        Period.from_code(asked.period),
        with_lamps=context["has_lamps"],
    )
    context |= {
        "periods": [(code, label(Period.from_code(code))) for code in offered],
        "mine": mine[:MINE],
        "mine_count": len(mine),
        "mine_listed": asked.listed(who="sponsored"),
        "asked_of_me": _asked_of(request),
        "top_level": coordination.ladder(identity.today()).top,
        "kept": meetings.last_kept(request.user, identity.today()),
        "instructions": coordination.instructions_of(request.user, identity.today()),
        **choices(asked),
    }
    return render(request, "portal/cockpit/page.html", context)


def _asked_of(request: AuthedRequest) -> int:
    """How many matters lie with headquarters about projects that the viewer sponsors."""
    on = identity.today()
    if not identity.scope(request).may("issue.view"):
        return 0
    mine = {
        one.project_id for one in projects.sponsored_by([request.user], on).get(request.user.pk, ())
    }
    return len(coordination.at_top(on, mine)) if mine else 0


@require("bulletin.view")
def brief(request: AuthedRequest) -> HttpResponse:
    """What the month's 专报 says to each leader, and the SMS: the paper itself where it is there.

    A leader finds their own; who drafts papers those of all leaders.
    """
    offered = _offered(request)
    if not offered:
        raise Http404
    asked, on = Address.read(request.GET, offered), identity.today()
    leaders = LEADER_BRIEF.subjects(asked.period)
    if not identity.scope(request).may("paper.draft"):
        leaders = [one for one in leaders if one == request.user.username]
    papers = documents.visible_to(request.user, on).filter(
        kind=LEADER_BRIEF.code, period=asked.period, subject__in=leaders
    )
    there = {one.subject: one for one in papers.order_by("pk")}
    query = Query(period=asked.period, subjects=leaders, viewer=request.user, on=on)
    context = {
        "asked": asked,
        "period": label(Period.from_code(asked.period)),
        "briefs": [(one, there.get(one.subject)) for one in LEADER_BRIEF.compose(query)],
        "may_draft": identity.scope(request).may("paper.draft"),
    }
    return render(request, "portal/cockpit/brief.html", context)


@require("bulletin.view")
def wall(request: AuthedRequest) -> HttpResponse:
    """The same figures on a dark screen that looks after itself; no project is named on it.

    ``?names=1`` of somebody who makes the bulletin names the worst ones.
    """
    offered = _offered(request)
    if not offered:
        return render(request, "portal/cockpit/wall.html", {"asked": None})
    asked = Address.read(request.GET, offered)
    names = asked.names and identity.scope(request).may(_NAMES)
    context = _figures(request, asked, names=names)
    context |= {
        "is_wall": True,
        "names": names,
        "worst": context["worst"][:WALL_WORST],
        "city": _city(),
    }
    return render(request, "portal/cockpit/wall.html", context)


def _offered(request: AuthedRequest) -> Sequence[str]:
    """The months one may look at, the latest first.

    Who judges also those not issued: first the last that has lamps, for one just opened has no
    figures yet.
    """
    drafts = identity.scope(request).may(alerts.JUDGES)
    judged = [one.period for one in alerts.evaluations(drafts=drafts)]
    if not drafts:
        return judged
    opened = [code for code in reporting.opened_codes() if code not in judged]
    return [*judged, *opened]


def _city() -> str:
    """The city whose projects these are: the government of a whole region."""
    governments = units(identity.today()).filter(kind=UnitKind.GOVERNMENT)
    city = governments.filter(region_code__endswith="00").first()
    return city.short_name if city else ""


def _figures(request: AuthedRequest, asked: Address, *, names: bool) -> dict[str, Any]:
    drafts = identity.scope(request).may(alerts.JUDGES)
    lock = periods.opened_for(Period.from_code(asked.period))
    has_lamps = alerts.sees_lamps(request.user, identity.today(), asked.period)
    shown = Shown(request.user, identity.today(), asked, has_lamps=has_lamps, drafts=drafts)
    return {
        "asked": asked,
        "has_lamps": has_lamps,
        "settled": settled(lock),
        "last_day": shown.period.last_day,
        "map_query": asked.query(),
        **shown.context(names=names),
    }
