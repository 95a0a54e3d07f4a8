"""October is filed with figures that nobody would doubt, in a city of any size."""

from dataclasses import fields

import pytest

from ballast.edges.demo.generator import city
from ballast.edges.demo.october import chosen


@pytest.mark.parametrize(("projects", "seed"), [(978, 2023), (300, 7), (120, 3), (500, 11)])
def test_no_project_completes_more_than_its_total_investment(projects, seed):
    filed = chosen(city(projects, seed))
    everyone = [one for pile in fields(filed) for one in getattr(filed, pile.name)]

    assert len({one.work.name for one in everyone}) == len(everyone)
    for one in everyone:
        completed = one.work.months[max(one.work.months)].completed if one.work.months else 0
        assert 0 < one.month <= one.work.total - one.work.before - completed
