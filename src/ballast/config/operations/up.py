"""`ballast up`: the database, the web server and the worker; one Ctrl-C stops all."""

import argparse
import contextlib
import fcntl
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from ballast.config import cluster
from ballast.config.cluster.postmaster import alive
from ballast.config.console import gettext as _
from ballast.config.env import Env
from ballast.config.operations import database_start, first_link
from ballast.config.operations.processes import Program, keep
from ballast.config.operations.stopped import Stopped

BIND = "127.0.0.1:8000"


def run(arguments: list[str]) -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser("ballast up")
    parser.add_argument("--bind", default=BIND, metavar="HOST:PORT")
    given = parser.parse_args(arguments)
    with database_start.ready():
        return serve(given.bind)


def serve(bind: str = BIND) -> int:
    """Web server and worker on a database that is ready, until stopped."""
    _refuse_debug(Env(), bind)
    with alone(Env().home):
        _refuse_taken(bind)
        _say(_("http://%(bind)s/ (Ctrl-C stops)") % {"bind": bind})
        if link := first_link.made():
            _say(
                _("nobody administers this house yet; good once, within a day: %(link)s")
                % {"link": f"http://{bind}{link}"}
            )
        return keep(
            [
                Program(_("web server"), "ballast.config.operations.web", [bind]),
                Program(_("worker"), "ballast.config.operations.worker"),
            ],
            say=_say,
            ground_is_gone=_gone(Env()),
        )


def _gone(env: Env) -> Callable[[], bool]:
    """Whether the database that we started has ended since; another's is its keeper's business."""
    pid = None if env.database_url else cluster.status(env.home).pid
    return lambda: pid is not None and not alive(pid)


@contextlib.contextmanager
def alone(home: Path) -> Iterator[None]:
    """One process at a time serves a home, or upgrades or restores it."""
    home = cluster.make_home(home)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stopped(
                _("Ballast already runs on %(home)s; stop it first") % {"home": home}
            ) from None
        yield


def _refuse_debug(env: Env, bind: str) -> None:
    """A fault shown with its surroundings shows what lies there: settings, figures, people."""
    here = bind.rpartition(":")[0] in ("127.0.0.1", "[::1]", "localhost")
    if env.debug and (env.hosts or env.https or not here):
        raise Stopped(
            _(
                "BALLAST_DEBUG shows faults with their surroundings: only on 127.0.0.1, without "
                "BALLAST_HOSTS and BALLAST_HTTPS"
            )
        )


def _refuse_taken(bind: str) -> None:
    host, _colon, port = bind.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host.strip("[]"), int(port)))
        except (OSError, ValueError) as fault:
            raise Stopped(
                _("cannot listen on %(bind)s (%(fault)s); choose --bind HOST:PORT")
                % {"bind": bind, "fault": fault}
            ) from None


def _say(text: str) -> None:
    print(_("Ballast: %(words)s") % {"words": text}, flush=True)
