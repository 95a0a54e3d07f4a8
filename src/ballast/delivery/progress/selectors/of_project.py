"""One project's year: what counted month by month, what its owner expects, what is to be filed."""

from collections.abc import Collection
from decimal import Decimal

from ballast.delivery.progress.models import Duty, Filing, MonthFigure
from ballast.delivery.progress.rules import State
from ballast.kernel.periods import Period


def year_of(project_id: int, year: int, *, until: Period) -> list[MonthFigure]:
    """The figures of a year's periods up to the end of one, in order."""
    rows = MonthFigure.objects.filter(project=project_id, period__startswith=str(year))
    found = [row for row in rows.order_by("period") if _ends_by(row.period, until)]
    return sorted(found, key=lambda row: Period.from_code(row.period).last_day)


def expected(project_id: int, until: Period) -> Decimal | None:
    """What the last accepted filing of the year that says so expects by the year's end, in yuan."""
    rows = Filing.objects.filter(
        project=project_id,
        period__startswith=str(until.year),
        state=State.ACCEPTED.value,
        forecast_year_yuan__isnull=False,
    )
    said = [row for row in rows.order_by("period", "attempt") if _ends_by(row.period, until)]
    last = max(said, key=lambda row: Period.from_code(row.period).last_day, default=None)
    return last.forecast_year_yuan if last else None


def to_file(project_id: int, periods: Collection[str]) -> str:
    """The last of these periods for which a project is to be filed; empty for none."""
    due = Duty.objects.filter(project=project_id, period__in=periods)
    codes = due.order_by("period").values_list("period", flat=True)
    return max(codes, key=lambda code: Period.from_code(code).last_day, default="")


def _ends_by(code: str, until: Period) -> bool:
    return Period.from_code(code).last_day <= until.last_day
