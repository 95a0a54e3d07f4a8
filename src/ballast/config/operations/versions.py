"""`ballast version`."""

import sys
from importlib.metadata import version


def run(arguments: list[str]) -> int:  # noqa: ARG001 - every command is called alike
    """Ballast, Python and Django."""
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"Ballast {version('ballast')} (Python {python}, Django {version('django')})")
    return 0
