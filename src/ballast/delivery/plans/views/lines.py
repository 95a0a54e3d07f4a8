"""The plan's list: each project as issued and as it stands now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.delivery.plans import sheets
from ballast.delivery.plans.messages import ADJUSTMENT_NAMES
from ballast.delivery.plans.models import PLAN_CLASSES, PlanLine
from ballast.delivery.plans.rules import AdjustmentKind
from ballast.delivery.plans.selectors import pages
from ballast.platform.identity.http import require, today
from ballast.platform.ui.http import AuthedRequest, attached, page
from ballast.projects.selectors import visible_to

from .desk import desk
from .listing import Asked

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Row:
    """A project of the plan: its last line, and the one as issued (none where it was added)."""

    line: PlanLine
    first: PlanLine | None

    @property
    def marks(self) -> list[str]:
        """What adjustments did to it, as codes of ``AdjustmentKind``."""
        if self.first is None:
            found = {AdjustmentKind.ADDED: True}
        else:
            found = {
                AdjustmentKind.CLASS_CHANGED: self.first.plan_class != self.line.plan_class,
                AdjustmentKind.AMOUNT_CHANGED: self.first.planned_yuan != self.line.planned_yuan,
            }
        found[AdjustmentKind.EXITED] = self.line.valid_until is not None
        return [kind.value for kind, holds in found.items() if holds]


@require_GET
@require("plan.view")
def lines(request: AuthedRequest, year: int) -> HttpResponse:
    """Every project of the year's plan that one may see, those that left it included."""
    context = desk(request, year, "plans:lines")
    asked = Asked.read(request.GET)
    seen = pages.last_lines(year, visible_to(request.user, today()))
    rows = list(_rows(year, asked, seen))
    context |= {
        "asked": asked,
        "rows": asked.leaf(rows),
        "units": pages.units_of(seen),
        "sums": _sums(rows),
        "classes": list(PLAN_CLASSES.items()),
        "kinds": list(ADJUSTMENT_NAMES.items()),
    }
    return page(request, "plans/lines.html", "listing", context)


@require_GET
@require("plan.view")
def export(request: AuthedRequest, year: int) -> HttpResponseBase:
    """The same list as a workbook."""
    desk(request, year, "plans:lines")
    seen = pages.last_lines(year, visible_to(request.user, today()))
    rows = _rows(year, Asked.read(request.GET), seen)
    title = _("Annual plan %(year)s") % {"year": year}
    content = sheets.plan_list(title, ((row.line, row.first, row.marks) for row in rows))
    return attached(content, f"{title}.xlsx")


def _rows(year: int, asked: Asked, seen: "QuerySet[PlanLine]") -> Iterator[Row]:
    chosen = list(asked.chosen(seen))
    first = pages.first_lines(year, [line.project_id for line in chosen])
    rows = (Row(line, first.get(line.project_id)) for line in chosen)
    return (row for row in rows if not asked.only or asked.only in row.marks)


def _sums(rows: Iterable[Row]) -> dict[str, Any]:
    """What the list comes to; the present plan leaves out what has left it.

    A part is counted in its whole where that is on the list as well, as the overview does.
    """
    rows = list(rows)
    listed = {row.line.project_id for row in rows}
    rows = [row for row in rows if row.line.project.parent_id not in listed]
    now = [row.line for row in rows if row.line.valid_until is None]
    original = [row.first for row in rows if row.first]
    return {
        "original": len(original),
        "original_yuan": _yuan(original),
        "current": len(now),
        "current_yuan": _yuan(now),
    }


def _yuan(lines: Iterable[PlanLine]) -> Decimal:
    return sum((line.planned_yuan or Decimal(0) for line in lines), Decimal(0))
