"""Start the embedded server, share it among processes, stop it after the last."""

import contextlib
import fcntl
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import pq

from ballast.config.console import gettext as _

from . import location, sockets
from .errors import ClusterError
from .initialise import make_cluster, write_settings
from .location import Place
from .locks import lock_file, taken
from .postmaster import READY, STOPPING, alive, let_orphans_end, postmaster, recorded, stop
from .roles import DATABASE, SUPERUSER, prepare, prepared
from .waiting import Say, Waiting, tail

logger = logging.getLogger("ballast.cluster")

# Run as the server's account, so that the log is opened with its rights. The shell ends at once:
# the server is nobody's child, and outlives a killed client.
LAUNCH = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!'
LONGEST_LOG = 10_000_000  # bytes; then one older log is kept


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where its socket lies and how to enter as the superuser."""

    socket: str
    data: Path
    bin: Path

    def conninfo(self, dbname: str = DATABASE, user: str = SUPERUSER) -> str:
        return psycopg.conninfo.make_conninfo(
            host=self.socket, port=sockets.PORT, dbname=dbname, user=user
        )


@contextlib.contextmanager
def running(home: Path, say: Say = logger.warning) -> Iterator[Server]:
    """The server of ``home``, started if it is not yet running; stopped when nobody uses it.

    ``say`` takes a sentence whenever something is awaited. Raises :class:`ClusterError`.
    """
    home = location.make_home(home)
    with lock_file(home / "users.lock") as users:
        with _alone(home, say):
            fcntl.flock(users, fcntl.LOCK_SH)
            place = location.place_of(home)  # not before: another process may be making it
        try:
            with _alone(home, say):
                server = _started(place, say)
            yield server
        finally:
            with _alone(home, say):
                if taken(users, fcntl.LOCK_EX):
                    stop(place, say)
                    sockets.forget(place)
                location.hand_over(home)


@contextlib.contextmanager
def _alone(home: Path, say: Say) -> Iterator[None]:
    """Starting and stopping is done by one process at a time."""
    waiting = Waiting(say)
    with lock_file(home / "cluster.lock") as lock:
        while not taken(lock, fcntl.LOCK_EX):
            waiting.pause(_("another Ballast process has started or stopped the database"))
        yield


def _started(place: Place, say: Say) -> Server:
    try:
        location.settle(place)
        server = _found(place, say)
        if server is None:
            make_cluster(place)
            server = _launched(place, say)
            prepare(server.conninfo)
        elif not prepared(server.conninfo):
            prepare(server.conninfo)
    except (OSError, psycopg.Error) as error:
        raise ClusterError(
            _("The database in %(folder)s cannot be used: %(fault)s")
            % {"folder": place.data, "fault": error}
        ) from error
    return server


def _recovered() -> str:
    return _("the database answers (after a crash it first replays its log)")


def _found(place: Place, say: Say) -> Server | None:
    """The server that already runs here, once it answers."""
    waiting = Waiting(say)
    while found := postmaster(place):
        server = _at(place, found.socket)
        if found.state == READY and _answers(server, place):
            return server
        lost = found.state == READY and not sockets.intact(found.socket, place)
        if lost or found.state == STOPPING:
            stop(place, say)
        else:
            waiting.pause(_recovered(), place.log)
    # A server in another container has a pid we cannot see, but answers all the same.
    last = recorded(place)
    server = _at(place, last.socket if last else None)
    return server if _answers(server, place) else None


def _at(place: Place, folder: Path | None) -> Server:
    return Server(str(folder or place.base / "run"), place.data, place.bin)


def _answers(server: Server, place: Place) -> bool:
    """Whether the server lets us in; not merely whether a process lives."""
    if not sockets.intact(Path(server.socket), place):
        return False
    conninfo = server.conninfo("postgres")
    if pq.PGconn.ping(f"{conninfo} connect_timeout=5".encode()) != pq.Ping.OK:
        return False
    psycopg.connect(conninfo).close()
    return True


def _launched(place: Place, say: Say) -> Server:
    let_orphans_end(place, say)
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    write_settings(place)
    if place.log.exists() and place.log.stat().st_size > LONGEST_LOG:
        place.log.replace(place.log.with_suffix(".log.1"))
    server = _at(place, sockets.socket_folder(place))
    waiting = Waiting(say)
    while True:
        written = place.log.stat().st_size if place.log.exists() else 0
        pid = _launch(server, place)
        while alive(pid):
            # Asked only when it says so itself: each refusal would be a line in its log.
            found = recorded(place)
            if found and (found.pid, found.state) == (pid, READY) and _answers(server, place):
                return server
            waiting.pause(_recovered(), place.log)
        fault = _fault(tail(place.log, place.log.stat().st_size - written))
        if "is still in use" not in fault:  # the shared memory of a killed server
            raise ClusterError(
                _("PostgreSQL did not start: %(fault)s Its log is %(log)s")
                % {"fault": fault, "log": place.log}
            )
        waiting.pause(_("the sessions of the killed server have ended"), place.log)


def _launch(server: Server, place: Place) -> int:
    options = {
        "listen_addresses": "",
        "port": sockets.PORT,
        "unix_socket_directories": server.socket,
        "unix_socket_permissions": "0700",
    }
    done = place.account.run(
        "/bin/sh",
        "-c",
        LAUNCH,
        "sh",
        place.log,
        place.bin / "postgres",
        "-D",
        place.data,
        *(f"--{name}={value}" for name, value in options.items()),
    )
    return int(done.stdout)


def _fault(log: str) -> str:
    """The server's last words, from the first that is fatal."""
    lines = log.strip().splitlines()
    for number, line in enumerate(lines):
        if "FATAL:" in line or "PANIC:" in line:
            return " ".join(lines[number:])
    return lines[-1] if lines else "it said nothing."
