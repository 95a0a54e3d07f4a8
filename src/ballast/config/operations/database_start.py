"""The database a command works on: started, told to Django, and made at the first start."""

import contextlib
import fcntl
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import DatabaseError, connections

from ballast.config import cluster
from ballast.config.cluster.locks import lock_file
from ballast.config.console import gettext as _
from ballast.config.console import set_up_django
from ballast.config.env import Env
from ballast.config.operations.stopped import Stopped
from ballast.kernel import sample
from ballast.platform import clock


@contextlib.contextmanager
def started() -> Iterator[cluster.Server | None]:
    """The database runs and the environment names its place; None when it is not ours to run.

    To be entered before anything imports the settings, which are read only once.
    """
    env = Env()
    make_secret_key(env.home)
    if env.database_url:
        yield None
        return
    with cluster.running(env.home, say=_say) as server:
        os.environ["BALLAST_SOCKET"] = server.socket
        yield server


@contextlib.contextmanager
def ready() -> Iterator[cluster.Server | None]:
    """As `started`, with Django set up and the tables as this version wants them.

    Tables are made or changed here only while nobody works in earnest; afterwards only
    `ballast upgrade` does so, because it makes a backup first.
    """
    with started() as server:
        set_up_django()
        with _alone(Env().home):
            _made_ready()
        connections.close_all()  # who only looks after others holds no place in the database
        yield server


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Two first starts at once: the second waits, and finds the tables made."""
    with lock_file(cluster.make_home(home) / "tables.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made_ready() -> None:
    try:
        refuse_newer(applied_migrations())
        pending = pending_migrations()
    except DatabaseError as fault:
        raise Stopped(_("the database does not serve: %(fault)s") % {"fault": fault}) from None
    in_earnest = _in_earnest()
    if pending and in_earnest:
        raise Stopped(
            _(
                "this version changes the tables (%(count)d steps): run `ballast upgrade`,"
                " which makes a backup first"
            )
            % {"count": len(pending)}
        )
    if pending:
        migrate()
    _mark_sample()
    if not in_earnest:  # also after a first start that was cut off between the two
        fill_code_lists()


def _say(text: str) -> None:
    print(_("Ballast: %(words)s") % {"words": text}, file=sys.stderr, flush=True)


def make_secret_key(home: Path) -> None:
    """A random key that only this account reads, made at the first start and then kept.

    It is put in its place whole: an empty one, after a power cut, would let nothing start.
    """
    path = cluster.make_home(home) / "secret-key"
    if _holds(path):
        return
    with _alone(home):
        if _holds(path):  # another first start was quicker
            return
        unfinished, name = tempfile.mkstemp(prefix="secret-key.new-", dir=path.parent)
        with open(unfinished, "w") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(path)


def _holds(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def pending_migrations() -> list[str]:
    """Names of what `migrate` would apply: ``app.0001_initial``, in order."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def applied_migrations() -> set[str]:
    """Names of what was applied to the database, by this version or another."""
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connections["default"]).applied_migrations()
    return {f"{app}.{name}" for app, name in applied}


def refuse_newer(applied: Iterable[str]) -> None:
    """Raises Stopped for tables made by a version that this one does not know."""
    from django.db.migrations.loader import MigrationLoader

    known = set()
    for (app, name), migration in (MigrationLoader(None).disk_migrations or {}).items():
        known |= {f"{app}.{name}", *(f"{app}.{former}" for app, former in migration.replaces)}
    if unknown := sorted(set(applied) - known):
        raise Stopped(
            _("the tables are of a newer version (%(step)s); install that one")
            % {"step": unknown[0]}
        )


def migrate(*arguments: str) -> None:
    """Bring the tables to this version, as the owner: the application itself may not."""
    ran = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks", *arguments],
        check=False,
        env=os.environ | {"BALLAST_AS_OWNER": "1"},
        start_new_session=True,  # Ctrl-C reaches only us, and we end it
    )
    if ran.returncode:
        raise Stopped(_("the tables could not be brought to this version; the reason stands above"))


def fill_code_lists() -> None:
    """Bring in the code tables shipped with this version; nothing where they are the same."""
    from ballast.platform.codelists import services as codelists

    codelists.load(at=clock.now())


def _mark_sample() -> None:
    """What pages look at says what the database says, also after a backup was restored."""
    from ballast.edges.demo import stamp

    home, days_back = Env().home, stamp.days_back()
    if days_back is None:
        sample.unmark(home)
    else:
        sample.mark(home, days_back=days_back)


def _in_earnest() -> bool:
    """Whether somebody's work would be at risk; also asked of tables of an older version."""
    from django.contrib.auth import get_user_model

    from ballast.edges.demo import stamp

    tables = set(connections["default"].introspection.table_names())
    if "demo_stamp" in tables:
        return stamp.holds_real_data()
    return "identity_user" in tables and get_user_model().objects.exists()
