"""`ballast restore DIR`: a backup back onto an empty home, proved equal by digest."""

import argparse
import shutil
from pathlib import Path

from ballast.config.console import gettext as _
from ballast.config.console import set_up_django
from ballast.config.env import Env
from ballast.config.operations import database_start, digests, manifest
from ballast.config.operations.backup import DUMP, FILES
from ballast.config.operations.owner import Owner, owner
from ballast.config.operations.stopped import Stopped
from ballast.config.operations.up import alone


def run(arguments: list[str]) -> int:
    """Verify the backup, then write; the secret key is made anew, so everyone signs in again."""
    parser = argparse.ArgumentParser("ballast restore")
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args(arguments).folder.absolute()
    held = manifest.verified(folder)
    home = Env().home
    if (home / FILES).exists() and any((home / FILES).iterdir()):
        raise Stopped(
            _("%(home)s already holds files; restore only onto an empty home") % {"home": home}
        )
    set_up_django()
    database_start.refuse_newer(held.migrations)
    with alone(home), database_start.started() as server:
        write(folder, held, owner(server), home)
    rows = sum(table.rows for table in held.tables.values())
    print(
        _("Ballast: %(tables)d tables, %(rows)d rows, %(files)d files, equal")
        % {"tables": len(held.tables), "rows": rows, "files": len(held.parts) - 1}
    )
    print(_("Ballast: the secret key is new: everyone signs in again. Next: `ballast upgrade`"))
    return 0


def write(folder: Path, held: manifest.Manifest, to: Owner, home: Path) -> None:
    """Raises Stopped where there are tables already, or when what was written is not equal."""
    with to.connect() as connection:
        if digests.of_tables(connection):
            raise Stopped(
                _("the database at %(place)s is not empty; restore only onto an empty one")
                % {"place": to.place}
            )
    to.run(
        "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", f"{folder / DUMP}"
    )
    if (folder / FILES).exists():
        shutil.copytree(folder / FILES, home / FILES, dirs_exist_ok=True)
    with to.connect() as connection:
        tables = digests.of_tables(connection)
    differing = sorted(
        name
        for name in held.tables.keys() | tables.keys()
        if held.tables.get(name) != tables.get(name)
    ) + sorted(
        name
        for name, part in held.parts.items()
        if name != DUMP and manifest.part_of(home / name) != part
    )
    if differing:
        raise Stopped(
            _("what was written is not what was kept: %(names)s; use it not")
            % {"names": ", ".join(differing)}
        )
