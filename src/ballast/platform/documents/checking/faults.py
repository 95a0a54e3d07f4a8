"""How a template is refused."""

from collections.abc import Sequence

from ballast.kernel.errors import Refused

_MOST = 20
_LONGEST = 120  # signs of what is quoted


class TemplateTooLarge(Refused):
    """More than 5 MB, or far more unpacked."""

    code = "template_too_large"


class NotWord(Refused):
    """No .docx, or one with macros."""

    code = "template_not_word"


class TemplateFault(Refused):
    """One thing in it that is not taken; ``code`` says what."""

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        super().__init__(**params)


class TemplateFaults(Refused):
    """What stands in it is not taken; ``faults`` names the first twenty."""

    code = "template_faults"

    def __init__(self, faults: Sequence[TemplateFault]) -> None:
        self.faults = faults[:_MOST]
        super().__init__()


def short(text: str) -> str:
    """What a fault quotes: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
