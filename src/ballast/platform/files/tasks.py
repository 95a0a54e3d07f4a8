"""What the clock does for the files."""

from django.utils import timezone

from . import services


def sweep() -> None:
    """Remove bytes that belong to nobody."""
    services.sweep(at=timezone.now())
