"""Lists of the alerts as workbooks."""

from .trials import changed_lamps

__all__ = ["changed_lamps"]
