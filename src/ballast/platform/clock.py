"""The two clocks, and the only place that reads them (ADR 0026).

The house's clock tells when something happens in the city. It is the machine's, but for a demo,
which lives on from its own last day: whole days back, so that the hour is the hour on the wall.
The machine's clock guards the house: how long a sign-in lasts, how old a file left behind is.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from ballast.kernel import sample

_CITY = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The moment by the house's clock."""
    return machine() - timedelta(days=days_back())


def today() -> date:
    """The business date: the house's calendar day in Asia/Shanghai."""
    return now().astimezone(_CITY).date()


def machine() -> datetime:
    """The moment by the machine's clock, whatever day the house lives on."""
    return datetime.now(UTC)


def days_back() -> int:
    """How many days the house lives behind the machine: 0 but for a demo."""
    return sample.days_back(Path(settings.MEDIA_ROOT).parent)


def shown() -> date | None:
    """The day that readers must be told of, since it is not the one on the wall."""
    return today() if days_back() else None
