"""What reporting gives away as workbooks."""

from .calendar import columns, frozen_columns, frozen_values, values
from .sent import difference_list
from .superior import superior

__all__ = [
    "columns",
    "difference_list",
    "frozen_columns",
    "frozen_values",
    "superior",
    "values",
]
