"""What comes by the clock: the day has come on which an event is looked at again."""

from django.utils import timezone

from . import services


def tell_looks() -> None:
    services.tell_looks(at=timezone.now())
