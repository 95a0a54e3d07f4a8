"""Parsing of what is typed about instructions and sweeps."""

from .fields import ReasonForm
from .instructions import (
    AmendForm,
    ClosingDaysForm,
    FurtherWordForm,
    InstructionForm,
    ReportForm,
)
from .questions import QuestionRows
from .sweeps import MoveForm, SweepForm

__all__ = [
    "AmendForm",
    "ClosingDaysForm",
    "FurtherWordForm",
    "InstructionForm",
    "MoveForm",
    "QuestionRows",
    "ReasonForm",
    "ReportForm",
    "SweepForm",
]
