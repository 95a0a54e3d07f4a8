"""The migrated database is made once, and cloned by other workers and later runs."""

import os
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
# What a migrated database depends on: they and what they import, and others' migrations.
SOURCES = ("src/**/migrations/*.py", "src/**/guards.py", "requirements/base.txt")
PREFIX = "migrated_"
TURN = 1  # whose lock it is, among advisory ones


class Template:
    """The clone's original. Who comes first makes it, while the others wait for their turn."""

    def __init__(self, settings: dict[str, object]) -> None:
        self._name = f"{PREFIX}{_digest()}"
        self._settings = settings
        self._turn: psycopg.Connection | None = None

    def lay_ready(self) -> None:
        """Let the test database be a clone, where there is what to clone."""
        if "BALLAST_SOCKET" not in os.environ:  # another's server: nothing is left on it
            return
        of_server = {name.lower(): self._settings[name] for name in ("HOST", "PORT", "USER")}
        self._turn = psycopg.connect(dbname="postgres", autocommit=True, **of_server)
        self._turn.execute("SET ROLE ballast_owner")
        self._turn.execute("SELECT pg_advisory_lock(%s)", [TURN])
        if self._name in self._there():
            self._settings["TEST"]["TEMPLATE"] = self._name
            self._end()

    def keep(self, made: str) -> None:
        """Keep a copy of the database that was just migrated, if it was; nobody is connected."""
        if self._turn is None:
            return
        for stale in self._there():
            self._turn.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(stale)))
        names = [sql.Identifier(one) for one in (self._name, made)]
        self._turn.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        self._end()

    def _there(self) -> list[str]:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        return [name for (name,) in self._turn.execute(asked, [PREFIX])]

    def _end(self) -> None:
        self._turn.close()
        self._turn = None


def _digest() -> str:
    files = sorted(file for pattern in SOURCES for file in ROOT.glob(pattern))
    parts = (f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes() for file in files)
    return sha256(b"\n".join(parts)).hexdigest()[:16]
