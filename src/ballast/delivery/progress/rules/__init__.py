"""What may be filed, what is decided of it, and which figure counts."""

from .checking import Checked, Finding, check
from .codes import GONE, Answer, Kind, Level, State, Verdict
from .counting import AsOf, Counted, Filed, MonthLine, Standing, counted, standing
from .figures import Before, Figures, figures
from .reports import AMOUNTS, CorrectionDraft, Report
from .windows import Days, is_due, is_filed, kind_on, periods_of_year, window

__all__ = [
    "AMOUNTS",
    "GONE",
    "Answer",
    "AsOf",
    "Before",
    "Checked",
    "CorrectionDraft",
    "Counted",
    "Days",
    "Figures",
    "Filed",
    "Finding",
    "Kind",
    "Level",
    "MonthLine",
    "Report",
    "Standing",
    "State",
    "Verdict",
    "check",
    "counted",
    "figures",
    "is_due",
    "is_filed",
    "kind_on",
    "periods_of_year",
    "standing",
    "window",
]
