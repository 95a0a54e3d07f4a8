"""A process of its own for whatever touches what a stranger sent.

It has little memory and little time and does not outlive its parent: whatever happens to it, the
server lives.
"""

import logging
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from ballast.kernel import lifeline

from .faults import WorkbookRefused

MEMORY = 1024**3  # bytes of address space
SECONDS = 30  # of the processor, and on the wall
LARGEST_ANSWER = 256 * 1024**2  # bytes
TOO_HEAVY = 3  # exit status

_SOURCES = Path(__file__).resolve().parents[3]
_REASONS = {
    TOO_HEAVY: "workbook_too_heavy",
    -signal.SIGABRT: "workbook_too_heavy",  # how the parser ends that is given no more memory
    -signal.SIGKILL: "workbook_too_heavy",  # how the system makes room
    -signal.SIGXCPU: "workbook_too_slow",
}

logger = logging.getLogger(__name__)


def run(module: str, given: IO[bytes], told: IO[bytes], *arguments: str) -> None:
    """Give a module of ours these bytes, and keep what it answers.

    Raises ``WorkbookRefused`` when it dies of them.
    """
    command = [sys.executable, "-P", "-s", "-m", module, str(os.getpid()), *arguments]
    with TemporaryFile() as lament:
        try:
            done = subprocess.run(
                command,
                stdin=given,
                stdout=told,
                stderr=lament,
                cwd="/",
                env={"PYTHONPATH": str(_SOURCES)},
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise WorkbookRefused("workbook_too_slow", limit=SECONDS) from None
        if done.returncode:
            raise _ended(done.returncode, lament)


def _ended(status: int, lament: IO[bytes]) -> WorkbookRefused:
    """Why the child ended; when it was none of the ways foreseen, the log tells more."""
    if status not in _REASONS:
        lament.seek(0)
        logger.error("a workbook ended its child with %s: %s", status, lament.read().decode())
    return WorkbookRefused(_REASONS.get(status, "workbook_unreadable"))


def hold_back(parent: int) -> None:
    """In the process itself, before it reads anything: its bounds."""
    lifeline.hold(parent)
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
