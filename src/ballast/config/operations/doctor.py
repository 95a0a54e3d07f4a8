"""`ballast doctor`: what is in order, what falls short, and what to do about it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import django
import psycopg
from django.conf import settings
from django.db import connections

from ballast.config import cluster
from ballast.config.env import Env
from ballast.config.operations import database_start, rights
from ballast.config.operations.owner import owner
from ballast.config.operations.stopped import Stopped

OLDEST_POSTGRES = 14
ROOM_BYTES = 2 * 1024**3
MANY_UNSEALED = 10_000  # the sealing job does thousands a minute
OPEN_TO_OTHERS = 0o077


class Short(Exception):
    """Something falls short; the words say what to do."""


def run(arguments: list[str]) -> int:  # noqa: ARG001 - every command is called alike
    """One line a thing; 1 when any falls short."""
    print(f"home        {Env().home}")
    lines = list(_lines())
    for name, in_order, words in lines:
        print(f"{name:<12}{'ok' if in_order else 'short':<7}{words}")
    return 0 if all(in_order for _, in_order, _ in lines) else 1


def _lines() -> Iterator[tuple[str, bool, str]]:
    yield _judged("python", _python)
    yield _judged("time zone", _time_zone)
    yield _judged("disk", lambda: _room(Env().home))
    yield _judged("LibreOffice", _libre_office)
    try:
        if not _made():
            yield "database", False, "not made yet; `ballast up` makes it"
            return
        with database_start.started() as server:
            django.setup()
            yield _judged("secret key", _secret_key)
            yield _judged("assets", _assets)
            yield _judged("database", lambda: _database(server))
            yield _judged("rights", _rights)
            yield _judged("tables", _tables)
            yield _judged("journal", _journal)
            connections.close_all()
    except (Stopped, cluster.ClusterError) as fault:
        yield "database", False, str(fault)


def _made() -> bool:
    env = Env()
    return bool(env.database_url) or (env.home.exists() and cluster.status(env.home).made)


def _judged(name: str, look: Callable[[], str]) -> tuple[str, bool, str]:
    try:
        return name, True, look()
    except (Short, Stopped, psycopg.Error, django.db.Error) as fault:
        return name, False, str(fault).strip()


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _time_zone() -> str:
    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        raise Short("Asia/Shanghai is not known here; install the tzdata package") from None
    return "Asia/Shanghai"


def _room(home: Path) -> str:
    while not home.exists():
        home = home.parent
    free = shutil.disk_usage(home).free
    said = f"{free / 1024**3:.1f} GB free at {home}"
    if free < ROOM_BYTES:
        raise Short(f"{said}; make room for {ROOM_BYTES / 1024**3:.0f} GB at least")
    return said


def _libre_office() -> str:
    """It may be absent: only papers as PDF need it."""
    return shutil.which("soffice") or "not installed; papers come as Word only"


def _secret_key() -> str:
    path = Env().home / "secret-key"
    if path.stat().st_mode & OPEN_TO_OTHERS:
        raise Short(f"others may read it; chmod 600 {path}")
    return "read by this account only"


def _assets() -> str:
    root = Path(settings.STATIC_ROOT)
    if not (root / "manifest.json").exists():
        raise Short(f"not built: {root} is empty; run `make demo` or `make test` once")
    return str(root)


def _database(server: cluster.Server | None) -> str:
    reached = owner(server)
    with reached.connect() as connection:
        number = connection.info.server_version // 10000
    if number < OLDEST_POSTGRES:
        raise Short(f"PostgreSQL {number} at {reached.place}; {OLDEST_POSTGRES} or newer is needed")
    return f"PostgreSQL {number} at {reached.place}"


def _rights() -> str:
    if faults := rights.faults():
        raise Short(f"{'; '.join(faults)}; see docs/operations/database.md")
    return "the application may change rows, not tables"


def _tables() -> str:
    database_start.refuse_newer(database_start.applied_migrations())
    if pending := database_start.pending_migrations():
        raise Short(f"{len(pending)} steps behind this version; run `ballast upgrade`")
    return "as this version wants them"


def _journal() -> str:
    from ballast.platform.audit import selectors as audit

    waiting = audit.unsealed().count()
    if waiting > MANY_UNSEALED:
        raise Short(
            f"{waiting} rows are not sealed yet; the worker does it while `ballast up` runs"
        )
    return f"{waiting} rows are not sealed yet"
