"""`ballast kpi`: the figures of a month as a machine reads them, each with its denominator."""

import json
from datetime import date

import pytest
from django.utils import translation

from ballast.delivery.progress.services import recount
from ballast.edges.cli import kpi
from ballast.kernel.periods import Period
from ballast.oversight.reporting import services
from ballast.projects.models import Project, ShareSplit
from tests.alerts.factories import confirm_drafts
from tests.audit.tampering import past_guards
from tests.identity.factories import ACTOR, make_unit
from tests.progress.factories import AT, SEPTEMBER, make_filing, make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def month():
    """Two districts, 900 of 1,200 and 1,500 of 1,800 (10,000 yuan); the second shares its own."""
    city = make_unit(code="CITY", name="示例市", region_code="990100")
    north, south = (
        make_unit(code=code, under=city, is_accounting=True) for code in ("NORTH", "SOUTH")
    )
    works = [
        make_line(make_project(unit=unit), planned=planned).project
        for unit, planned in ((north, "1200"), (south, "1800"))
    ]
    for unit, share in ((north, "0.25"), (south, "0.75")):
        ShareSplit.objects.create(
            project=works[1], unit=unit, share=share, valid_from=date(2023, 1, 1)
        )
    make_period()
    for work, completed in zip(works, ("900", "1500"), strict=True):
        make_filing(work, completed)
    recount(periods=[SEPTEMBER], project_ids=None)
    return works


def told(capsys, *arguments):
    assert kpi.run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_citys_rate_is_one_of_sums_with_its_denominator(month, capsys):
    answer = told(capsys, "2023-09")

    (city,) = answer["groups"]
    assert (answer["period"], answer["revision"], city["key"]) == (SEPTEMBER, 1, "all")
    assert city["values"]["completion_rate"] == 80
    assert city["values"]["lead_points"] == 5
    assert city["denominators"]["completion_rate"] == 30_000_000
    assert city["values"]["share_of_fai"] is None
    assert "series" not in city


def test_a_quarter_is_told_by_the_figures_of_its_last_month(month, capsys):
    assert told(capsys, "2023Q3") == told(capsys, "2023-09")


def test_a_shared_project_counts_once_and_its_money_in_both_districts(month, capsys):
    north, south = told(capsys, "2023-09", "--group", "unit")["groups"]

    assert (north["key"], north["series"]) == ("NORTH", "AREAS")
    assert north["values"]["project_count"] == south["values"]["project_count"] == 1
    assert north["values"]["planned_investment"] == 12_000_000 + 4_500_000
    assert south["values"]["completed_investment"] == 11_250_000


def test_the_rate_without_the_project_that_carries_it(month, capsys):
    answer = told(capsys, "2023-09", "--without", month[1].number)

    assert answer["groups"][0]["values"]["completion_rate"] == 75


def close():
    services.begin_closing(by=ACTOR, at=AT, period=Period.month(2023, 9))
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=Period.month(2023, 9))


def test_a_closed_month_answers_from_what_it_froze_whatever_the_register_says_today(month, capsys):
    asked = [
        ("2023-09", *more)
        for more in (
            (),
            ("--group", "unit"),
            ("--group", "owner"),
            ("--plan", "original"),
            ("--without", month[1].number),
        )
    ]
    open_ = [told(capsys, *one) for one in asked]
    close()
    Project.objects.update(owner_name="改名公司", total_investment_yuan=1)
    ShareSplit.objects.all().delete()

    closed = [told(capsys, *one) for one in asked]
    assert closed == open_
    assert [*closed[0]["groups"][0]["values"]] == [*open_[0]["groups"][0]["values"]]
    assert told(capsys, "2023Q3") == open_[0]


def test_an_earlier_revision_is_answered_while_the_next_is_open(month, capsys):
    close()
    first = told(capsys, "2023-09")
    services.reopen(by=ACTOR, at=AT, period=Period.month(2023, 9), reason="漏报")
    make_filing(month[0], "1200", revision=2)
    recount(periods=[SEPTEMBER], project_ids=None)

    now = told(capsys, "2023-09")
    assert (now["revision"], now["groups"][0]["values"]["completion_rate"]) == (2, 90)
    assert told(capsys, "2023-09", "--revision", "1") == first
    assert first["groups"][0]["values"]["completion_rate"] == 80

    assert kpi.run(["2023-09", "--revision", "1"]) == 0
    assert capsys.readouterr().out.startswith("2023-09, closed, revision 1\nall\n")


def test_a_month_closed_before_snapshots_says_that_it_is_told_from_today(month, capsys):
    close()
    past_guards("DELETE FROM reporting_frozensnapshot")

    assert kpi.run(["2023-09", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["groups"][0]["values"]["completion_rate"] == 80
    assert "was closed before snapshots were kept" in printed.err
    assert kpi.run(["2023-09", "--revision", "1"]) == 1
    assert "before snapshots were kept" in capsys.readouterr().out


def test_a_month_never_opened_has_no_figures_and_says_so(capsys):
    assert kpi.run(["2023-09"]) == 1
    assert capsys.readouterr().out == "ballast: 2023-09 was never opened\n"


def test_a_person_reads_the_same_in_lines(month, capsys):
    assert kpi.run(["2023-09"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "all"
    assert "  completion_rate 80  / 30000000.00" in lines
    assert "  share_of_fai —" in lines
