"""The plan's lists as workbooks, and the one that is read."""

from .figures import Figure, figure_list, kept, read_figures, unkept
from .lists import (
    adjustment_list,
    application_list,
    declaration_list,
    plan_list,
    target_list,
    threshold_list,
)
from .rolling import rolled_list

__all__ = [
    "Figure",
    "adjustment_list",
    "application_list",
    "declaration_list",
    "figure_list",
    "kept",
    "plan_list",
    "read_figures",
    "rolled_list",
    "target_list",
    "threshold_list",
    "unkept",
]
