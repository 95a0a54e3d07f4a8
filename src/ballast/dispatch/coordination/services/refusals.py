"""How instructions and sweeps refuse; every fault is named, and nothing is written."""

from typing import NoReturn

from ballast.kernel.errors import Fault, Faulty, Refused


class InstructionsRefused(Faulty):
    """Nothing was entered, amended, signed for or reported; ``faults`` says why."""

    code = "instructions_refused"


class SweepsRefused(Faulty):
    """No sweep was opened or moved; ``faults`` says why."""

    code = "sweeps_refused"


class AnswersRefused(Faulty):
    """No answer was taken over; ``faults`` names each by its place."""

    code = "answers_refused"


class HandoversRefused(Faulty):
    """Nothing was handed on or taken back; ``faults`` says why."""

    code = "handovers_refused"


class SweepClosed(Refused):
    """It was closed or withdrawn before the answer came."""

    code = "sweep_closed"


def no_instruction() -> NoReturn:
    raise InstructionsRefused([Fault("instruction_unknown")])


def no_sweep() -> NoReturn:
    raise SweepsRefused([Fault("sweep_unknown")])
