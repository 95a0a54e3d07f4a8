"""A boundary file is checked wholly, and every fault is named with its feature."""

import json

import pytest

from ballast.platform.maps.rules import BoundariesRefused, label_point, read
from tests.maps.factories import collection, feature, square

KNOWN = {"510104": "锦江区", "510105": "青羊区"}
OPEN = [*square()[:-1], [110.0, 39.1]]


def read_regions(told):
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return read(content, of_units=False, known=KNOWN)


def faults(told):
    with pytest.raises(BoundariesRefused) as refused:
        read_regions(told)
    return [(one.code, one.params.get("feature", "")) for one in refused.value.faults]


def test_regions_are_known_by_their_code_however_the_file_writes_it():
    told = collection(feature(510104), feature("156510105", square(111.0), key="gb", name="青羊"))
    one, other = read_regions(told)

    assert (one.code, one.name, one.polygons) == ("510104", "锦江区", [[square()]])
    assert (other.code, other.name) == ("510105", "青羊")


def test_an_area_of_several_parts_with_holes_is_kept_whole():
    hole = square(110.05, 39.05, 0.05)
    parts = [[square(), hole], [square(112.0)]]
    [one] = read_regions(collection(feature("510104", *parts, kind="MultiPolygon")))

    assert one.polygons == parts


def test_a_functional_area_is_known_by_its_unit():
    content = json.dumps(collection(feature("GX", key="unit"))).encode()
    [one] = read(content, of_units=True, known={"GX": "高新区"})

    assert (one.code, one.name) == ("GX", "高新区")


def test_every_fault_of_a_file_is_told_at_once():
    told = collection(
        feature("510104", OPEN, name="锦江"),
        feature("999999"),
        {"type": "Feature", "properties": {"name": "无码"}, "geometry": {"type": "Point"}},
        feature("510105", square()[:3]),
        feature("510105"),
        "no feature",
    )

    assert faults(told) == [
        ("map_ring_open", "1（锦江）"),
        ("map_code_unknown", "2"),
        ("map_without_code", "3（无码）"),
        ("map_no_polygon", "3（无码）"),
        ("map_ring_short", "4"),
        ("map_code_twice", "5"),
        ("map_no_feature", "6"),
    ]


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([[39.0, 110.0], [39.2, 110.0], [39.2, 110.2], [39.0, 110.0]], "map_point_swapped"),
        ([[4e7, 4e6], [4.1e7, 4e6], [4e7, 4.1e6], [4e7, 4e6]], "map_point_projected"),
        ([[10.0, 39.0], [10.2, 39.0], [10.2, 39.2], [10.0, 39.0]], "map_point_outside"),
        ([[110, 39], [110.1, 39.1], [110.2, 39.2], [110, 39]], "map_ring_flat"),
        ([["110", "39"], [110.1, 39.1], [110.2, 39.2], ["110", "39"]], "map_no_point"),
        ([[True, 39], [110.1, 39.1], [110.2, 39.2], [True, 39]], "map_no_point"),
        ("ring", "map_no_point"),
    ],
)
def test_a_ring_that_cannot_be_drawn_is_refused(ring, code):
    assert faults(collection(feature("510104", ring))) == [(code, "1")]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (b"\xff\xfe\x00", "map_not_json"),
        (b"PK\x03\x04", "map_not_json"),
        (b"[" * 200_000, "map_not_json"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "map_not_json"),
        ({"type": "Topology", "objects": {}}, "map_not_a_collection"),
        (collection(), "map_is_empty"),
        (collection(*["x"] * 501), "map_too_many_features"),
        (b" " * (8 * 1024 * 1024 + 1), "map_too_large"),
        (
            collection(
                feature("510104"), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::4528"}}
            ),
            "map_other_crs",
        ),
        (collection({"type": "Feature", "properties": {"adcode": "510104"}}), "map_no_polygon"),
        (collection(feature("510104", kind="MultiPolygon")), "map_no_point"),
    ],
)
def test_what_is_no_boundary_file_is_refused_as_a_whole(told, code):
    assert code in [one for one, _ in faults(told)]


def test_a_file_with_thousands_of_faults_does_not_fill_the_page():
    assert len(faults(collection(*[feature("999999")] * 400))) == 100


def test_a_name_stands_inside_its_area_also_where_that_is_bent():
    bent = [[0, 0], [10, 0], [10, 10], [8, 10], [8, 2], [0, 2], [0, 0]]  # an L, its middle outside

    east, north = label_point([[bent]])

    assert 8 <= east <= 10 or north <= 2
