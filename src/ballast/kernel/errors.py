"""How a rule says no."""

from collections.abc import Sequence
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
