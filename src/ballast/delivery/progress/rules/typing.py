"""What one figure that a person types says of the others."""

from dataclasses import replace

from .figures import Before
from .reports import Report


def as_typed(report: Report, before: Before, *, typed: str) -> Report:
    """The report with nothing but what its filer says; the rest is worked out again.

    ``typed`` is the field just written. The month makes the year's figure and the year's
    figure the month; where the month before was not filed both are said, for the difference is
    what was caught up. Since-start follows wherever it can be worked out.
    """
    if before.before_year_yuan is not None:
        report = replace(report, since_start_yuan=None)
    if typed == "completed_yuan":
        return replace(report, month_yuan=None) if before.is_base_filed else report
    follows = before.is_base_filed or report.completed_yuan is None
    if follows and report.month_yuan is not None:
        return replace(report, completed_yuan=None)
    return report
