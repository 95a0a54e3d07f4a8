"""`ballast accept`: on deadline night a reviewer passes on what waits for them, and no more."""

import pytest
from django.utils import translation

from ballast.delivery.progress.models import Filing
from ballast.edges.cli import accept
from tests.progress.city import make_city, make_submitted
from tests.progress.factories import make_period

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def filings():
    city = make_city()
    found = [*make_submitted(city, count=2), *make_submitted(city, unit=city.south)]
    make_period()
    return found


def states():
    return sorted(Filing.objects.values_list("unit__code", "state"))


def test_a_district_passes_on_its_own_and_reads_whom_the_rest_waits_for(filings, capsys):
    assert accept.run(["2023-09", "--by", "north"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "2023-09: 2 filings accepted, 0 of them now count.",
        "waits: 2 for Department 交通局",
    ]
    assert {state for _, state in states()} == {"SUBMITTED"}


def test_the_office_goes_on_for_one_unit_with_a_reason(filings, capsys):
    given = ["2023年9月", "--unit", "NORTH", "--through", "上会用数", "--by", "office"]

    assert accept.run(given) == 0

    assert states() == [("NORTH", "ACCEPTED"), ("NORTH", "ACCEPTED"), ("SOUTH", "SUBMITTED")]
    assert capsys.readouterr().out.splitlines() == [
        "2023-09: 2 filings accepted, 2 of them now count.",
        "waits: 1 for Department 交通局",
        "waits: 1 for District 城南区",
    ]


@pytest.mark.parametrize("who", ["owner", "nobody"])
def test_who_may_not_review_changes_nothing(filings, who, capsys):
    assert accept.run(["2023-09", "--by", who]) == 1

    assert {state for _, state in states()} == {"SUBMITTED"}
    assert capsys.readouterr().out.startswith("ballast: ")


def test_a_text_that_is_no_period_is_refused_before_anything_is_read(filings):
    with pytest.raises(SystemExit):
        accept.run(["soon", "--by", "office"])


def test_a_unit_that_nobody_knows_is_named_and_nothing_is_accepted(filings, capsys):
    assert accept.run(["2023-09", "--unit", "NOPE", "--by", "north"]) == 1

    assert "NOPE" in capsys.readouterr().out
    assert {state for _, state in states()} == {"SUBMITTED"}
