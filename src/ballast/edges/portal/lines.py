"""One row of the list, in the words of the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.timezone import localdate

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.dispatch.alerts.messages import Told, told, undecided
from ballast.dispatch.alerts.rules import Colour, Family, decimal
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.language import language

if TYPE_CHECKING:
    from ballast.dispatch.alerts.selectors import Rated

_CALLS = frozenset({Colour.RED, Colour.YELLOW, Colour.GREY})


class Line(NamedTuple):
    """One row of the list; ``filed_for`` is said only where an earlier filing had to serve.

    ``rated`` are the lamps of its families, ``tick``: how much of the year is over, ``beyond``:
    what was asked for columns of their own, by their codes.
    """

    project: Any
    colour: Colour
    lead_points: Decimal | None
    tick: Decimal
    rated: "Sequence[Rated]"
    filed_for: str
    beyond: Mapping[str, Any]

    @property
    def pace(self) -> str:
        """The colour of its progress."""
        return next((one.colour for one in self.rated if one.family == Family.PROGRESS), "")

    @property
    def reasons(self) -> Sequence[Told]:
        """The lamps that call for something; where none does, the one its own is taken from.

        Nothing is rated only where nothing was to be filed.
        """
        calling = [one for one in self.rated if one.colour in _CALLS]
        of = self.project.row or Family.FILING
        return told(calling or [one for one in self.rated if one.family == of])

    @property
    def why(self) -> str:
        if self.project.row is None:
            return undecided()
        return " ".join(one.because for one in self.reasons)

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


def line_of(
    project: Any, period: Period, lamps: "Sequence[Rated]", beyond: Mapping[str, Any]
) -> Line:
    carried = project.filed_for not in (None, period.code)
    return Line(
        project=project,
        colour=Colour(project.colour or Colour.DASH),
        lead_points=money.points(project.rate, period.time_progress),
        tick=decimal(period.time_progress),
        rated=lamps,
        filed_for=label(Period.from_code(project.filed_for)) if carried else "",
        beyond=beyond,
    )


def label(period: Period) -> str:
    return period.label(language())
