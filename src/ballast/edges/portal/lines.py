"""One row of the list, in the words of the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ballast.dispatch.alerts.messages import because
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel import money
from ballast.kernel.periods import Language, Period
from ballast.platform.ui.templatetags.ui import LAMPS

from .listing import Asked


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list; ``filed_for`` is said only where an earlier filing had to serve."""

    project: Any
    colour: Colour
    lead_points: Decimal | None
    why: str
    filed_for: str


def line_of(project: Any, period: Period) -> Line:
    carried = project.filed_for not in (None, period.code)
    return Line(
        project=project,
        colour=Colour(project.colour or Colour.DASH),
        lead_points=money.points(project.rate, period.time_progress),
        why=because(project.row or "", project.values or {}),
        filed_for=label(Period.from_code(project.filed_for)) if carried else "",
    )


def narrowed(asked: Asked, units: Sequence[tuple[str, str]]) -> str:
    """Which part of the list this is, for paper and workbook; empty when it is the whole."""
    said = []
    if asked.unit:
        said.append(_("Responsible unit: %(unit)s") % {"unit": dict(units).get(asked.unit, "—")})
    if asked.colours:
        lamps = _(", ").join(str(LAMPS[colour]) for colour in asked.colours)
        said.append(_("Lamps: %(lamps)s") % {"lamps": lamps})
    if asked.text:
        said.append(_("Name or number holds “%(text)s”") % {"text": asked.text})
    return _("; ").join(said)


def label(period: Period) -> str:
    language: Language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return period.label(language)
