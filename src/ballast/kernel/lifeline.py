"""A child must not outlive the process that looks after it, however that one ended."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1  # prctl(2)
LOOK_EVERY_SECONDS = 0.5


def hold(parent: int) -> None:
    """From now on this process is killed when ``parent``, which started it, ends."""
    if not (sys.platform == "linux" and _asked_of_the_kernel()):
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before we could ask
        _end()


def _asked_of_the_kernel() -> bool:
    return bool(ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0) == 0)


def _watch(parent: int) -> None:
    """Where the kernel does not tell: an orphan is given another parent."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    _end()


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
