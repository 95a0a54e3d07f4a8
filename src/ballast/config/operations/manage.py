"""`ballast manage`: Django's own commands, with our database started and nothing else done."""

from ballast.config.operations import database_start


def run(arguments: list[str]) -> int:
    """Give the arguments to Django."""
    with database_start.started():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["ballast manage", *arguments])
    return 0
