"""The looks a cell can have: every look of the workbook once more on a coloured ground."""

import re

from .parts import STYLES, WORKBOOK, Parts
from .xml import Unmarkable, element, tags, with_attribute

_XF = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])[^<>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)


class Styles:
    """The workbook's looks, with what is added to them until ``written``."""

    def __init__(self, parts: Parts) -> None:
        its = parts.related(WORKBOOK, STYLES)
        if its is None:
            raise Unmarkable(STYLES)
        self._parts, self._part = parts, its.target
        self._xml = parts[its.target]
        *_, inside, _, _ = element(self._xml, b"cellXfs")
        self._looks = _XF.findall(inside)
        self._added: dict[tuple[int, int], int] = {}
        self._new: list[bytes] = []

    def ground(self, colour: str) -> int:
        """A ground of this colour (RRGGBB): its number among the fills."""
        said = (
            '<{p}fill><{p}patternFill patternType="solid">'
            f'<{{p}}fgColor rgb="FF{colour}"/>'
            '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
        )
        return self._append(b"fills", b"fill", said)

    def font(self, said: str) -> int:
        """A font: its number among the fonts."""
        return self._append(b"fonts", b"font", f"<{{p}}font>{said}</{{p}}font>")

    def look(self, said: str) -> int:
        """A look of our own, as the attributes and children of an ``xf``."""
        prefix = self._prefix()
        self._new.append(said.replace("{p}", prefix).encode())
        return len(self._looks) + len(self._new) - 1

    def tinted(self, look: int, ground: int) -> int:
        """The look of a cell, on another ground."""
        if (look, ground) not in self._added:
            if not 0 <= look < len(self._looks):
                raise Unmarkable(look)
            end = self._looks[look].index(b">") + 1
            tag, rest = self._looks[look][:end], self._looks[look][end:]
            tag = with_attribute(with_attribute(tag, "fillId", ground), "applyFill", 1)
            self._new.append(tag + rest)
            self._added[look, ground] = len(self._looks) + len(self._new) - 1
        return self._added[look, ground]

    def write(self) -> None:
        before, tag, inside, end, after = element(self._xml, b"cellXfs")
        tag = with_attribute(tag, "count", len(self._looks) + len(self._new))
        self._parts[self._part] = b"".join([before, tag, inside, *self._new, end, after])

    def _append(self, group: bytes, name: bytes, said: str) -> int:
        before, tag, inside, end, after = element(self._xml, group)
        number = sum(1 for _ in tags(inside, name))
        child = said.replace("{p}", self._prefix()).encode()
        tag = with_attribute(tag, "count", number + 1)
        self._xml = b"".join([before, tag, inside, child, end, after])
        return number

    def _prefix(self) -> str:
        found = next(tags(self._xml, b"styleSheet"), None)
        return (found["p"] or b"").decode() if found else ""
