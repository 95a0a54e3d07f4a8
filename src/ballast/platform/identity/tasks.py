"""What the clock does for sign-ins."""

from ballast.platform import clock

from .models import OneTimeLink
from .sessions import SessionStore


def forget_sign_ins() -> None:
    """Delete the sign-ins and the links that have run out."""
    SessionStore.clear_expired()
    OneTimeLink.objects.filter(expires_at__lt=clock.now()).delete()
