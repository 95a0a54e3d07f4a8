"""Lists of filing and review as workbooks."""

from .filing import duties
from .reviewing import desk

__all__ = ["desk", "duties"]
