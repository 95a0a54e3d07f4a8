"""What ledgers of the field look like: their columns, and what their rows say of projects."""

from .columns import table
from .forms import form
from .older import (
    LINE_FIELDS,
    PROJECT_FIELDS,
    REPORT_FIELDS,
    month_form,
    month_rows,
    origins,
    plan_form,
    plan_rows,
)
from .outside import outside_form
from .periods import find_period
from .rows import rows

__all__ = [
    "LINE_FIELDS",
    "PROJECT_FIELDS",
    "REPORT_FIELDS",
    "find_period",
    "form",
    "month_form",
    "month_rows",
    "origins",
    "outside_form",
    "plan_form",
    "plan_rows",
    "rows",
    "table",
]
