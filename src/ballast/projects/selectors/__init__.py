"""Reads the register."""

from .reach import by_name, visible_to, within_reach

__all__ = ["by_name", "visible_to", "within_reach"]
