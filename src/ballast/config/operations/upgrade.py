"""`ballast upgrade`: back up, bring the tables to this version, verify."""

from datetime import UTC, datetime

import django
from django.core.management import call_command
from django.db import connections

from ballast.config.env import Env
from ballast.config.operations import backup, database_start, rights
from ballast.config.operations.owner import owner
from ballast.config.operations.stopped import Stopped
from ballast.config.operations.up import alone
from ballast.edges.cli.commands import COMMANDS


def run(arguments: list[str]) -> int:  # noqa: ARG001 - every command is called alike
    """Not while the house is up. What fails leaves the backup, and says where it lies."""
    home = Env().home
    with alone(home), database_start.started() as server:
        django.setup()
        database_start.refuse_newer(database_start.applied_migrations())
        pending = database_start.pending_migrations()
        print(f"Ballast: {len(pending)} steps to this version")
        kept = home / "backups" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-before-upgrade"
        backup.write(kept, owner(server), home)
        print(f"Ballast: backed up to {kept}")
        try:
            if pending:
                database_start.migrate()
            database_start.fill_code_lists()
            return _verified()
        except Stopped as stopped:
            raise Stopped(
                f"{stopped}\nthe state before lies in {kept}; to go back, put the former version "
                "on an empty home and `ballast restore` it there"
            ) from None
        finally:
            connections.close_all()


def _verified() -> int:
    if left := database_start.pending_migrations():
        raise Stopped(f"steps are left over: {', '.join(left)}")
    if faults := rights.faults():
        raise Stopped("; ".join(faults))
    call_command("check", databases=["default"], verbosity=0)
    if COMMANDS["audit"].load()(["verify"]):
        raise Stopped("the journal does not verify")
    print("Ballast: tables, rights and journal are as they should be")
    return 0
