"""Starts the embedded server before Django reads its settings (a pytest plugin)."""

import contextlib
import os
from pathlib import Path

import psycopg
import pytest

_open = contextlib.ExitStack()
# What only survives a power cut; that a killed server loses nothing is tested in tests/cluster.
NOT_KEPT = ("fsync", "full_page_writes", "synchronous_commit")
# Between tests every table is empty. Told so, the planner would take what a test fills within its
# transaction for nothing, and walk through it once for each row.
NOT_DONE = ("autovacuum",)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    if os.environ.get("DATABASE_URL") or os.environ.get("PYTEST_XDIST_WORKER"):
        return
    # Read late: coverage of start-up, and BALLAST_HOME must be set first.
    os.environ["BALLAST_HOME"] = str(Path(__file__).resolve().parents[2] / "var" / "test")
    from ballast.config import cluster

    server = _open.enter_context(cluster.running(Path(os.environ["BALLAST_HOME"])))
    os.environ["BALLAST_SOCKET"] = server.socket
    with psycopg.connect(server.conninfo("postgres"), autocommit=True) as connection:
        connection.execute("ALTER ROLE ballast_owner CREATEDB")
        for setting in (*NOT_KEPT, *NOT_DONE):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def pytest_unconfigure():
    _open.close()
