"""A district's own lamp: missed once it warns, missed twice running it is red."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from ballast.dispatch.alerts.messages import of_unit
from ballast.dispatch.alerts.models import UnitLamp
from ballast.dispatch.alerts.rules import RulebookRefused, read, unit_row
from ballast.dispatch.alerts.selectors import PRESETS, shipped
from ballast.dispatch.alerts.services import evaluate, publish
from ballast.kernel.periods import Period
from ballast.platform.audit.models import ChangedRow
from ballast.platform.identity.models import UnitKind
from tests.identity.factories import make_client, make_unit, make_user

from .factories import AT, BY, file, make_project

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


def publish_sanya():
    text = shipped("sanya").replace('code = "sanya"', 'code = "ours"', 1)
    publish(by=BY, at=AT, text=text, valid_from=date(2023, 1, 1))


def lamps(period=SEPTEMBER.code):
    found = UnitLamp.objects.filter(period=period).order_by("unit__code")
    return [(one.unit.code, one.colour, one.row, one.running) for one in found]


@pytest.fixture
def districts():
    """Two districts and a department, each an accounting unit with one project."""
    units = [
        make_unit(code="NORTH", is_accounting=True),
        make_unit(code="SOUTH", is_accounting=True),
        make_unit(code="ROADS", is_accounting=True, kind=UnitKind.DEPARTMENT),
    ]
    return {unit.code: make_project(unit=unit) for unit in units}


@pytest.mark.django_db
def test_a_district_that_misses_two_months_running_is_red_and_a_department_is_not_judged(districts):
    publish_sanya()
    for period, north, south in (("2023-08", "60", "70"), (SEPTEMBER.code, "70", "74")):
        for code, wan in (("NORTH", north), ("SOUTH", south), ("ROADS", "1")):
            file(districts[code], wan, period=period)
        evaluate(by=BY, at=AT, period=period)

    assert lamps("2023-08") == [("NORTH", "yellow", "missed", 1), ("SOUTH", "green", "met", 0)]
    assert lamps() == [("NORTH", "red", "missed_again", 2), ("SOUTH", "yellow", "missed", 1)]
    north = UnitLamp.objects.get(unit__code="NORTH", period=SEPTEMBER.code)
    assert north.values == {"completed_yuan": "700000.00", "planned_yuan": "1000000.00"}
    assert of_unit(north) == (
        "年度计划完成率70.0%，低于时序进度（75.0%）5.0个百分点，连续两期未完成。"
    )


@pytest.mark.django_db
def test_judging_again_changes_nothing_and_what_turned_is_journalled(districts):
    publish_sanya()
    file(districts["NORTH"], "70")
    evaluate(by=BY, at=AT, period=SEPTEMBER.code)
    before = list(UnitLamp.objects.order_by("pk").values())
    evaluate(by=BY, at=AT, period=SEPTEMBER.code)
    assert list(UnitLamp.objects.order_by("pk").values()) == before

    file(districts["NORTH"], "80")
    evaluate(by=BY, at=AT, period=SEPTEMBER.code)

    lamp = UnitLamp.objects.get(unit__code="NORTH")
    told = ChangedRow.objects.filter(table="alerts_unitlamp", row_id=lamp.pk).order_by("pk")
    assert [one.fields["colour"] for one in told] == [[None, "yellow"], ["yellow", "green"]]


@pytest.mark.django_db
def test_a_dry_run_and_a_rulebook_without_a_rule_for_units_keep_none(districts):
    file(districts["NORTH"], "70")
    evaluate(by=BY, at=AT, period=SEPTEMBER.code)
    assert lamps() == []

    publish_sanya()
    evaluate(by=BY, at=AT, period=SEPTEMBER.code, is_dry=True)

    assert lamps() == []


@pytest.mark.django_db
def test_the_lamps_of_units_as_a_whole_stand_below_those_of_their_projects(districts):
    publish_sanya()
    file(districts["NORTH"], "70")
    evaluate(by=BY, at=AT, period=SEPTEMBER.code)
    office, leader = (make_client(make_user(role=one)) for one in ("PROJECT_OFFICE", "CITY_LEADER"))

    page = BeautifulSoup(office.get(reverse("alerts:units")).content, "html.parser")

    rows = [row.get_text(" ", strip=True) for row in page.select("#units-as-a-whole tbody tr")]
    north = districts["NORTH"].responsible_unit.short_name
    why = "年度计划完成率70.0%，低于时序进度（75.0%）5.0个百分点，本期未完成。"
    assert rows[0] == f"{north} 关注 {why} 1期"
    assert "units-as-a-whole" not in leader.get(reverse("alerts:units")).content.decode()
