"""Keeps a few programs running: starts them, restarts what dies, stops all together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ballast.config.console import gettext as _

FIRST_SECONDS = 10.0
STOP_WITHIN_SECONDS = 25.0
LOOK_EVERY_SECONDS = 0.2


@dataclass(slots=True)
class Program:
    """A module run by this Python; its first argument is the process that looks after it."""

    name: str
    module: str
    arguments: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    early_deaths: int = 0

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, str(os.getpid()), *self.arguments],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches only us; we tell the children
        )
        self.started = time.monotonic()

    def died(self) -> int | None:
        """The exit status, when it ended by itself; counts deaths soon after the start."""
        status = self.process.poll() if self.process else None
        if status is not None:
            # SIGKILL comes from outside: an operator, or a machine short of memory.
            killed = status == -signal.SIGKILL
            early = not killed and time.monotonic() - self.started < FIRST_SECONDS
            self.early_deaths = self.early_deaths + 1 if early else 0
        return status


def keep(
    programs: Sequence[Program],
    *,
    say: Callable[[str], None],
    ground_is_gone: Callable[[], bool] = lambda: False,
    early_deaths: int = 5,
) -> int:
    """Run ``programs`` until Ctrl-C; 0 then, 1 when it ends otherwise.

    That is when one dies ``early_deaths`` times on end, or when the ground of all is gone.
    A death counts when it comes by itself within 10 s of the start; otherwise it starts afresh.
    """
    try:
        for program in programs:
            program.start()
        while True:
            time.sleep(LOOK_EVERY_SECONDS)
            if ground_is_gone():
                say(_("the database has ended; stopping all. `ballast up` starts it again"))
                return 1
            for program in programs:
                status = program.died()
                if status is None:
                    continue
                said = {"name": program.name, "how": _ending(status), "times": early_deaths}
                if program.early_deaths >= early_deaths:
                    say(
                        _(
                            "the %(name)s ended %(times)d times soon after its start (%(how)s);"
                            " stopping all. What it said stands above."
                        )
                        % said
                    )
                    return 1
                say(_("the %(name)s ended (%(how)s); starting it again") % said)
                program.start()
    except KeyboardInterrupt:
        say(_("stopping"))
        return 0
    finally:
        _stop(programs)


def _ending(status: int) -> str:
    words = _("signal %(number)d") if status < 0 else _("exit status %(number)d")
    return words % {"number": abs(status)}


def _stop(programs: Sequence[Program]) -> None:
    """Ask all at once, then wait; a second Ctrl-C or 25 s end it by force."""
    running = [program.process for program in programs if program.process]
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
    until = time.monotonic() + STOP_WITHIN_SECONDS
    try:
        for process in running:
            process.wait(max(0.0, until - time.monotonic()))
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        for process in running:
            process.kill()
            process.wait()
