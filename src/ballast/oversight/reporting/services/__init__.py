"""Closing a period, opening it again, and sending its figures up."""

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
from .publishing import publish_facts
from .sending import OWNER_KIND, Exported, NothingToSend, RecipientMissing, export, send_up
from .telling import tell

__all__ = [
    "OWNER_KIND",
    "Closed",
    "EarlierPeriodOpen",
    "Exported",
    "FilingsWaiting",
    "LaterPeriodClosed",
    "NothingToSend",
    "ReasonMissing",
    "RecipientMissing",
    "begin_closing",
    "call_off",
    "close",
    "export",
    "publish_facts",
    "reopen",
    "send_up",
    "tell",
]
