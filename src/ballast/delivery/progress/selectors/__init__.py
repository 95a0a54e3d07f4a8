"""Reading what was filed, always within projects the viewer may see."""

from .desk import waiting
from .filings import last_filed, of_period

__all__ = ["last_filed", "of_period", "waiting"]
