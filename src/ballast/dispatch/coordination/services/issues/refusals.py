"""How acts upon issues and tasks refuse; every fault is named, and nothing is written."""

from collections.abc import Iterable

from ballast.dispatch.coordination.rules import Fault
from ballast.kernel.errors import Refused


class IssuesRefused(Refused):
    """Nothing was raised or done; ``faults`` says why, each with the number of its issue."""

    code = "issues_refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise ``IssuesRefused`` when there is any fault."""
    if found := tuple(faults):
        raise IssuesRefused(found)
