"""What cities published comes out of our indicators to the digit, rounded once and at the end.

Each case has the figures that the place itself gave, in 亿元 or projects, and what it printed.
Growth on the year before, the share of a kind of project, and matters settled of those raised were
printed too; they are no indicators of ours.
"""

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest

from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors
from ballast.platform.analytics.schema import FACTS, Type
from ballast.platform.analytics.selectors import Then

_VERSIONS = {"completion_rate": 1, "lead_points": 1, "start_rate_due": 1}
_BLANK = {name: {Type.TEXT: "", Type.FLAG: False}.get(kind) for name, kind in FACTS.items()}
JANUARY_TO_OCTOBER = Period.month(2023, 10)
FIRST_QUARTER = Period.month(2021, 3)


def work(pk, **told):
    return _BLANK | {"project_id": pk, "number": f"QX23-{pk:05}", "is_first": True} | told


def invested(completed, planned):
    """Three projects that come to these sums; one is not planned, one not begun."""
    parts = [
        (Decimal(completed) - 1, Decimal(planned) - 7),
        (Decimal(1), Decimal(0)),
        (None, Decimal(7)),
    ]
    return [
        work(
            pk,
            completed_yuan=done if done is None else done * 100_000_000,
            planned_yuan=meant * 100_000_000,
        )
        for pk, (done, meant) in enumerate(parts)
    ]  # fmt: skip


def begun(started, due, period):
    """So many new projects due, of which these have started; two more are not due or not new."""
    first = date(period.year, 1, 1)
    new = {"plan_class": "NEW_START", "planned_start_on": first}
    rows = [work(pk, **new, started_on=first if pk < started else None) for pk in range(due)]
    later = {"plan_class": "NEW_START", "planned_start_on": date(period.year, 12, 1)}
    return [
        *rows,
        work(due, **later, started_on=first),
        work(due + 1, plan_class="CARRY_OVER", planned_start_on=first, started_on=first),
    ]


def exact(rows, period, code):
    (group,) = selectors.values(
        selectors.frame(rows), period, codes=[code], then=Then(_VERSIONS, {})
    )
    return group.values[code].value


def rounded(value, places, how=ROUND_HALF_UP):
    return value.quantize(Decimal(1).scaleb(-places), how)


@pytest.mark.parametrize(
    ("place", "period", "completed", "planned", "printed"),
    [
        ("江门, January to October", JANUARY_TO_OCTOBER, "629.0", "647.4", "97.2"),
        ("江门, January to October of another year", JANUARY_TO_OCTOBER, "482.0", "565.6", "85.2"),
        ("江门, first quarter of 2021", FIRST_QUARTER, "313.64", "1015", "30.90"),
        ("济南槐荫, a hospital, to November 2023", Period.month(2023, 11), "11.64", "11.00", "105.8"),
        # Its plan is worked back from the rate.
        ("济南槐荫, rented housing, to November 2023", Period.month(2023, 11), "5.18", "3.4955", "148.19"),
    ],
)  # fmt: skip
def test_a_completion_rate_is_the_one_that_was_printed(place, period, completed, planned, printed):
    rate = exact(invested(completed, planned), period, "completion_rate")

    assert rounded(rate, -Decimal(printed).as_tuple().exponent) == Decimal(printed), place


@pytest.mark.parametrize(
    ("place", "period", "completed", "planned", "printed"),
    [
        ("江门, January to October", JANUARY_TO_OCTOBER, "629.0", "647.4", "13.8"),
        ("江门, first quarter of 2021", FIRST_QUARTER, "313.64", "1015", "5.90"),
        # These two gave only the rate itself.
        ("成都, January to September 2023", Period.month(2023, 9), "81.4", "100", "6.4"),
        ("a city's even progress, October 2016", Period.month(2016, 10), "85.1", "100", "1.8"),
    ],
)
def test_points_ahead_of_time_progress_are_those_that_were_printed(
    place, period, completed, planned, printed
):
    points = exact(invested(completed, planned), period, "lead_points")

    assert rounded(points, -Decimal(printed).as_tuple().exponent) == Decimal(printed), place


def test_who_rounds_the_rate_before_taking_the_difference_prints_another_figure():
    rate = exact(invested("629.0", "647.4"), JANUARY_TO_OCTOBER, "completion_rate")
    time = exact(invested("629.0", "647.4"), JANUARY_TO_OCTOBER, "completion_rate") - exact(
        invested("629.0", "647.4"), JANUARY_TO_OCTOBER, "lead_points"
    )

    assert rounded(rounded(rate, 1) - time, 1) == Decimal("13.9")


@pytest.mark.parametrize(
    ("place", "period", "started", "due", "printed"),
    [
        ("江门, January to October", JANUARY_TO_OCTOBER, 206, 255, "80.8"),
        ("a city, October 2016", Period.month(2016, 10), 47, 63, "74.6"),
        ("济南槐荫, December 2023; of how many is worked back", Period.month(2023, 11), 128, 143, "89.51"),
    ],
)  # fmt: skip
def test_a_start_rate_is_the_one_that_was_printed(place, period, started, due, printed):
    rate = exact(begun(started, due, period), period, "start_rate_due")

    assert rounded(rate, -Decimal(printed).as_tuple().exponent) == Decimal(printed), place


def test_one_city_cut_its_start_rate_off_where_all_others_round():
    """江门, first quarter of 2021: 129 of 270 started; it printed 47 %, and 47.78 % rounds to 48."""
    rate = exact(begun(129, 270, FIRST_QUARTER), FIRST_QUARTER, "start_rate_due")

    assert rounded(rate, 2) == Decimal("47.78")
    assert rounded(rate, 0) == 48
    assert rounded(rate, 0, ROUND_DOWN) == 47
