"""What one figure that a person types says of the others."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.delivery.progress.rules import Before, Report, figures
from ballast.delivery.progress.rules.typing import as_typed
from ballast.kernel.periods import Period


def worked_out(typed, *, base=900, filed=True, earlier=2000, **said):
    stood = Before(
        period=Period.month(2023, 10),
        on=date(2023, 10, 30),
        base_yuan=Decimal(base),
        is_base_filed=filed,
        before_year_yuan=None if earlier is None else Decimal(earlier),
    )
    given = {f"{name}_yuan": Decimal(amount) for name, amount in said.items()}
    report = Report(project_id=1, period="2023-10", **given)
    made = figures(as_typed(report, stood, typed=f"{typed}_yuan"), stood)
    return made.month_yuan, made.completed_yuan, made.since_start_yuan, made.caught_up_yuan


def test_the_month_makes_the_years_figure_and_the_years_figure_the_month():
    assert worked_out("month", month=120, completed=5, since_start=7) == (120, 1020, 3020, 0)
    assert worked_out("completed", month=5, completed=1000) == (100, 1000, 3000, 0)


def test_what_was_not_filed_is_caught_up_and_both_figures_stay_as_typed():
    assert worked_out("completed", filed=False, month=100, completed=1200) == (100, 1200, 3200, 200)
    assert worked_out("month", filed=False, month=150, completed=1200) == (150, 1200, 3200, 150)
    assert worked_out("month", filed=False, month=150) == (150, 1050, 3050, 0)


@pytest.mark.parametrize("typed", ["month", "since_start"])
def test_since_start_stays_as_typed_until_it_can_be_worked_out(typed):
    assert worked_out(typed, earlier=None, month=120, since_start=3500) == (120, 1020, 3500, 0)
