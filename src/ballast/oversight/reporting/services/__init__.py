"""Closing a period, and opening it again."""

from .closing import (
    Closed,
    EarlierPeriodOpen,
    FilingsWaiting,
    LaterPeriodClosed,
    ReasonMissing,
    begin_closing,
    call_off,
    close,
    reopen,
)

__all__ = [
    "Closed",
    "EarlierPeriodOpen",
    "FilingsWaiting",
    "LaterPeriodClosed",
    "ReasonMissing",
    "begin_closing",
    "call_off",
    "close",
    "reopen",
]
