"""The months of the invented year, and its moments."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ballast.kernel.periods import Period

from .works import YEAR

AUGUST, SEPTEMBER, OCTOBER = (Period.month(YEAR, number) for number in (8, 9, 10))
CHINA = ZoneInfo("Asia/Shanghai")


def on(month: int, day: int, hour: int = 10) -> datetime:
    """A moment of the invented year, in China."""
    return datetime(YEAR, month, day, hour, tzinfo=CHINA)
