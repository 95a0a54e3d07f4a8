"""What is wrong or odd in something put to the register, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ballast.kernel.errors import Faulty


@dataclass(frozen=True, slots=True)
class Fault:
    """A code, where it is (a project's number, a step's code) and what fills the words.

    Of a draft that has no number yet, the place is how many stand before it. ``about`` is the
    attribute or the question that is answered wrongly. As a doubt it does not refuse.
    """

    code: str
    place: str
    params: Mapping[str, object] = field(default_factory=dict)
    about: str = ""


class RegisterRefused(Faulty):
    """What was put to the register has ``faults``: all of them are told, and nothing is written."""

    code = "register_refused"


refuse = RegisterRefused.where
