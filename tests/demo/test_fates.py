"""What befalls the city's matters comes to the article's figures, whatever the seed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from ballast.dispatch.coordination.rules import Cause
from ballast.edges.demo.generator.told import YEAR
from ballast.edges.demo.loop.fates import Deed, counted, fates
from ballast.kernel.workdays import Calendar

SEPTEMBER, OCTOBER = date(YEAR, 9, 30), date(YEAR, 10, 31)
MONTHS = range(2, 10)
# 2023 as the State Council published it, as far as it differs from the week.
DAYS_OFF = {
    *(date(YEAR, 9, 29) + timedelta(past) for past in range(8)),
    *(date(YEAR, *day) for day in ((4, 5), (5, 1), (5, 2), (5, 3), (6, 22), (6, 23))),
}
WORKED = {date(YEAR, *day) for day in ((4, 23), (5, 6), (6, 25), (10, 7), (10, 8))}
CALENDAR = Calendar(
    dict.fromkeys(DAYS_OFF, False) | dict.fromkeys(WORKED, True), last_official_year=YEAR
)


@pytest.mark.parametrize("seed", [2023, 1, 7, 4242])
def test_264_matters_by_september_and_281_by_october(seed):
    told = fates(978, seed, MONTHS, CALENDAR)

    assert counted(told, SEPTEMBER) == {
        "matters": 264,
        "solved": 147,
        "open": 117,
        "overdue": 37,
        "level_1": 58,
        "level_2": 46,
        "level_3": 13,
    }
    causes = Counter(one.cause for one in told if one.is_open(SEPTEMBER))
    assert causes.most_common(3) == [
        (Cause.LAND_CLEARANCE, 34),
        (Cause.LAND_PROCEDURES, 27),
        (Cause.PIPELINES, 19),
    ]
    later = counted(told, OCTOBER)
    assert (later["matters"], later["solved"], later["open"]) == (281, 160, 121)


def test_another_seed_gives_other_histories():
    one, other = (fates(978, seed, MONTHS, CALENDAR) for seed in (1, 2))

    assert [each.deeds for each in one] != [each.deeds for each in other]
    assert one == fates(978, 1, MONTHS, CALENDAR)


def test_nobody_acts_on_a_day_off_and_every_matter_is_taken_before_it_is_solved():
    for one in fates(978, 7, MONTHS, CALENDAR):
        days = {deed: day for day, deed in one.deeds}
        assert all(CALENDAR.is_workday(day) and day > one.raised for day in days.values())
        assert days.get(Deed.SOLVE, date.max) >= days[Deed.ACCEPT]
        assert one.closed is None or days[Deed.SOLVE] < one.closed == days[Deed.CONFIRM]


@pytest.mark.parametrize(("size", "months"), [(120, MONTHS), (300, (8, 9)), (500, (9,))])
def test_another_size_has_the_same_mix(size, months):
    told = counted(fates(size, 3, months, CALENDAR), OCTOBER)

    assert told["open"] + told["solved"] == told["matters"]
    if months == MONTHS:
        assert told["solved"] / told["matters"] == pytest.approx(160 / 281, abs=0.05)
