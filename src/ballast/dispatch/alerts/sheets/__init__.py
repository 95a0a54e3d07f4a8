"""Lists of the alerts as workbooks."""

from .exemptions import exemption_list
from .trials import changed_lamps
from .warnings import units, warnings

__all__ = ["changed_lamps", "exemption_list", "units", "warnings"]
