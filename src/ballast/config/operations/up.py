"""`ballast up`: the database, the web server and the worker; one Ctrl-C stops all."""

import argparse
import contextlib
import fcntl
import socket
from collections.abc import Iterator
from pathlib import Path

from ballast.config.env import Env
from ballast.config.operations import database_start
from ballast.config.operations.processes import Program, keep


class AlreadyUp(Exception):
    """Another process serves this home, or changes it."""


def run(arguments: list[str]) -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser("ballast up")
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    bind = parser.parse_args(arguments).bind
    with alone(Env().home), database_start.ready():
        if _taken(bind):
            _say(f"another program listens on {bind}; choose another place with --bind HOST:PORT")
            return 1
        _say(f"http://{bind}/ (Ctrl-C stops)")
        return keep(
            [
                Program("web server", "ballast.config.operations.web", [bind]),
                Program("worker", "ballast.config.operations.worker"),
            ],
            say=_say,
        )


@contextlib.contextmanager
def alone(home: Path) -> Iterator[None]:
    """One process at a time serves a home, or upgrades or restores it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyUp(f"Ballast already runs on {home}; stop it first") from None
        yield


def _taken(bind: str) -> bool:
    host, _, port = bind.rpartition(":")
    with contextlib.closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((host.strip("[]"), int(port)))
        except OSError:
            return True
    return False


def _say(text: str) -> None:
    print(f"Ballast: {text}", flush=True)
