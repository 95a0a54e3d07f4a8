"""Parsing of what is typed about meetings."""

from .graded import LineForm, SinceForm, line_forms, lines_of
from .meetings import MeetingForm, SeatForm, seat_forms, seats

__all__ = [
    "LineForm",
    "MeetingForm",
    "SeatForm",
    "SinceForm",
    "line_forms",
    "lines_of",
    "seat_forms",
    "seats",
]
