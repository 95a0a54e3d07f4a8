"""Opening periods, filing for them, reviewing, and deciding which figure counts."""

from .filing import Put, Report, put

__all__ = ["Put", "Report", "put"]
