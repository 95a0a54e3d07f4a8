"""How far the invented city has come, for who waits at a terminal or reads a log."""

import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from django.utils.translation import gettext as _

T = TypeVar("T")
WIDE = 24


class Bar:
    """One step's bar: drawn over itself on a terminal, and nothing of it in a log."""

    def __init__(self, words: str, out: TextIO) -> None:
        self.words, self._out, self._begun = words, out, time.monotonic()
        self._is_drawn = out.isatty()

    def over(self, things: Iterable[T], total: int) -> Iterator[T]:
        """Go through things, drawing how many are done."""
        for done, thing in enumerate(things):
            self._draw(done, total)
            yield thing
        self._draw(total, total)

    def _draw(self, done: int, total: int) -> None:
        if self._is_drawn and total:
            full = WIDE * done // total
            bar = "█" * full + "░" * (WIDE - full)
            self._out.write(f"\r  {bar} {done:>4}/{total} {self.words}\x1b[K")
            self._out.flush()

    def end(self, outcome: str) -> None:
        """The step is done: one line, on a terminal in the bar's place."""
        start = "\r\x1b[K" if self._is_drawn else ""
        seconds = _("%(seconds).1f s") % {"seconds": time.monotonic() - self._begun}
        told = f"{self.words}  {outcome}".rstrip()
        self._out.write(f"{start}  {told}  {seconds}\n")
        self._out.flush()
