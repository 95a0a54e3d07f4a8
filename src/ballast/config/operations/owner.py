"""The database as its owner reaches it, and PostgreSQL's own programs for it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ballast.config import cluster
from ballast.config.env import Env
from ballast.config.operations.stopped import Stopped


@dataclass(frozen=True, slots=True)
class Owner:
    """``place`` is where the data lies, for people; ``programs`` the folder of pg_dump, if ours."""

    conninfo: str
    place: str
    programs: Path | None

    def connect(self) -> psycopg.Connection:
        try:
            return psycopg.connect(self.conninfo)
        except psycopg.OperationalError as fault:
            raise Stopped(f"the database does not answer: {fault}") from None

    def run(self, program: str, *arguments: str) -> None:
        """Run pg_dump or pg_restore; the password goes by the environment, where none sees it."""
        parts = conninfo_to_dict(self.conninfo)
        password = parts.pop("password", None)
        path = str(self.programs / program) if self.programs else shutil.which(program)
        if path is None:
            raise Stopped(f"{program} is not installed; install the PostgreSQL client programs")
        ran = subprocess.run(
            [path, "--no-password", "--dbname", make_conninfo("", **parts), *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | ({"PGPASSWORD": str(password)} if password else {}),
        )
        if ran.returncode:
            raise Stopped(f"{program} failed:\n{ran.stderr.strip()}")


def owner(server: cluster.Server | None) -> Owner:
    """Of the server we run, or of the one that ``DATABASE_URL`` names."""
    if server:
        return Owner(server.conninfo(user="ballast_owner"), str(server.data), server.bin)
    env = Env()
    url = env.database_owner_url or env.database_url
    parts = conninfo_to_dict(url)
    return Owner(url, f"{parts.get('host')}:{parts.get('port', 5432)}/{parts.get('dbname')}", None)
