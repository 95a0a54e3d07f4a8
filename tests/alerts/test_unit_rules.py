"""A district's own lamp: missed once it warns, missed twice running it is red."""

import pytest

from ballast.dispatch.alerts.rules import RulebookRefused, read, unit_row
from ballast.dispatch.alerts.selectors import PRESETS, shipped
from ballast.kernel.periods import Period

SEPTEMBER = Period.month(2023, 9)
SANYA = read(shipped("sanya"))


@pytest.mark.parametrize(
    ("completed", "planned", "before", "row"),
    [
        ("75", "100", 5, "met"),
        ("74.99", "100", 0, "missed"),
        ("74.99", "100", 1, "missed_again"),
        ("0", "100", 1, "missed_again"),
        ("5", "0", 0, "no_plan"),
    ],
)
def test_a_unit_turns_exactly_at_its_thresholds(completed, planned, before, row):
    values = {"completed_yuan": completed, "planned_yuan": planned}

    assert unit_row(SANYA.unit.rule, values, SEPTEMBER, before) == row


def test_only_the_published_rule_for_districts_judges_units():
    assert {one: read(shipped(one)).unit is not None for one in PRESETS} == {
        one: one == "sanya" for one in PRESETS
    }
    assert SANYA.unit.series == {"AREAS"}


@pytest.mark.parametrize(
    ("old", "new", "fault", "place"),
    [
        ('series = ["AREAS"]', 'series = ["SEAS"]', "rulebook_value_unfit", "unit.series"),
        (
            'measure = "points"\nseries',
            'measure = "days"\nseries',
            "rulebook_measure_unfit",
            "unit.measure",
        ),
        (
            'measure = "points"\nseries',
            'measure = "points"\nneeds_ground = true\nseries',
            "rulebook_unknown",
            "unit.needs_ground",
        ),
        ('"missed", colour', '"met", colour', "rulebook_row_twice", "unit.rows"),
    ],
)
def test_what_is_wrong_with_a_rule_for_units_is_told_by_its_place(old, new, fault, place):
    with pytest.raises(RulebookRefused) as refused:
        read(shipped("sanya").replace(old, new))

    assert [(one.code, one.place) for one in refused.value.faults] == [(fault, place)]
