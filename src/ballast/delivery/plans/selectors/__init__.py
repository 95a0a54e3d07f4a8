"""Reading the plan, always within projects the viewer may see."""

from .conditions import conditions, thresholds
from .dates import dates
from .done import Done, done, install
from .lines import is_issued, left, lines_at, lines_of, of_year, originals, years_known
from .origins import PlannedBy, planned_by
from .targets import TargetLine, target_progress, targets
from .windows import adjusted_on, adjustment_window, declaration_windows

__all__ = [
    "Done",
    "PlannedBy",
    "TargetLine",
    "adjusted_on",
    "adjustment_window",
    "conditions",
    "dates",
    "declaration_windows",
    "done",
    "install",
    "is_issued",
    "left",
    "lines_at",
    "lines_of",
    "of_year",
    "originals",
    "planned_by",
    "target_progress",
    "targets",
    "thresholds",
    "years_known",
]
