"""What the clock does for the files."""

from ballast.platform import clock

from . import services


def sweep() -> None:
    """Remove bytes that belong to nobody."""
    services.sweep(at=clock.machine())
