"""Parsing of what is typed about meetings."""

from .graded import LineForm, SinceForm, line_forms, lines_of
from .meetings import MeetingForm, SeatForm, seat_forms, seats
from .topics import AdviceForm, AskForm, DecisionForm, OpinionForm, StatementForm, TopicForm

__all__ = [
    "AdviceForm",
    "AskForm",
    "DecisionForm",
    "LineForm",
    "MeetingForm",
    "OpinionForm",
    "SeatForm",
    "SinceForm",
    "StatementForm",
    "TopicForm",
    "line_forms",
    "lines_of",
    "seat_forms",
    "seats",
]
