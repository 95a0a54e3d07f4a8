"""The `ballast` command: one word each for what an operator does."""

import os
import signal
import sys

from ballast.edges.cli.commands import COMMANDS, Command

OWN: dict[str, Command] = {
    "up": Command(
        "ballast.config.operations.up:run",
        "serve the pages and do the jobs until Ctrl-C (--bind HOST:PORT)",
    ),
    "manage": Command(
        "ballast.config.operations.manage:run",
        "ARGUMENTS: a command of Django's, with our database started",
    ),
}


def main() -> None:
    """The console script: what asks to end ends as Ctrl-C does, everything put away."""
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, signal.default_int_handler)
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


def run(arguments: list[str]) -> int:
    """Do what the first word says; 2 when there is no such word."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ballast.config.settings.base")
    name, rest = (arguments or ["help"])[0], arguments[1:]
    if name in ("help", "-h", "--help"):
        print(_help())
        return 0
    if name in OWN:
        return OWN[name].load()(rest)
    if name in COMMANDS:
        return _in_django(COMMANDS[name], rest)
    print(f"ballast: there is no command {name!r}\n\n{_help()}", file=sys.stderr)
    return 2


def _help() -> str:
    lines = ["ballast COMMAND", ""]
    for name, command in (OWN | COMMANDS).items():
        lines.append(f"  {name:<10}{command.help}")
    return "\n".join(lines)


def _in_django(command: Command, arguments: list[str]) -> int:
    # Read late: Django's settings are read once, and only after the database has a place.
    import django

    from ballast.config.operations import database_start

    if not command.needs_database:
        django.setup()
        return command.load()(arguments)
    with database_start.ready():
        return command.load()(arguments)
