"""Whether a .docx that an office uploads may stand in the place of a shipped template.

It is a stranger's file: small, Word without macros, reaching nowhere, without code in its braces,
and asking only for names that its kind of paper has.
"""

from collections.abc import Mapping
from typing import Any

from .braces import FILTERS, code_in
from .faults import NotWord, TemplateFault, TemplateFaults, TemplateTooLarge
from .names import unknown_names
from .strangers import MOST_BYTES, reaching_out, refuse_strangers

__all__ = [
    "FILTERS",
    "MOST_BYTES",
    "NotWord",
    "TemplateFault",
    "TemplateFaults",
    "TemplateTooLarge",
    "check",
]


def check(content: bytes, sample: Mapping[str, Any]) -> None:
    """Try a template on values of its kind.

    Raises ``TemplateTooLarge``, ``NotWord``, ``TemplateFaults`` with everything that is wrong.
    """
    refuse_strangers(content)
    if faults := [*reaching_out(content), *code_in(content)]:
        raise TemplateFaults(faults)
    if names := unknown_names(content, sample):
        raise TemplateFaults([TemplateFault("template_name_unknown", what=one) for one in names])
