"""Figures are exact until a reader sees them, and rounded as an official would."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel import money
from ballast.kernel.money import NotMoney, Unit

CENTS = st.integers(-(10**15), 10**15).map(lambda cents: Decimal(cents).scaleb(-2))


@pytest.mark.parametrize(
    ("written", "unit", "yuan"),
    [
        ("32890747.21", Unit.WAN, "328907472100.00"),
        ("1,234.5", Unit.WAN, "12345000.00"),
        ("１２．５", Unit.YI, "1250000000.00"),
        ("6.32亿元", Unit.WAN, "632000000.00"),
        ("800 万元", Unit.YI, "8000000.00"),
        ("17元", Unit.WAN, "17.00"),
        ("−7.69", Unit.YI, "-769000000.00"),
        (0, Unit.WAN, "0.00"),
        (Decimal("0.0000005"), Unit.WAN, "0.01"),
    ],
)
def test_an_amount_is_read_to_the_cent(written, unit, yuan):
    assert str(money.parse(written, unit)) == yuan


@pytest.mark.parametrize(
    "written", ["", "一百", "12.3.4", "NaN", "Infinity", "万元", "—", "1E+40", "9" * 13]
)
def test_what_is_no_amount_is_refused_with_its_text(written):
    with pytest.raises(NotMoney) as refused:
        money.parse(written, Unit.WAN)

    assert refused.value.params == {"text": written}


def test_a_float_never_becomes_money():
    with pytest.raises(TypeError):
        money.parse(0.1, Unit.WAN)


@pytest.mark.parametrize(
    ("yuan", "unit", "places", "shown"),
    [
        ("318650000000", Unit.YI, None, "3186.5"),
        ("1240000000", Unit.YI, 2, "12.40"),
        ("12345678", Unit.WAN, None, "1234.57"),
        ("0.05", Unit.YUAN, None, "0.05"),
        ("25000000", Unit.YI, None, "0.3"),
        ("24999999.99", Unit.YI, None, "0.2"),
        ("-25000000", Unit.YI, None, "−0.3"),
        ("-4000000", Unit.YI, None, "0.0"),
    ],
)
def test_a_shown_figure_is_rounded_half_up(yuan, unit, places, shown):
    assert money.show(Decimal(yuan), unit, places) == shown


@given(CENTS, st.sampled_from(Unit))
def test_going_through_a_unit_loses_nothing(yuan, unit):
    assert money.parse(money.in_unit(yuan, unit), unit) == yuan


@given(CENTS, st.sampled_from(Unit), st.integers(0, 6))
def test_a_shown_figure_is_never_further_off_than_half_its_last_place(yuan, unit, places):
    shown = Decimal(money.show(yuan, unit, places).replace(money.MINUS, "-"))

    assert abs(shown - yuan / unit.yuan) <= Decimal("0.5").scaleb(-places)


def test_a_rate_over_nothing_is_no_rate():
    assert money.ratio(Decimal(5), Decimal(0)) is None
    assert money.percent(None) is None
    assert money.points(None, Fraction(3, 4)) is None


def test_the_published_sentence_of_september_comes_out():
    rate = money.ratio(Decimal("2593.8"), Decimal("3186.5"))
    lead = money.points(rate, Fraction(9, 12))

    assert money.percent(rate) == "81.4"
    assert lead is not None
    assert money.signed(lead) == "+6.4"


@given(st.integers(1, 11), st.integers(1, 10**12), st.integers(0, 99))
def test_a_threshold_is_met_exactly_where_it_lies(months, planned, points):
    """Completed lies exactly ``points`` below the time that went by: no dust decides the lamp."""
    share = Fraction(months, 12) - Fraction(points, 100)
    lag = money.points(
        money.ratio(Decimal(share.numerator) * planned, Decimal(share.denominator) * planned),
        Fraction(months, 12),
    )

    assert lag == -points


@pytest.mark.parametrize(
    ("value", "shown"),
    [("6.44", "+6.4"), ("-42.5", "−42.5"), ("0", "0.0"), ("-0.04", "0.0"), ("-0.05", "−0.1")],
)
def test_a_difference_carries_its_sign(value, shown):
    assert money.signed(Decimal(value)) == shown


def test_a_plan_typed_as_one_fen_breaks_no_page():
    rate = money.ratio(Decimal("99999999999999.99"), Decimal("0.01"))

    assert money.points(rate, Fraction(3, 4)) == Decimal(9999999999999999 * 100 - 75)
