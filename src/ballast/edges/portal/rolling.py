"""滚动清单: a scheme's lists in a month, with what moved since the last; and as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors as alerts
from ballast.kernel.money import Unit, in_unit
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.selectors import Rolling, RollingList
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Scheme
from ballast.platform.identity.http import require, scope, today
from ballast.platform.language import called
from ballast.platform.sheets.writing import COUNT, MONEY, Column, Value, workbook
from ballast.platform.ui.http import AuthedRequest, attached

from .lines import label

USUAL = "six_lists"
NAMED = 60  # of those that came to a list, and of those that left it; the workbook names all


@dataclass(frozen=True, slots=True)
class Asked:
    """The scheme and the month asked for, and what there is to choose from."""

    scheme: Scheme
    schemes: tuple[Scheme, ...]
    period: Period
    codes: list[str]

    @property
    def query(self) -> str:
        return urlencode({"list": self.scheme.code, "period": self.period.code})


@require_GET
@require("project.view")
def rolling(request: AuthedRequest) -> HttpResponse:
    asked = _asked(request)
    if asked is None:
        return render(request, "portal/rolling/none.html")
    found = _found(request, asked, names=NAMED)
    context = {
        "asked": asked,
        "found": found,
        "rows": [(one, _address(one, found)) for one in found.lists],
        "periods": [(code, label(Period.from_code(code))) for code in asked.codes],
        "period_name": label(found.period),
        "before_name": label(found.before) if found.before else "",
        "is_new_year": found.before is not None and found.before.year != found.period.year,
        "names": NAMED,
        "is_gaps": asked.scheme.kind != "place",
    }
    return render(request, "portal/rolling/page.html", context)


@require_GET
@require("project.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The lists of the month, and below them every project that came or went."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    found = _found(request, asked)
    title = f"{called(asked.scheme)}_{asked.period.code}"
    columns = [
        Column(_("List"), width=26),
        Column(_("Projects"), COUNT),
        *(
            Column(_("%(measure)s (10k yuan)") % {"measure": words}, MONEY, 18)
            for words in (
                _("Total investment"),
                _("Planned investment"),
                _("Done in the month"),
                _("Done since January"),
            )
        ),
        Column(_("Came"), COUNT),
        Column(_("Went"), COUNT),
        Column(_("Red"), COUNT),
        Column(_("With open issues"), COUNT),
        Column(_("Project"), width=44),
        Column(_("Number"), width=14),
        Column(_("From or to"), width=26),
    ]
    notes = label(found.period)
    return attached(workbook(title, notes, columns, _lines(found)), f"{title}.xlsx")


def _lines(found: Rolling) -> Iterator[list[Value]]:
    for one in found.lists:
        yield [
            called(one.member),
            one.count,
            *(
                in_unit(yuan, Unit.WAN)
                for yuan in (one.total, one.planned, one.month, one.completed)
            ),
            one.came_count,
            one.went_count,
            one.lamps.get("red", 0),
            one.held_up,
            *([None] * 3),
        ]
        for words, moved in ((_("came"), one.came), (_("went"), one.went)):
            for row in moved:
                others = "、".join(called(member) for member in row.others)
                blank: list[Value] = [f"{called(one.member)} · {words}", *([None] * 9)]
                yield [*blank, row.project.name, row.project.number, others]


def _asked(request: AuthedRequest) -> Asked | None:
    """What is asked for; nothing before a month was opened. What is not known is not found."""
    codes = reporting.opened_codes()
    if not codes:
        return None
    code = request.GET.get("period") or codes[0]
    if code not in codes:
        raise Http404
    period = Period.from_code(code)
    schemes = codelists.schemes(on=period.last_day)
    known = {one.code: one for one in schemes}
    scheme = known.get(request.GET.get("list", USUAL))
    if scheme is None:
        raise Http404
    return Asked(scheme, schemes, period, codes)


def _found(request: AuthedRequest, asked: Asked, names: int | None = None) -> Rolling:
    drafts = scope(request).may(alerts.JUDGES)
    shows = drafts or alerts.is_issued(asked.period.code)
    return reporting.rolling(
        request.user, today(), asked.scheme, asked.period, with_lamps=shows, names=names
    )


def _address(one: RollingList, found: Rolling) -> str:
    """The same projects one by one: those of the list in the same month."""
    place = f"{found.scheme.code}.{one.member.code}"
    said = {"period": found.period.code, "stood": place}
    return f"{reverse('portal:projects')}?{urlencode(said)}"
