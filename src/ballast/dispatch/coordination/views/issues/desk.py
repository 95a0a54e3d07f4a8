"""The desk of issues: 问题清单, 任务清单, 责任清单 over one record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from ballast.dispatch.coordination import selectors, sheets
from ballast.dispatch.coordination.messages import CAUSES, ISSUE_STATES, LEVELS, SOURCES
from ballast.dispatch.coordination.messages.plans import PAPERS
from ballast.dispatch.coordination.selectors import issue_desk
from ballast.dispatch.coordination.selectors.issue_desk import ORDERS, Order, Waits
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest, attached, listing
from ballast.projects.selectors import Read

from .asked import ALL_OPEN, ANY_STATE, Asked, View
from .bulk import offered
from .task_bulk import may_take_back

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.dispatch.coordination.models import Issue, Task
    from ballast.platform.identity.models import User

VIEWS = {
    View.ISSUES: gettext_lazy("List of issues"),
    View.TASKS: gettext_lazy("List of tasks"),
    View.DUTIES: gettext_lazy("List of responsibilities"),
}
WAITS = {
    Waits.MINE: gettext_lazy("With me or my unit"),
    Waits.ACCEPT: gettext_lazy("To accept"),
    Waits.CONFIRM: gettext_lazy("To confirm"),
    Waits.DECIDE: gettext_lazy("To decide"),
    Waits.TASKS: gettext_lazy("Tasks of mine to do"),
    Waits.SIGN: gettext_lazy("To sign the petition of"),
    Waits.OVERDUE: pgettext_lazy("issue", "Overdue"),
    Waits.WEEK: gettext_lazy("Due within a week"),
}
STATES = {
    ALL_OPEN: pgettext_lazy("issue", "Open"),
    **ISSUE_STATES,
    ANY_STATE: pgettext_lazy("issue", "All states"),
}
_BOOKS: Mapping[View, Callable[[str, str, Iterable[Any]], bytes]] = {
    View.ISSUES: sheets.issue_list,
    View.TASKS: sheets.task_list,
    View.DUTIES: sheets.duty_list,
}


@dataclass(frozen=True)
class Shown:
    """What one address of the desk is about: its issues of those seen, and the tasks they have."""

    asked: Asked
    viewer: "User"
    on: date

    @cached_property
    def seen(self) -> "QuerySet[Issue]":
        return selectors.issues(self.viewer, self.on, Read.WHOLE)

    @cached_property
    def issues(self) -> "QuerySet[Issue]":
        return issue_desk.chosen(self.seen, self.viewer, self.on, self.asked.choice)

    @cached_property
    def tasks(self) -> "QuerySet[Task]":
        return issue_desk.tasks_meant(self.viewer, self.on, self.asked.waits, self.asked.done)

    @cached_property
    def totals(self) -> issue_desk.Totals:
        return issue_desk.totals(self.issues, self.tasks, self.on)

    @property
    def units(self) -> Sequence[tuple[str, str]]:
        """The lead units that can be chosen: of all that is open, whatever is asked for of it."""
        is_known = not self.asked.is_narrowed
        leads = self.totals.leads if is_known else issue_desk.leads_of(self.seen)
        return issue_desk.units_of(leads, self.on)

    def lines(self, cut: Callable[[Any], Any] = lambda rows: rows) -> Sequence[Any]:
        """The rows of the list asked for, in their order."""
        asked = self.asked
        if asked.is_tasks:
            return issue_desk.task_lines(cut(issue_desk.tasks_of(self.issues, self.tasks)), self.on)
        rows = cut(self.issues.order_by(*ORDERS[asked.sorted_by]))
        return issue_desk.issue_lines(rows, self.on, sponsors=asked.is_duties)


def _shown(request: AuthedRequest) -> Shown:
    return Shown(Asked.read(request.GET), request.user, today())


@require_GET
@require("issue.view")
def issues(request: AuthedRequest) -> HttpResponse:
    """The issues one sees, the next due first, in one of the three lists."""
    found = _shown(request)
    rows, around = partial(_rows, request, found), partial(_around, request, found)
    return listing(request, "coordination/issues/desk.html", found.asked, rows, around)


@require_GET
@require("issue.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """Exactly what the same address shows, every row of it, as a workbook."""
    found = _shown(request)
    title = str(VIEWS[found.asked.view])
    notes = " · ".join([f"{found.on:%Y-%m-%d}", *_narrowed(found.asked)])
    content = _BOOKS[found.asked.view](title, notes, found.lines())
    return attached(content, f"{title}_{found.on:%Y-%m-%d}.xlsx")


def _rows(request: AuthedRequest, found: Shown, *, alone: bool) -> dict[str, Any]:
    asked, totals = found.asked, found.totals
    bulk = offered(request) if asked.is_issues else []
    return {
        **asked.reached(totals.tasks if asked.is_tasks else totals.issues),
        "totals": totals,
        "lines": found.lines(lambda rows: asked.cut(rows, alone=alone)),
        "bulk": bulk,
        "draftable": list(PAPERS.items()) if scope(request).may("paper.draft") else [],
        "acts": may_take_back(request) if asked.is_tasks else bool(bulk),
    }


def _around(request: AuthedRequest, found: Shown) -> dict[str, Any]:
    """What stands about the rows."""
    asked, levels = found.asked, selectors.ladder(found.on).levels
    return {
        "views": [(words, asked.seen_as(one), one) for one, words in VIEWS.items()],
        "states": STATES.items(),
        "levels": [(one.number, LEVELS[one.number]) for one in levels],
        "causes": CAUSES.items(),
        "sources": SOURCES.items(),
        "waits": WAITS.items(),
        "units": found.units,
        "orders": {order.value: asked.ordered(order) for order in Order},
        "narrowed": "; ".join(_narrowed(asked)),
        "moment": _moment(asked.done) if asked.done else "",
        "may_raise": scope(request).may("issue.raise"),
        "may_decide": scope(request).may("issue.decide"),
    }


def _moment(done: datetime) -> str:
    moment = f"{localtime(done):%Y-%m-%d %H:%M}"
    return _("Only what was done at %(moment)s") % {"moment": moment}


def _narrowed(asked: Asked) -> list[str]:
    """Which part this is, for paper and workbook."""
    said = [str(STATES[asked.state])]
    if asked.waits:
        said.append(str(WAITS[Waits(asked.waits)]))
    if asked.level:
        said.append(str(LEVELS[asked.level]))
    if asked.cause:
        said.append(str(CAUSES[asked.cause]))
    if asked.source:
        said.append(str(SOURCES[asked.source]))
    if asked.unit:
        said.append(_("Lead unit: %(unit)s") % {"unit": asked.unit})
    if asked.done:
        said.append(_moment(asked.done))
    if asked.text:
        said.append(_("Number, title or project holds “%(text)s”") % {"text": asked.text})
    return said
