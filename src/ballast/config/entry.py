"""The `ballast` command: one word each for what an operator does."""

import io
import os
import signal
import sys

from ballast.config.cluster import ClusterError
from ballast.config.console import gettext as _
from ballast.config.console import set_up_django
from ballast.config.operations.stopped import Stopped
from ballast.edges.cli.commands import COMMANDS, Command, gettext_noop

OWN: dict[str, Command] = {
    "up": Command(
        "ballast.config.operations.up:run",
        gettext_noop("serve the pages and do the jobs until Ctrl-C (--bind HOST:PORT)"),
    ),
    "doctor": Command(
        "ballast.config.operations.doctor:run",
        gettext_noop("say what is in order and what falls short"),
    ),
    "backup": Command(
        "ballast.config.operations.backup:run",
        gettext_noop("DIR: database and files, with their digests"),
    ),
    "restore": Command(
        "ballast.config.operations.restore:run",
        gettext_noop("DIR: a backup onto an empty home, proved equal"),
    ),
    "upgrade": Command(
        "ballast.config.operations.upgrade:run",
        gettext_noop("back up, bring the tables to this version, verify"),
    ),
    "manage": Command(
        "ballast.config.operations.manage:run",
        gettext_noop("ARGUMENTS: a command of Django's, with our database started"),
    ),
    "version": Command(
        "ballast.config.operations.versions:run",
        gettext_noop("what runs here, in which version"),
    ),
}


def main() -> None:
    """The console script: what asks to end ends as Ctrl-C does, everything put away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ballast.config.settings.base")
    for request in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(request) != signal.SIG_IGN:  # as nohup leaves it
            signal.signal(request, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack the signs we use
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except (Stopped, ClusterError) as stopped:
        sys.exit(f"ballast: {stopped}")


def run(arguments: list[str]) -> int:
    """Do what the first word says; 2 when there is no such word."""
    name, rest = (arguments or ["help"])[0], arguments[1:]
    if name in ("help", "-h", "--help"):
        print(_help())
        return 0
    if name in OWN:
        return OWN[name].load()(rest)
    if name in COMMANDS:
        return _in_django(COMMANDS[name], rest)
    print(_("ballast: there is no command '%(name)s'") % {"name": name}, file=sys.stderr)
    print(f"\n{_help()}", file=sys.stderr)
    return 2


def _help() -> str:
    lines = [_("ballast COMMAND"), ""]
    for name, command in (OWN | COMMANDS).items():
        lines.append(f"  {name:<10}" + _(command.help))
    return "\n".join(lines)


def _in_django(command: Command, arguments: list[str]) -> int:
    # Read late: Django's settings are read once, and only after the database has a place.
    from ballast.config.operations import database_start, up

    if not command.needs_database:
        set_up_django()
        return _carry_out(command, arguments)
    serve = command.serves and "--no-serve" not in arguments
    with database_start.ready():
        status = _carry_out(command, [word for word in arguments if word != "--no-serve"])
        return up.serve() if serve and not status else status


def _carry_out(command: Command, arguments: list[str]) -> int:
    from ballast.kernel.errors import Refused
    from ballast.platform.ui import words

    try:
        return command.load()(arguments)
    except Refused as refusal:
        raise Stopped(words.say(refusal)) from None


if __name__ == "__main__":
    main()
