"""Waiting that says in words what it waits for, and for how long it has."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ballast.config.console import gettext as _

Say = Callable[[str], None]

FIRST_WORD = 1.0  # seconds of silence
NEXT_WORD = 10.0


@dataclass(slots=True)
class Waiting:
    """One wait from its beginning; ``say`` takes a sentence."""

    say: Say
    begun: float = field(default_factory=time.monotonic)
    spoken: float | None = None

    def pause(self, until: str, log: Path | None = None) -> None:
        """Sleep a moment; now and then say what is awaited and the log's last line."""
        now = time.monotonic()
        due = self.begun + FIRST_WORD if self.spoken is None else self.spoken + NEXT_WORD
        if now >= due:
            self.spoken = now
            seconds = round(now - self.begun)
            words = _("Waiting until %(until)s (%(seconds)d s).")
            said = words % {"until": until, "seconds": seconds}
            self.say(f"{said} {last_line(log) if log else ''}".rstrip())
        time.sleep(0.05)


def last_line(log: Path) -> str:
    """The newest line of a log, empty when there is none."""
    lines = tail(log, 2000).splitlines()
    return lines[-1] if lines else ""


def tail(log: Path, size: int) -> str:
    """The last ``size`` bytes of a log as text."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - size))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
