"""Lists of the alerts as workbooks."""

from .exemptions import exemption_list
from .trials import changed_lamps

__all__ = ["changed_lamps", "exemption_list"]
