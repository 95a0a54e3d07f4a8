"""A demo keeps away from real data, and marks its own so that nobody takes it for real."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from ballast.kernel.errors import Refused
from ballast.platform.audit.models import Entry

from .models import Stamp


class RealData(Refused):
    """The database holds somebody's work; a demo would mix inventions into it."""

    code = "real_data"


class AnotherDemo(Refused):
    """The database holds another invented city than the one asked for."""

    code = "another_demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which city: how many projects, of which seed, lived for how many periods to September."""

    projects: int
    seed: int
    months: int


def is_demo() -> bool:
    """Whether everything in this database is invented."""
    return Stamp.objects.exists()


def days_back() -> int | None:
    """How many days this house lives behind the machine; None where it is no demo."""
    return Stamp.objects.values_list("days_back", flat=True).first()


def holds_real_data() -> bool:
    """Whether somebody has begun to work here in earnest: every house begins with a person."""
    return not is_demo() and get_user_model().objects.exists()


def stamped() -> Wanted | None:
    """Which city lives here, if any does."""
    stamp = Stamp.objects.first()
    if stamp is None:
        return None
    return Wanted(projects=stamp.projects, seed=stamp.seed, months=stamp.months)


@transaction.atomic
def stamp_demo(*, at: datetime, wanted: Wanted) -> Stamp:
    """Mark this database as a demo's, once; to be called before anything is invented.

    Raises RealData where somebody works in earnest and AnotherDemo where another city lives;
    writes nothing then.
    """
    if holds_real_data():
        raise RealData
    known = stamped()
    if known and known != wanted:
        raise AnotherDemo(**asdict(known))
    stamp, _ = Stamp.objects.get_or_create(defaults={"stamped_at": at, **asdict(wanted)})
    return stamp


@transaction.atomic
def live_on(stamp: Stamp, *, today: date, first: date) -> None:
    """Let ``first`` be today from here on, once; ``today`` is the machine's.

    Not where somebody has worked here by the machine's clock: the journal would go back.
    """
    if stamp.days_back or Entry.objects.filter(at__gt=stamp.stamped_at).exists():
        return
    stamp.days_back = max(0, (today - first).days)
    stamp.save(update_fields=["days_back"])
