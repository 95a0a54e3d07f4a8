"""Workbooks of meetings."""

from .lists import decision_list, gathering_list, meeting_list

__all__ = ["decision_list", "gathering_list", "meeting_list"]
