"""The windows of a year's plan."""

from datetime import date

from ballast.delivery.plans.models import Adjustment, AdjustmentWindow
from ballast.delivery.plans.rules import Days, Purpose


def declaration_windows(year: int) -> list[Days]:
    """When units may put projects up for a year's plan."""
    rows = AdjustmentWindow.objects.filter(year=year, purpose=Purpose.DECLARATION.value)
    return [Days(*days) for days in rows.values_list("first_day", "last_day")]


def adjustment_window(year: int, on: date) -> AdjustmentWindow | None:
    """The window in which a year's plan may be adjusted on a day."""
    return (
        AdjustmentWindow.objects.filter(
            year=year, purpose=Purpose.ADJUSTMENT.value, first_day__lte=on, last_day__gte=on
        )
        .order_by("first_day")
        .first()
    )


def adjusted_on(year: int, by: date) -> date | None:
    """Since which day a year's plan has been as it stands on another; None: as it was issued."""
    days = Adjustment.objects.filter(year=year, valid_from__lte=by).order_by("-valid_from")
    return days.values_list("valid_from", flat=True).first()
