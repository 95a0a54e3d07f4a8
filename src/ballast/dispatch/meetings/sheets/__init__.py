"""Workbooks of meetings."""

from .lists import meeting_list

__all__ = ["meeting_list"]
