"""Positions in the four systems, and as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel.coordinates import Crs, NotAPosition, Point, from_cgcs2000, to_cgcs2000, typed

# What the open libraries eviltransform and coordtransform say of the same places.
KNOWN = [
    (Point(121.5272106, 31.1774276), Point(121.531541859215, 31.17530398364597)),
    (Point(113.912316, 22.543847), Point(113.9171764808363, 22.540796131694766)),
    (Point(116.377817, 39.911954), Point(116.38404722455657, 39.91334545536069)),
    (Point(116.404, 39.915), Point(116.41024449916938, 39.91640428150164)),
]
GCJ, BD = Point(116.404, 39.915), Point(116.41036949371029, 39.92133699351021)
IN_CHINA = st.builds(Point, st.floats(73.5, 135.0), st.floats(3.9, 53.5))


@pytest.mark.parametrize(("point", "there"), KNOWN)
def test_a_known_place_comes_out_in_gcj_02_where_other_programs_put_it(point, there):
    assert from_cgcs2000(point, Crs.GCJ02) == pytest.approx(there, abs=1e-12)
    assert to_cgcs2000(there, Crs.GCJ02) == pytest.approx(point, abs=1e-8)


def test_baidus_further_shift_is_the_known_one():
    place = to_cgcs2000(GCJ, Crs.GCJ02)

    assert from_cgcs2000(place, Crs.BD09) == pytest.approx(BD, abs=1e-8)
    assert to_cgcs2000(BD, Crs.BD09) == pytest.approx(place, abs=1e-8)


@given(point=IN_CHINA, crs=st.sampled_from(Crs))
def test_there_and_back_is_the_same_place_to_a_millimetre(point, crs):
    assert to_cgcs2000(from_cgcs2000(point, crs), crs) == pytest.approx(point, abs=1e-8)


@given(point=IN_CHINA)
def test_wgs_84_is_taken_as_cgcs2000_and_gcj_02_is_not(point):
    assert from_cgcs2000(point, Crs.WGS84) == point
    away = from_cgcs2000(point, Crs.GCJ02)
    assert abs(away.east - point.east) + abs(away.north - point.north) < 0.03


@pytest.mark.parametrize(
    "text",
    [
        "110.290000, 39.080000",
        "39.08 110.29",
        "39.08，110.29",
        "39°4′48″N 110°17′24″E",
        "北纬39°04′48″，东经110°17′24″",
        "E110.29N39.08",
        "N39.08E110.29",
        "39°4.8′ 110°17.4′",
        "39度4.8分，110度17.4分",
        "39°4'48'' , 110°17'24''",
        "E: 110.29, N: 39.08",
    ],
)
def test_a_position_is_read_however_it_is_typed(text):
    assert typed(text) == (Decimal("110.290000"), Decimal("39.080000"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "110.29",
        "一百一十度",
        "39.08, 40.1",  # two latitudes
        "110.29 E, 111 E",
        "39°60′N 110°E",  # no such minute
        "39°4′60″N 110°E",
        "39.5°4′N 110°E",  # half a degree and minutes
        "3908 11029",
        "110.29, 39.08, 12",
        "39.08110.29",
    ],
)
def test_what_is_no_position_is_refused_and_not_guessed(text):
    with pytest.raises(NotAPosition):
        typed(text)


@given(
    east=st.decimals(73, 135, places=6, allow_nan=False),
    north=st.decimals(3, 54, places=6, allow_nan=False),
    turned=st.booleans(),
)
def test_what_the_register_shows_can_be_typed_again(east, north, turned):
    text = f"{north}, {east}" if turned else f"{east}, {north}"
    assert typed(text) == (east, north)
