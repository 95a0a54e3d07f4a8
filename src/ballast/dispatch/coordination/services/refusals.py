"""How instructions and sweeps refuse; every fault is named, and nothing is written."""

from collections.abc import Iterable
from typing import NoReturn

from ballast.dispatch.coordination.rules import Fault
from ballast.kernel.errors import Refused


class _Faulty(Refused):
    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


class InstructionsRefused(_Faulty):
    """Nothing was entered, amended, signed for or reported; ``faults`` says why."""

    code = "instructions_refused"


class SweepsRefused(_Faulty):
    """No sweep was opened or moved; ``faults`` says why."""

    code = "sweeps_refused"


class AnswersRefused(_Faulty):
    """No answer was taken over; ``faults`` names each by its place."""

    code = "answers_refused"


class HandoversRefused(_Faulty):
    """Nothing was handed on or taken back; ``faults`` says why."""

    code = "handovers_refused"


class SweepClosed(Refused):
    """It was closed or withdrawn before the answer came."""

    code = "sweep_closed"


def no_instruction() -> NoReturn:
    raise InstructionsRefused([Fault("instruction_unknown")])


def no_sweep() -> NoReturn:
    raise SweepsRefused([Fault("sweep_unknown")])
