"""When a period is filed: the days every unit of the city plans its month by."""

from dataclasses import dataclass
from datetime import date

import pytest

from ballast.delivery.progress.rules import (
    Days,
    Kind,
    is_due,
    is_filed,
    kind_on,
    periods_of_year,
    window,
)
from ballast.kernel.periods import Period
from ballast.kernel.workdays import Calendar

# 2023: the autumn holiday, and the two days worked instead.
HOLIDAYS = {date(2023, 9, 29): False, date(2023, 9, 30): False}
HOLIDAYS |= {date(2023, 10, day): False for day in range(1, 7)}
HOLIDAYS |= {date(2023, 10, 7): True, date(2023, 10, 8): True}
WORKDAYS = Calendar(HOLIDAYS, last_official_year=2023)


@dataclass(frozen=True)
class City:
    opens_day: int = 20
    cut_off_day: int = 25
    december_cut_off_day: int = 25
    shuts_after_workdays: int = 5
    quarterly_classes: tuple[str, ...] = ("PREPARATORY",)
    opening_together: bool = True


def test_september_2023_shuts_on_the_fifth_working_day_after_the_holiday():
    assert window(Period.month(2023, 9), City(), WORKDAYS) == Days(
        date(2023, 9, 20), date(2023, 9, 25), date(2023, 10, 11)
    )


def test_a_city_that_cuts_off_at_the_month_s_end_writes_nought():
    days = window(Period.month(2023, 11), City(cut_off_day=0), WORKDAYS)

    assert days.cut_off_on == date(2023, 11, 30)


def test_january_and_february_open_in_february():
    days = window(Period.opening(2024), City(), WORKDAYS)

    assert (days.opens_on, days.cut_off_on) == (date(2024, 2, 20), date(2024, 2, 25))


@pytest.mark.parametrize(
    ("year", "shuts"), [(2023, date(2023, 12, 25)), (2022, date(2022, 12, 26))]
)
def test_december_shuts_with_its_cut_off_or_on_the_next_working_day(year, shuts):
    days = window(Period.month(year, 12), City(), WORKDAYS)

    assert (days.cut_off_on, days.shuts_on) == (date(year, 12, 25), shuts)


def test_the_year_has_eleven_periods_or_twelve():
    together = periods_of_year(2024, City())
    apart = periods_of_year(2024, City(opening_together=False))

    assert [one.code for one in together[:2]] == ["2024-01~02", "2024-03"]
    assert (len(together), len(apart)) == (11, 12)
    assert not is_filed(Period.month(2024, 1), City())
    assert not is_filed(Period.quarter(2024, 1), City())


def test_what_is_only_prepared_is_filed_each_quarter():
    due = [p.last for p in periods_of_year(2024, City()) if is_due("PREPARATORY", p, City())]

    assert due == [3, 6, 9, 12]
    assert all(is_due("CARRY_OVER", p, City()) for p in periods_of_year(2024, City()))


def test_a_figure_given_before_the_cut_off_day_is_an_estimate():
    assert kind_on(date(2023, 9, 24), date(2023, 9, 25)) is Kind.ESTIMATE
    assert kind_on(date(2023, 9, 25), date(2023, 9, 25)) is Kind.ACTUAL
