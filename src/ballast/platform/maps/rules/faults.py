"""What is wrong in a boundary file, each fault with the feature it is in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ballast.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """A code and what fills the words; ``feature`` among them is its place and name."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class BoundariesRefused(Refused):
    """The file has ``faults``: all of them are told, and nothing is written."""

    code = "boundaries_refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


def refuse(faults: Iterable[Fault]) -> None:
    """Go on only when there is none. Raises ``BoundariesRefused``."""
    if together := tuple(faults):
        raise BoundariesRefused(together)
