"""The year at a glance: what stands in the plan, and what is to be done now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.delivery.plans import selectors
from ballast.delivery.plans.messages import DECLARED_NAMES
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.rules import Declared
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import require, scope, today
from ballast.platform.ui.http import AuthedRequest, page
from ballast.projects.selectors import visible_to

from .desk import desk


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to be done, and where."""

    words: str
    href: str
    icon: str


@require_GET
@require("plan.view")
def start(_: AuthedRequest) -> HttpResponse:
    """The plan of this year."""
    return redirect("plans:overview", today().year)


@require_GET
@require("plan.view")
def overview(request: AuthedRequest, year: int) -> HttpResponse:
    """What the year's plan comes to, over the projects one may see."""
    context = desk(request, year, "plans:overview")
    on = today()
    sees = scope(request)
    units = None if sees.everything else sees.unit_ids
    view = pages.overview(year, visible_to(request.user, on), units)
    context |= {
        "view": view,
        "adjusted": view.whole.added + view.whole.exited,
        "with_outside": {
            "count": view.whole.current + view.outside.count,
            "planned_yuan": view.whole.current_yuan + view.outside.planned_yuan,
        },
        "states": [
            {"state": state, "words": DECLARED_NAMES[state], "count": count}
            for state, count in view.declared.items()
        ],
        "todo": list(_todo(context, view, on, selectors.left(year, visible_to(request.user, on)))),
    }
    return page(request, "plans/overview.html", "matter", context)


def _todo(
    context: dict[str, Any], view: pages.Overview, on: date, left: Collection[PlanLine]
) -> Iterator[Todo]:
    """What waits for this reader: units declare, the office decides, issues and rolls over."""
    year, issued = context["year"], context["plan"].issued_on
    drafted = view.whole.current

    def at(route: str) -> str:
        return reverse(f"plans:{route}", args=[year])

    if context["may_declare"] and not issued:
        yield Todo(_("Put projects up for this year's plan"), at("declarations"), "file-plus")
    if not context["may_edit"]:
        return
    if waiting := view.declared[Declared.DECLARED]:
        words = _("Decide on %(count)s declarations") % {"count": waiting}
        yield Todo(words, at("selection"), "list-checks")
    if drafted and not issued:
        words = _("Issue the plan: its draft holds %(count)s projects") % {"count": drafted}
        yield Todo(words, at("issue"), "stamp")
    if issued and left:
        words = _("Adjust the plan: it still holds %(count)s projects that have left the list")
        href = f"{at('compose')}?left=1"
        yield Todo(words % {"count": len(left)}, href, "log-out")
    if issued and on.month == 12 and on.year == year:
        yield Todo(_("Roll unfinished projects over into next year"), at("roll_over"), "redo-2")
