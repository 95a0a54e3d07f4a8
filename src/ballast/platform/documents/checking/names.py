"""Which names a template asks for that its kind of paper does not have."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import docx
from jinja2 import Undefined

from ballast.platform.documents.writing import render

from .faults import TemplateFault, TemplateFaults, short


def unknown_names(content: bytes, sample: Mapping[str, Any]) -> list[str]:
    """Every name asked for in vain, all at once.

    Raises ``TemplateFaults`` where it cannot be filled at all.
    """
    found: dict[str, None] = {}

    class Noted(_Nothing):
        def note(self) -> None:
            found.setdefault(short(self._undefined_name or ""), None)

    try:
        docx.Document(BytesIO(render(content, sample, undefined=Noted)))
    except Exception as fault:  # whatever a stranger's template brings about in the libraries
        said = short(str(fault) or type(fault).__name__)
        raise TemplateFaults([TemplateFault("template_syntax", place="正文", what=said)]) from fault
    return list(found)


class _Nothing(Undefined):
    """Goes on as if there were nothing there, having noted the name."""

    def note(self) -> None:
        raise NotImplementedError

    def __str__(self) -> str:
        self.note()
        return ""

    def __html__(self) -> str:
        return str(self)

    def __iter__(self) -> Iterator[Any]:
        self.note()
        return iter(())

    def __bool__(self) -> bool:
        self.note()
        return False

    def __len__(self) -> int:
        self.note()
        return 0

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self.note()
        return type(self)(name=name)

    def __getitem__(self, name: Any) -> Any:
        self.note()
        return type(self)(name=str(name))
