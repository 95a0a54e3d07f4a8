"""A demo keeps away from real data, and marks its own so that nobody takes it for real."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from ballast.kernel.errors import Refused

from .models import Stamp


class RealData(Refused):
    """The database holds somebody's work; a demo would mix inventions into it."""

    code = "real_data"


def is_demo() -> bool:
    """Whether everything in this database is invented."""
    return Stamp.objects.exists()


def holds_real_data() -> bool:
    """Whether somebody has begun to work here in earnest: every house begins with a person."""
    return not is_demo() and get_user_model().objects.exists()


@transaction.atomic
def stamp_demo(*, at: datetime) -> None:
    """Mark this database as a demo's, once; to be called before anything is invented.

    Raises RealData, writing nothing, where somebody works in earnest.
    """
    if holds_real_data():
        raise RealData
    Stamp.objects.get_or_create(defaults={"stamped_at": at})
