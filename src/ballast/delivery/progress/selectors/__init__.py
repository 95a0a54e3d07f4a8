"""Reading what was filed, always within projects the viewer may see."""

from .desk import waiting
from .duties import duties_of, owed
from .figures import by_month, counted, figures
from .filings import corrected, handed_in
from .lists import NODE
from .of_project import expected, to_file, year_of
from .origins import MonthBehind, accepted_by, month_behind
from .places import members, places_of, standing_at
from .prefill import Prefill, prefill, report_of
from .trail import trail
from .windows import moving, proposed, window_rule, windows_of
from .words import last_words

__all__ = [
    "NODE",
    "MonthBehind",
    "Prefill",
    "accepted_by",
    "by_month",
    "corrected",
    "counted",
    "duties_of",
    "expected",
    "figures",
    "handed_in",
    "last_words",
    "members",
    "month_behind",
    "moving",
    "owed",
    "places_of",
    "prefill",
    "proposed",
    "report_of",
    "standing_at",
    "to_file",
    "trail",
    "waiting",
    "window_rule",
    "windows_of",
    "year_of",
]
