"""How a rule says no."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """A rule does not allow what was asked; nothing was written.

    Subclasses live beside the service or rule that raises them and carry a stable ``code``;
    ``params`` fill the words, which are put on in the app's ``messages.py``. ``faults``, each with
    a code and params of its own, are named where many things were asked for at once.
    """

    code = "refused"
    faults: Sequence[Any] = ()

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code, params)
        self.params = params


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code, what fills its words, and the field it is ``about``."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


class Faulty(Refused):
    """Nothing was done; each of ``faults`` says why, and ``count`` how many they are."""

    def __init__(self, faults: Iterable[Any]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))

    @classmethod
    def where(cls, faults: Iterable[Any]) -> None:
        """Go on only when there is no fault."""
        if found := tuple(faults):
            raise cls(found)
