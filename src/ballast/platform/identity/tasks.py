"""What the clock does for sign-ins."""

from django.utils import timezone

from .models import OneTimeLink
from .sessions import SessionStore


def forget_sign_ins() -> None:
    """Delete the sign-ins and the links that have run out."""
    SessionStore.clear_expired()
    OneTimeLink.objects.filter(expires_at__lt=timezone.now()).delete()
