"""`ballast backup DIR`: the database at one moment, the files, and what proves both."""

import argparse
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import psycopg

from ballast.config.console import gettext as _
from ballast.config.env import Env
from ballast.config.operations import database_start, digests, manifest
from ballast.config.operations.owner import Owner, owner
from ballast.config.operations.stopped import Stopped
from ballast.platform import clock

DUMP = "database.dump"
FILES = "files"

# Nobody removes orphans while the folder is copied: platform.files takes this turn alone.
_NO_SWEEP = "SELECT pg_advisory_xact_lock_shared(hashtextextended('files.bytes', 0))"


def run(arguments: list[str]) -> int:
    """Back up to a folder that does not exist yet, or is empty. The house may be up."""
    parser = argparse.ArgumentParser("ballast backup")
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args(arguments).folder.absolute()
    with database_start.started() as server:
        made = write(folder, owner(server), Env().home)
    rows = sum(table.rows for table in made.tables.values())
    print(_("Ballast: database at %(place)s") % {"place": made.cluster})
    print(
        _("Ballast: %(tables)d tables, %(rows)d rows, %(files)d files → %(folder)s")
        % {
            "tables": len(made.tables),
            "rows": rows,
            "files": len(made.parts) - 1,
            "folder": folder,
        }
    )
    return 0


def write(folder: Path, of: Owner, home: Path) -> manifest.Manifest:
    """Make the backup beside ``folder`` and give it its name only when it is whole."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stopped(
            _("%(folder)s is not empty; a backup is never written over another")
            % {"folder": folder}
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        made = _filled(unfinished, of, home)
        os.sync()
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return made


def _filled(folder: Path, of: Owner, home: Path) -> manifest.Manifest:
    with of.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute(_NO_SWEEP)
        tables = digests.of_tables(connection)
        migrations = _migrations(connection) if "public.django_migrations" in tables else ()
        of.run("pg_dump", "-Fc", f"--file={folder / DUMP}", f"--snapshot={_snapshot(connection)}")
        postgres = connection.info.server_version
        # After the snapshot: a file is written before the row that names it; what is still
        # coming in has no row.
        if (home / FILES).exists():
            shutil.copytree(home / FILES, folder / FILES, ignore=shutil.ignore_patterns("incoming"))
    made = manifest.Manifest(
        made_at=clock.machine().isoformat(timespec="seconds"),
        ballast=version("ballast"),
        postgres=f"{postgres // 10000}.{postgres % 10000}",
        cluster=of.place,
        migrations=migrations,
        tables=tables,
        parts={
            str(path.relative_to(folder)): manifest.part_of(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    )
    made.write(folder)
    return made


def _snapshot(connection: psycopg.Connection) -> str:
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    return str(row[0]) if row else ""


def _migrations(connection: psycopg.Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return tuple(name for (name,) in rows)
