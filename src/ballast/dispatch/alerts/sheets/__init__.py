"""Lists of the alerts as workbooks."""

from .checks import checks, read_filled, to_fill
from .exemptions import exemption_list
from .trials import changed_lamps
from .warnings import units, warnings

__all__ = [
    "changed_lamps",
    "checks",
    "exemption_list",
    "read_filled",
    "to_fill",
    "units",
    "warnings",
]
