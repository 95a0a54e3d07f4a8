"""Workbooks of meetings."""

from .lists import gathering_list, meeting_list

__all__ = ["gathering_list", "meeting_list"]
