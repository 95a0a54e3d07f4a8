"""In which of its two languages a page is read, and what things are called in it."""

from typing import Protocol

from django.utils.translation import get_language

from ballast.kernel.periods import Language, Period


class Named(Protocol):
    """What has a name in either language."""

    @property
    def name_zh(self) -> str: ...

    @property
    def name_en(self) -> str: ...


def language() -> Language:
    """The reader's; Chinese where none was chosen."""
    return "zh" if is_chinese() else "en"


def is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def called(one: Named) -> str:
    """The name of a code, a list, a step or a level."""
    return one.name_zh if is_chinese() else one.name_en


def period_called(code: str) -> str:
    """A period's name by its code: 2023年9月, September 2023."""
    return Period.from_code(code).label(language())
