"""What is wrong or odd in something put to the register, each with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ballast.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """A code, where it is (a project's number, a step's code) and what fills the words.

    As a doubt it does not refuse.
    """

    code: str
    place: str
    params: Mapping[str, object] = field(default_factory=dict)


class RegisterRefused(Refused):
    """What was put to the register has ``faults``: all of them are told, and nothing is written."""

    code = "register_refused"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


def refuse(faults: Sequence[Fault]) -> None:
    """Go on only when there is none. Raises ``RegisterRefused``."""
    if faults:
        raise RegisterRefused(faults)
