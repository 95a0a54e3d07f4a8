"""Reading the plan, always within projects the viewer may see."""

from .dates import dates
from .lines import lines_at, of_year, originals
from .windows import adjustment_window, declaration_windows

__all__ = [
    "adjustment_window",
    "dates",
    "declaration_windows",
    "lines_at",
    "of_year",
    "originals",
]
