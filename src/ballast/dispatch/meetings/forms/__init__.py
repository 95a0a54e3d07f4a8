"""Parsing of what is typed about meetings."""

from .gatherings import GatheringForm, LookForm, RouteForm
from .graded import LineForm, SinceForm, line_forms, lines_of
from .meetings import MeetingForm, SeatForm, seat_forms, seats
from .topics import AdviceForm, AskForm, DecisionForm, OpinionForm, StatementForm, TopicForm

__all__ = [
    "AdviceForm",
    "AskForm",
    "DecisionForm",
    "GatheringForm",
    "LineForm",
    "LookForm",
    "MeetingForm",
    "OpinionForm",
    "RouteForm",
    "SeatForm",
    "SinceForm",
    "StatementForm",
    "TopicForm",
    "line_forms",
    "lines_of",
    "seat_forms",
    "seats",
]
