"""The map of the invented city: no gap, no overlap, no border of a real place."""

from collections import Counter
from itertools import pairwise

import pytest

from ballast.edges.demo import settling
from ballast.edges.demo.generator import city
from ballast.edges.demo.generator.land import geojson, is_within, outlines
from ballast.edges.demo.generator.units import AREAS
from ballast.platform.maps.selectors import history
from tests.identity.factories import ACTOR, NOW


def edges(border):
    return [frozenset(pair) for pair in pairwise(border)]


def test_its_areas_tile_the_city():
    shared = Counter(edge for border in outlines().values() for edge in edges(border))
    assert set(shared.values()) == {1, 2}
    outer = [edge for edge, times in shared.items() if times == 1]
    corners = Counter(corner for edge in outer for corner in edge)
    assert set(corners.values()) == {2}  # the edges that nobody shares are one closed line


def test_every_project_lies_in_its_area():
    borders = outlines()
    assert len(borders) == 23
    for work in city().works:
        assert is_within(work.position, borders[work.region_code]), work.name


def test_the_map_is_geojson_of_regions_and_of_functional_areas():
    regions = geojson(of_units=False)["features"]
    parks = geojson(of_units=True)["features"]
    assert len(regions) + len(parks) == len(AREAS) == 23
    assert [one["properties"]["name"] for one in regions].count("澜江区") == 1
    assert [one["properties"]["unit"] for one in parks] == ["SL-LK", "SL-GX", "SL-KX"]
    for one in (*regions, *parks):
        [ring] = one["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert len(ring) > 6


@pytest.mark.django_db
def test_the_city_brings_its_own_map_once_and_says_that_it_is_made_up(tmp_path):
    settling.open_units(by=ACTOR, at=NOW)
    for _ in range(2):
        settling.bring_boundaries(tmp_path, by=ACTOR, at=NOW)

    regions, parks = history()
    assert (len(regions.areas), len(parks.areas)) == (20, 3)
    assert {(one.source, one.review_number) for one in (regions, parks)} == {
        ("虚构城市，边界为虚构", "")
    }
    assert {path.name for path in tmp_path.iterdir()} == {"map.geojson", "map-areas.geojson"}
