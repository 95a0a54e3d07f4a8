"""What ledgers of the field look like: their columns, and what their rows say of projects."""

from .columns import table
from .forms import form
from .outside import outside_form
from .periods import find_period
from .rows import rows

__all__ = [
    "find_period",
    "form",
    "outside_form",
    "rows",
    "table",
]
