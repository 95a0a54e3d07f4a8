"""How meetings refuse; every fault is named, and nothing is written."""

from collections.abc import Iterable

from ballast.dispatch.coordination.rules import Fault
from ballast.kernel.errors import Refused


class MeetingsRefused(Refused):
    """Nothing was changed in a meeting; ``faults`` says why."""

    code = "meetings_refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


class MovedMeanwhile(Refused):
    """The meeting is no longer where the page showed it."""

    code = "meeting_moved_meanwhile"


def refuse(faults: Iterable[Fault]) -> None:
    """Raises ``MeetingsRefused`` where there is any."""
    found = list(faults)
    if found:
        raise MeetingsRefused(found)
