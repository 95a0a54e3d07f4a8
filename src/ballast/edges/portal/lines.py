"""One row of the list, in the words of the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import get_language

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.dispatch.alerts.messages import because
from ballast.dispatch.alerts.rules import Colour, decimal
from ballast.kernel import money
from ballast.kernel.periods import Language, Period


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list; ``filed_for`` is said only where an earlier filing had to serve.

    ``tick``: how much of the year is over.
    """

    project: Any
    colour: Colour
    lead_points: Decimal | None
    tick: Decimal
    why: str
    filed_for: str

    @property
    def plan_class(self) -> str:
        code = self.project.plan_class
        return str(PLAN_CLASSES[code]) if code else ""

    @property
    def reported_for(self) -> str:
        """The period whose filing counts, also where it is this one."""
        code = self.project.filed_for
        return label(Period.from_code(code)) if code else ""

    @property
    def filed_on(self) -> str:
        """The day on which a unit last handed in a filing for the period."""
        at = (self.project.handed_in or {}).get("at")
        return localdate(datetime.fromisoformat(at)).isoformat() if at else ""


def line_of(project: Any, period: Period) -> Line:
    carried = project.filed_for not in (None, period.code)
    return Line(
        project=project,
        colour=Colour(project.colour or Colour.DASH),
        lead_points=money.points(project.rate, period.time_progress),
        tick=decimal(period.time_progress),
        why=because(project.row or "", project.values or {}),
        filed_for=label(Period.from_code(project.filed_for)) if carried else "",
    )


def label(period: Period) -> str:
    language: Language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return period.label(language)
