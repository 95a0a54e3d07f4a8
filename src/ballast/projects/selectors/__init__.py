"""Reads the register."""

from .people import holders, parties, shares
from .reach import by_name, visible_to, within_reach

__all__ = ["by_name", "holders", "parties", "shares", "visible_to", "within_reach"]
