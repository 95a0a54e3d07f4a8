"""`ballast upgrade`: back up, bring the tables to this version, verify."""

import io

from django.core.management import call_command
from django.db import connections

from ballast.config.console import gettext as _
from ballast.config.console import set_up_django
from ballast.config.env import Env
from ballast.config.operations import backup, database_start, rights
from ballast.config.operations.owner import owner
from ballast.config.operations.stopped import Stopped
from ballast.config.operations.up import alone
from ballast.edges.cli.commands import COMMANDS
from ballast.platform import clock


def run(arguments: list[str]) -> int:  # noqa: ARG001 - every command is called alike
    """Not while the house is up. What fails leaves the backup, and says where it lies."""
    home = Env().home
    with alone(home), database_start.started() as server:
        set_up_django()
        database_start.refuse_newer(database_start.applied_migrations())
        pending = database_start.pending_migrations()
        print(_("Ballast: %(count)d steps to this version") % {"count": len(pending)})
        kept = home / "backups" / f"{clock.machine():%Y%m%dT%H%M%SZ}-before-upgrade"
        backup.write(kept, owner(server), home)
        print(_("Ballast: backed up to %(folder)s") % {"folder": kept})
        try:
            if pending:
                database_start.migrate()
            database_start.fill_code_lists()
            _place()
            return _verified()
        except Stopped as stopped:
            raise Stopped(
                f"{stopped}\n"
                + _(
                    "the state before lies in %(folder)s; to go back, put the former version"
                    " on an empty home and `ballast restore` it there"
                )
                % {"folder": kept}
            ) from None
        finally:
            connections.close_all()


def _place() -> None:
    """Where projects stand by this version's rules, before anybody reads a list."""
    from ballast.delivery.progress.tasks import place_all

    place_all()


def _verified() -> int:
    if left := database_start.pending_migrations():
        raise Stopped(_("steps are left over: %(steps)s") % {"steps": ", ".join(left)})
    if faults := rights.faults():
        raise Stopped("; ".join(faults))
    call_command(
        "check", databases=["default"], stdout=io.StringIO()
    )  # it says also that all is well
    if COMMANDS["audit"].load()(["verify"]):
        raise Stopped(_("the journal does not verify"))
    print(_("Ballast: tables, rights and journal are as they should be"))
    return 0
