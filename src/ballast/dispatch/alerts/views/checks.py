"""The desk of checks: what one's units are to answer, and for the office who has not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from ballast.dispatch.alerts import services, sheets
from ballast.dispatch.alerts.forms.checking import LimitsForm
from ballast.dispatch.alerts.messages.checked import Checked, checked
from ballast.dispatch.alerts.rules import UNANSWERED, CheckState
from ballast.dispatch.alerts.selectors import JUDGES
from ballast.dispatch.alerts.selectors import checks as selectors
from ballast.dispatch.alerts.selectors.checks import Checks, Choice
from ballast.dispatch.coordination.messages import CAUSES
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.ui.addresses import Address
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, listing, refused, ticked
from ballast.platform.ui.templatetags.figures import period as period_name


class Tab(StrEnum):
    """Which checks one looks at."""

    OPEN = "open"
    LATE = "late"
    DISPUTED = "disputed"
    TRUE = "true"
    ALL = "all"


_STATES: Mapping[Tab, Collection[str]] = {
    Tab.OPEN: UNANSWERED,
    Tab.LATE: UNANSWERED,
    Tab.DISPUTED: (CheckState.CORRECTING, CheckState.CORRECTED),
    Tab.TRUE: (CheckState.ANSWERED,),
    Tab.ALL: (),
}

_ACTED_ON = (Tab.OPEN, Tab.LATE, Tab.DISPUTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Address):
    """One address of the desk."""

    tab: Tab
    period: str = ""
    unit: str = ""
    cause: str = ""
    text: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        tab, cause = query.get("tab", ""), query.get("cause", "")
        return cls(
            tab=Tab(tab) if tab in set(Tab) else Tab.OPEN,
            period=query.get("period", "")[:10],
            unit=query.get("unit", "")[:32],
            cause=cause if cause in CAUSES else "",
            text=query.get("q", "").strip()[:100],
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        states = frozenset(str(one) for one in _STATES[self.tab])
        late = self.tab is Tab.LATE
        return Choice(states, self.period, self.unit, self.cause, self.text, late)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.period or self.unit or self.cause or self.text)

    def said(self) -> list[tuple[str, str]]:
        return [
            ("tab", self.tab.value),
            ("period", self.period),
            ("unit", self.unit),
            ("cause", self.cause),
            ("q", self.text),
        ]

    def at(self, tab: Tab) -> str:
        return replace(self, tab=tab).plain


@require_GET
@require("alert.view")
def checks(request: AuthedRequest) -> HttpResponse:
    """The checks within reach, with what came of them."""
    return _page(request, _limits_form())


@require_GET
@require("alert.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, every row of it, as a workbook."""
    asked, on = Asked.read(request.GET), today()
    found = selectors.chosen(selectors.seen(request.user, on), asked.choice, on)
    title = _("Checks of warnings")
    content = sheets.checks(title, f"{on:%Y-%m-%d}", _rows(list(found), on))
    return attached(content, f"{title}_{on:%Y-%m-%d}.xlsx")


@require_POST
@require(JUDGES)
def remind(request: AuthedRequest) -> HttpResponse:
    """Press who has not answered: the ticked, or with ``all`` all that the address shows."""

    def act() -> None:
        count = services.remind_checks(by=actor(request), at=now(), ids=_ticked(request))
        words = ngettext("Reminded of %(count)s check.", "Reminded of %(count)s checks.", count)
        messages.success(request, words % {"count": count})

    return _back(request, refused(act))


@require_POST
@require(JUDGES)
def send_back(request: AuthedRequest) -> HttpResponse:
    """Send the filings back whose figures are said to be wrong."""

    def act() -> None:
        count = services.return_disputed(by=actor(request), at=now(), ids=_ticked(request))
        words = ngettext(
            "%(count)s filing sent back to be corrected.",
            "%(count)s filings sent back to be corrected.",
            count,
        )
        messages.success(request, words % {"count": count})

    return _back(request, refused(act))


@require_POST
@require(JUDGES)
def limits(request: AuthedRequest) -> HttpResponse:
    """How long units have from today on."""
    form = LimitsForm(request.POST)

    def act() -> None:
        services.set_check_limits(by=actor(request), at=now(), limits=form.limits)

    if carried_out(form, act):
        messages.success(request, _("Kept; what was asked before keeps its day."))
        return redirect("alerts:checks")
    return _page(request, form, status=422)


def _ticked(request: AuthedRequest) -> list[int]:
    if request.POST.get("all"):
        asked, on = Asked.read(request.GET), today()
        found = selectors.chosen(selectors.seen(request.user, on), asked.choice, on)
        return list(found.values_list("pk", flat=True))
    return ticked(request, "check")


def _back(request: AuthedRequest, wrong: Sequence[str]) -> HttpResponse:
    for words in wrong:
        messages.error(request, words)
    return redirect(reverse("alerts:checks") + Asked.read(request.GET).plain)


def _limits_form() -> LimitsForm:
    told = selectors.limits_on(today())
    return LimitsForm(
        initial={"answer_within": told.answer_within, "mend_within": told.mend_within}
    )


def _rows(rows: list[Any], on: date) -> list[Checked]:
    return checked(selectors.told(rows), on, codelists.calendar())


def _page(request: AuthedRequest, form: LimitsForm, status: int = 200) -> HttpResponse:
    asked, on = Asked.read(request.GET), today()
    seen = selectors.seen(request.user, on)
    found = selectors.chosen(seen, asked.choice, on)
    may_judge = scope(request).may(JUDGES)

    def rows(*, alone: bool) -> dict[str, Any]:
        return {
            **asked.reached(found.count()),
            "rows": _rows(list(asked.cut(found, alone=alone)), on),
            "may_judge": may_judge,
            "may_tick": may_judge and asked.tab in _ACTED_ON,
        }

    def around() -> dict[str, Any]:
        return _around(request, asked, seen, on) | {"form": form}

    return listing(request, "alerts/checks/desk.html", asked, rows, around, status=status)


def _around(request: AuthedRequest, asked: Asked, seen: Checks, on: date) -> dict[str, Any]:
    """The tabs, the filters, and what came of all that the filters leave."""
    of_all = selectors.chosen(seen, replace(asked, tab=Tab.ALL).choice, on)
    told = selectors.tally_of(of_all, on)
    tabs = {
        Tab.OPEN: pgettext("check", "To be answered"),
        Tab.LATE: pgettext("check", "Past their day"),
        Tab.DISPUTED: pgettext("check", "Figure wrong"),
        Tab.TRUE: pgettext("check", "True"),
        Tab.ALL: pgettext("check", "All"),
    }
    waiting, due = selectors.waiting(request.user, on)
    may_judge = scope(request).may(JUDGES)
    return {
        "tabs": [(words, asked.at(tab), tab is asked.tab) for tab, words in tabs.items()],
        "tally": told,
        "causes": [(CAUSES[one], n) for one, n in told.causes.items() if one],
        "periods": [(code, period_name(code)) for code in selectors.periods_of(seen)],
        "units": selectors.units_of(seen),
        "cause_names": list(CAUSES.items()),
        "waiting": waiting,
        "due": due,
        "by_unit": selectors.by_unit(of_all, on) if may_judge else [],
        "without_unit": selectors.without_unit(asked.period) if may_judge else 0,
    }
