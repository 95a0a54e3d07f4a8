"""What the clock does for notices."""

from django.utils import timezone

from . import services


def prune() -> None:
    """Delete what was read long ago."""
    services.prune(at=timezone.now())
