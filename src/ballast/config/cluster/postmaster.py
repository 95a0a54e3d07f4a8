"""Is the server of this data folder alive? A pid alone proves nothing: pids are used again."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from ballast.config.console import gettext as _

from .location import Place
from .waiting import Say, Waiting

READY, STOPPING = "ready", "stopping"  # the server's words for its state
PATIENCE = 5.0  # seconds for sessions to notice that their server was killed


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a server wrote of itself into ``postmaster.pid``."""

    pid: int
    started: int  # seconds since 1970
    socket: Path | None
    state: str


def recorded(place: Place) -> Postmaster | None:
    """The server that last wrote its pid here, dead or alive."""
    try:
        text = (place.data / "postmaster.pid").read_bytes()
        lines = [os.fsdecode(line).strip() for line in text.splitlines()]
        pid, started = int(lines[0]), int(lines[2])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    socket = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Postmaster(pid, started, socket, lines[7] if len(lines) > 7 else "starting")


def postmaster(place: Place) -> Postmaster | None:
    """The live server of this data folder, if there is one."""
    found = recorded(place)
    return found if found and _serves(found, place) else None


def alive(pid: int) -> bool:
    """Whether the process runs; a dead one whose parent has not yet asked for it does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def stop(place: Place, say: Say) -> None:
    """End the server, other clients' sessions included, and wait until it has gone."""
    found = postmaster(place)
    if found is None:
        return
    waiting = Waiting(say)
    with contextlib.suppress(ProcessLookupError):
        os.kill(found.pid, signal.SIGINT)
    while alive(found.pid):
        waiting.pause(_("the database has written out its last changes and stopped"), place.log)


def let_orphans_end(place: Place, say: Say) -> None:
    """Wait for the sessions of a killed server; one that does not notice is told to quit.

    PostgreSQL itself does so when any of its processes dies: nothing they do can still count.
    """
    waiting = Waiting(say)
    while orphans := list(_processes_in(place.data)):
        if time.monotonic() - waiting.begun > PATIENCE:
            for process in orphans:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGQUIT)
        waiting.pause(_("the sessions of the killed server have ended"), place.log)


def _serves(found: Postmaster, place: Place) -> bool:
    try:
        process = psutil.Process(found.pid)
        if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            return False
        try:
            return bool(Path(process.cwd()) == place.data)
        except psutil.AccessDenied:
            # Root in a container may lack the right to look; owner and start time must do.
            near = abs(process.create_time() - found.started) < 60
            return bool(process.uids().effective == place.account.uid and near)
    except psutil.NoSuchProcess:
        return False


def _processes_in(data: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if (
                process.name() == "postgres"
                and process.status() != psutil.STATUS_ZOMBIE
                and Path(process.cwd()) == data
            ):
                yield process
        except psutil.Error:
            continue
