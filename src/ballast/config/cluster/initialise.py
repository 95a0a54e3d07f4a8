"""The first making of a cluster, and the settings written at every start."""

import os
import shutil
import tempfile
from pathlib import Path

from ballast.config.console import gettext as _

from .errors import ClusterError
from .location import Place
from .roles import APP, OWNER, SUPERUSER

FRESH = "pg.new-"

SETTINGS = """\
# Written anew at every start by Ballast. Your own settings: ALTER SYSTEM SET ...
dynamic_shared_memory_type = mmap       # a log-out or a small /dev/shm takes nothing away
track_commit_timestamp = on             # the order in which the journal's entries came true
shared_buffers = 256MB                  # a month of 20,000 projects is worked on in memory
max_wal_size = 2GB                      # ... and an import of as many rows written in one go
jit = off                               # short queries
max_parallel_workers_per_gather = 0     # many readers at once: each core is another one's
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
default_text_search_config = 'pg_catalog.simple'
log_line_prefix = '%m [%p] %u@%d '
"""


def make_cluster(place: Place) -> None:
    """``initdb`` beside the final folder, renamed when complete: a killed one leaves no half."""
    for left in place.base.glob(f"{FRESH}*"):
        shutil.rmtree(left, ignore_errors=True)
    if not place.data.exists():
        _initdb(place)
    link = place.home / "pg"
    if link != place.data and not link.is_symlink():
        link.symlink_to(place.data)


def _initdb(place: Place) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=FRESH, dir=place.base))
    if os.geteuid() == 0:
        os.chown(fresh, place.account.uid, place.account.gid, follow_symlinks=False)
    done = place.account.run(
        place.bin / "initdb",
        f"--pgdata={fresh}",
        f"--username={SUPERUSER}",
        "--auth=reject",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
    )
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise ClusterError(
            _("The database could not be made in %(folder)s: %(fault)s")
            % {"folder": place.base, "fault": done.stderr.strip()}
        )
    fresh.rename(place.data)
    descriptor = os.open(place.base, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def write_settings(place: Place) -> None:
    """Settings, and who may enter: root, and the account unless it only serves on root's behalf."""
    users = {"root"}
    if os.geteuid() != 0 or place.home.stat().st_uid == place.account.uid:
        users.add(place.account.name)
    roles = (SUPERUSER, OWNER, APP)
    maps = [f'ballast "{user}" {role}\n' for user in sorted(users) for role in roles]
    place.account.write(place.data / "postgresql.conf", SETTINGS)
    place.account.write(place.data / "pg_ident.conf", "".join(maps))
    place.account.write(
        place.data / "pg_hba.conf", f"local all {','.join(roles)} peer map=ballast\n"
    )
