"""What comes by the clock: issues whose time has run out."""

from django.utils import timezone

from .services import issues


def run_clocks() -> None:
    """A new day: limits may have passed, pauses ended, raisers kept silent."""
    issues.run_clocks(at=timezone.now())
