"""What a screen says of a month in a sentence: the papers' own words."""

from ballast.oversight.reporting.rules import Month

from .brief import sentence
from .sentences import lamps


def essentials(month: Month) -> str:
    """本月要情: how the month stands and on what that rests, then its lamps; in Chinese."""
    return f"{sentence(month)}{lamps(month)}"
