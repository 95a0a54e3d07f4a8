"""The progress lamp: a project is named red in front of the city only when the published rule says so."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ballast.dispatch.alerts.rules import Colour, Row, points_shown, progress_lamp

SEPTEMBER = Fraction(9, 12)
AUGUST = Fraction(8, 12)


@pytest.mark.parametrize(
    ("completed", "row", "colour"),
    [
        ("75.01", Row.ON_TIME, Colour.GREEN),
        ("75", Row.ON_TIME, Colour.GREEN),
        ("74.99", Row.UNASSIGNED, Colour.GREEN),
        ("65.01", Row.UNASSIGNED, Colour.GREEN),
        ("65", Row.BEHIND, Colour.YELLOW),
        ("45", Row.BEHIND, Colour.YELLOW),
        ("44.99", Row.FAR_BEHIND, Colour.RED),
        ("0", Row.FAR_BEHIND, Colour.RED),
        ("-1", Row.FAR_BEHIND, Colour.RED),
    ],
)
def test_each_row_decides_at_its_edge(completed, row, colour):
    lamp = progress_lamp(Decimal(completed), Decimal(100), SEPTEMBER)

    assert (lamp.row, lamp.colour) == (row, colour)


@pytest.mark.parametrize(("completed", "row"), [(11, Row.BEHIND), (17, Row.BEHIND)])
def test_an_edge_that_no_decimal_can_hold_is_still_met_exactly(completed, row):
    """11/30 and 17/30 lie exactly 30 and 10 points below 8/12; as decimals they would not."""
    lamp = progress_lamp(Decimal(completed), Decimal(30), AUGUST)

    assert lamp.row is row


def test_a_project_that_filed_nothing_is_grey_and_never_green_or_red():
    lamp = progress_lamp(None, Decimal(100), SEPTEMBER)

    assert (lamp.row, lamp.colour) == (Row.NOT_REPORTED, Colour.GREY)
    assert (lamp.completion_rate, lamp.lead_points) == (None, None)


@pytest.mark.parametrize("planned", [None, Decimal(0)])
def test_without_a_planned_amount_there_is_no_lamp(planned):
    assert progress_lamp(Decimal(5), planned, SEPTEMBER).row is Row.NO_PLAN


def test_a_project_still_at_its_permits_is_not_red_for_money_it_cannot_spend():
    lamp = progress_lamp(Decimal(0), Decimal(100), SEPTEMBER, ground_broken=False)

    assert (lamp.row, lamp.colour) == (Row.NOT_STARTED, Colour.DASH)


def test_not_reporting_is_grey_even_before_ground_is_broken():
    lamp = progress_lamp(None, Decimal(100), SEPTEMBER, ground_broken=False)

    assert lamp.colour is Colour.GREY


def test_a_lamp_keeps_the_unrounded_figures_it_was_decided_on():
    lamp = progress_lamp(Decimal("2593.8"), Decimal("3186.5"), SEPTEMBER)

    assert lamp.completed_yuan == Decimal("2593.8")
    assert lamp.planned_yuan == Decimal("3186.5")
    assert lamp.time_progress == Decimal("0.75")
    assert lamp.completion_rate == Decimal("0.8139965479366075631570688844")
    assert lamp.lead_points == Decimal("6.399654793660756315706888436")


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ("6.3996", "6.4"),
        ("-37", "37.0"),
        ("-30", "30.0"),
        ("-29.96", "29.96"),
        ("-30.004", "30.004"),
        ("-9.99", "9.99"),
        ("-0.04", "0.04"),
        ("0", "0.0"),
        ("-2.25", "2.3"),
    ],
)
def test_a_sentence_never_rounds_a_project_onto_an_edge_it_does_not_meet(lead, shown):
    assert str(points_shown(Decimal(lead))) == shown
