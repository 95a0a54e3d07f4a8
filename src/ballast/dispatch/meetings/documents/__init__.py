"""Papers of a meeting: its minutes, and the booklet that lies on every seat.

A paper is written in Chinese whatever language its drafter's screen is in. Its subject is the
meeting's number, its period the month of the meeting.
"""

from .booklet import KIND as BOOKLET
from .minutes import KIND as MINUTES

__all__ = ["BOOKLET", "MINUTES"]
