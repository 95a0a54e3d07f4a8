"""`ballast doctor`: what is in order, what falls short, and what to do about it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import django.db
import psycopg
from django.conf import settings
from django.db import connections

from ballast.config import cluster
from ballast.config.console import column, set_up_django
from ballast.config.console import gettext as _
from ballast.config.env import Env
from ballast.config.operations import database_start, rights
from ballast.config.operations.owner import owner
from ballast.config.operations.stopped import Stopped
from ballast.platform import clock
from ballast.platform.documents import converting

OLDEST_POSTGRES = 14
GB = 1024**3
ROOM_BYTES = 2 * GB
MANY_UNSEALED = 10_000  # the sealing job does thousands a minute
OPEN_TO_OTHERS = 0o077
NAME, STATE = 12, 7  # widths of the columns


class Short(Exception):
    """Something falls short; the words say what to do."""


def run(arguments: list[str]) -> int:  # noqa: ARG001 - every command is called alike
    """One line a thing; 1 when any falls short."""
    print(column(_("home"), NAME) + str(Env().home))
    lines = list(_lines())
    ok, short = column(_("ok"), STATE), column(_("short"), STATE)
    for name, in_order, words in lines:
        print(f"{column(name, NAME)}{ok if in_order else short}{words}")
    return 0 if all(in_order for _name, in_order, _words in lines) else 1


def _lines() -> Iterator[tuple[str, bool, str]]:
    yield _judged("Python", _python)
    yield _judged(_("time zone"), _time_zone)
    yield _judged(_("disk"), lambda: _room(Env().home))
    yield _judged("LibreOffice", _libre_office)
    try:
        if not _made():
            yield _("database"), False, _("not made yet; `ballast up` makes it")
            return
        with database_start.started() as server:
            set_up_django()
            yield _judged(_("secret key"), _secret_key)
            yield _judged(_("assets"), _assets)
            yield _judged(_("database"), lambda: _database(server))
            yield _judged(_("rights"), _rights)
            yield _judged(_("tables"), _tables)
            yield _judged(_("clock"), _clock)
            yield _judged(_("journal"), _journal)
            yield _judged(_("indicators"), _indicators)
            yield _judged(_("jobs"), _jobs)
            connections.close_all()
    except (Stopped, cluster.ClusterError) as fault:
        yield _("database"), False, str(fault)


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
        raise Short(_("Asia/Shanghai is not known here; install the tzdata package")) from None
    return "Asia/Shanghai"


def _room(home: Path) -> str:
    while not home.exists():
        home = home.parent
    free = shutil.disk_usage(home).free
    said = {"free": f"{free / GB:.1f}", "home": home, "least": f"{ROOM_BYTES / GB:.0f}"}
    if free < ROOM_BYTES:
        raise Short(_("%(free)s GB free at %(home)s; make room for %(least)s GB at least") % said)
    return _("%(free)s GB free at %(home)s") % said


def _libre_office() -> str:
    """It may be absent: only papers as PDF need it."""
    found = converting.office()
    if found is None:
        return _("not installed; papers come as Word only")
    return _("%(path)s; signed papers come as PDF too") % {"path": found}


def _secret_key() -> str:
    path = Env().home / "secret-key"
    if path.stat().st_mode & OPEN_TO_OTHERS:
        raise Short(_("others may read it; chmod 600 %(path)s") % {"path": path})
    return _("read by this account only")


def _assets() -> str:
    root = Path(settings.STATIC_ROOT)
    if not (root / "manifest.json").exists():
        raise Short(
            _("not built: %(root)s is empty; run `make demo` or `make test` once") % {"root": root}
        )
    return str(root)


def _database(server: cluster.Server | None) -> str:
    reached = owner(server)
    with reached.connect() as connection:
        number = connection.info.server_version // 10000
    said = {"number": number, "place": reached.place, "oldest": OLDEST_POSTGRES}
    if number < OLDEST_POSTGRES:
        raise Short(_("PostgreSQL %(number)d at %(place)s; %(oldest)d or newer is needed") % said)
    return _("PostgreSQL %(number)d at %(place)s") % said


def _rights() -> str:
    if faults := rights.faults():
        raise Short(
            _("%(faults)s; see docs/operations/database.md") % {"faults": "; ".join(faults)}
        )
    return _("the application may change rows, not tables")


def _tables() -> str:
    database_start.refuse_newer(database_start.applied_migrations())
    if pending := database_start.pending_migrations():
        raise Short(
            _("%(count)d steps behind this version; run `ballast upgrade`")
            % {"count": len(pending)}
        )
    return _("as this version wants them")


def _clock() -> str:
    """Only a demo lives behind the machine, and so far as its database says."""
    from ballast.edges.demo import stamp

    back = clock.days_back()
    if back != (stamp.days_back() or 0):
        raise Short(
            _("the folder says %(days)d days behind the machine, the database not so; start anew")
            % {"days": back}
        )
    if not back:
        return _("the machine's")
    return _("demo time %(day)s, %(days)d days behind the machine") % {
        "day": clock.today(),
        "days": back,
    }


def _journal() -> str:
    from ballast.platform.audit import selectors as audit

    waiting = audit.unsealed().count()
    said = {"count": waiting}
    if waiting > MANY_UNSEALED:
        raise Short(
            _("%(count)d rows are not sealed yet; the worker does it while `ballast up` runs")
            % said
        )
    return _("%(count)d rows are not sealed yet") % said


def _indicators() -> str:
    """Closed months are told by the indicators as they were then, so those must still be here."""
    from ballast.oversight.reporting import selectors as reporting

    if missing := reporting.missing_versions():
        named = "、".join(f"{period} {code} {version}" for period, code, version in missing)
        raise Short(
            _("closed months rest on indicators that this version does not know: %(missing)s")
            % {"missing": named}
        )
    return _("every version that a closed month rests on is here")


def _jobs() -> str:
    from ballast.platform.jobs import selectors as jobs

    if failed := jobs.failed().count():
        raise Short(
            _("%(count)d jobs failed for good; the worker's words say why") % {"count": failed}
        )
    return _("none failed")
