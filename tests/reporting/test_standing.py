"""How the city stands: the same figures as the list, the command and the bulletin, to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from ballast.delivery.plans.models import PlanLine
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.models import MonthFrame
from ballast.oversight.reporting.rules import Cut, together
from ballast.platform.analytics import extracts
from ballast.platform.analytics import selectors as analytics
from ballast.platform.identity.rules import Role, Series, UnitKind
from ballast.projects.models import Project, Responsibility
from tests.alerts.factories import (
    AT,
    BY,
    confirm_drafts,
    decide_and_show,
    file,
    make_project,
    wan,
)
from tests.identity.factories import make_unit, make_user

pytestmark = pytest.mark.django_db

AUGUST, SEPTEMBER = Period.month(2023, 8), Period.month(2023, 9)
ON = AT.date()


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


@pytest.fixture
def month():
    """Two areas and a company; a provincial project far ahead, one red, one silent, two months."""
    north, south = make_unit(code="N", name="北区"), make_unit(code="S", name="南区")
    group = make_unit(code="G", name="集团", kind=UnitKind.STATE_COMPANY)
    make_project("省重点", unit=north, planned="300", completed="330.33", tier="PROVINCIAL")
    sinking = make_project(
        "先好后坏", unit=south, planned="100", completed="70", period="2023-08", tier="CITY"
    )
    file(sinking, "60", "2023-09")
    red = make_project("一直红", unit=south, planned="200", completed="20", period="2023-08")
    file(red, "22.22", "2023-09")
    make_project("集团的", unit=group, planned="150", completed="120.01", tier="CITY")
    make_project("未报送", unit=group, planned="50", tier="CITY")
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-08")
        evaluate(by=BY, at=AT, period="2023-09")
    decide_and_show("2023-08")
    decide_and_show("2023-09")


def stands(cut=Cut(), *, with_lamps=True, drafts=False, period=SEPTEMBER):  # noqa: B008 - frozen
    return selectors.standing(period, cut, with_lamps=with_lamps, drafts=drafts)


def tell():
    services.tell(at=AT)


def values(standing):
    return {code: one.value for code, one in standing.month.whole.values.items()}


def test_its_sums_are_those_of_the_list_the_command_and_the_bulletin(office, month):
    tell()
    of = stands()

    listed = together(
        selectors.figures(
            selectors.lines(office, ON, SEPTEMBER, with_lamps=True), SEPTEMBER
        ).values(),
        SEPTEMBER.time_progress,
    )
    [by_command] = analytics.values(analytics.frame(extracts.gathered(SEPTEMBER)), SEPTEMBER)
    told = selectors.told_month(office, ON, SEPTEMBER)
    whole = values(of)
    assert whole["completed_investment"] == listed.completed_yuan == wan("532.56")
    assert whole["planned_investment"] == listed.planned_yuan == wan("800")
    assert whole["lead_points"] == listed.lead_points
    assert whole == {code: by_command.values[code].value for code in whole}
    assert {code: one.value for code, one in told.whole.values.items()} == {
        code: whole[code] for code in told.whole.values
    }
    assert of.month.lamps.now == listed.lamps == told.lamps.now
    assert of.month.sectors == told.sectors
    assert {
        series: [one.part for one in units] for series, units in of.ranking.items() if units
    } == {series: list(units) for series, units in told.units.items() if units}


def test_the_stored_table_says_what_the_apps_say_now(month):
    now = stands()
    tell()
    stored = stands()

    assert (now.told_at, stored.told_at) == (None, AT)
    assert values(now) == values(stored)
    assert now.curve == stored.curve
    assert now.colours == stored.colours


def test_a_table_is_made_again_only_when_the_journal_went_on(month):
    with transaction.atomic():
        assert services.tell(at=AT) == 2

    assert services.tell(at=AT + timedelta(minutes=1)) == 0

    make_project(completed="10")
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-09")
    assert services.tell(at=AT + timedelta(minutes=2)) == 2
    assert stands().month.whole.count == 6


def test_a_closed_month_stands_as_it_was_closed_whatever_came_later(office):
    work = make_project(planned="100", completed="80")
    tell()
    services.begin_closing(by=BY, at=AT, period=SEPTEMBER)
    confirm_drafts("2023-09")
    services.close(by=BY, at=AT, period=SEPTEMBER)
    Project.objects.filter(pk=work.pk).update(sector="基础设施")

    at_once = stands()
    tell()
    later = stands()

    assert MonthFrame.objects.get(period="2023-09").revision == 1
    for of in (at_once, later):
        assert [one.name for one in of.month.sectors] == [""]
        assert values(of)["completion_rate"] == 80
    told = selectors.told_month(office, ON, SEPTEMBER)
    assert told.whole.value("completed_investment") == values(later)["completed_investment"]


def test_what_is_left_aside_and_the_rest_make_the_whole(month):
    whole, rest = stands(), stands(Cut(without=frozenset({"PROVINCIAL"})))

    assert (rest.aside.count, rest.month.whole.count, whole.month.whole.count) == (1, 4, 5)
    assert values(rest)["planned_investment"] == wan("500")
    assert rest.aside.value("planned_investment") == wan("300")
    assert values(rest)["completion_rate"] == Decimal("40.446")
    for code in ("planned_investment", "completed_investment", "project_count"):
        assert values(rest)[code] + rest.aside.value(code) == values(whole)[code]
    assert sum(rest.month.lamps.now.values()) == 4


def test_single_projects_are_left_aside_by_their_numbers(month):
    number = Project.objects.get(name="一直红").number

    rest = stands(Cut(without=frozenset({number})))

    assert values(rest)["planned_investment"] == wan("600")
    assert rest.month.lamps.now[Colour.RED] == stands().month.lamps.now[Colour.RED] - 1


def test_a_tier_alone_is_measured_on_its_own_plan(month):
    of = stands(Cut(tier="PROVINCIAL"))

    assert of.month.whole.count == 1
    assert values(of)["completion_rate"] == Decimal("110.11")
    assert of.aside is None


def test_units_stand_in_two_series_with_their_places_a_month_before(month):
    """South: August 90/300 = 30, September 82.22/300 = 27.4066…; time went on by 8.33 points."""
    areas = stands().ranking[Series.AREAS]

    assert [(one.code, one.place, one.place_before) for one in areas] == [("N", 1, 2), ("S", 2, 1)]
    south = areas[1]
    assert south.lead_change == (
        Decimal("82.22") / 3 - 75 - (Decimal(30) - Decimal(200) / 3)
    ).quantize(south.lead_change)


def test_lamps_that_fell_are_told_with_what_they_were(office, month):
    of = stands()

    fell = selectors.fallen(of)
    [one] = selectors.falls(office, ON, of, fell, most=5)

    assert (one.name, one.before, one.now) == ("先好后坏", Colour.GREEN, Colour.YELLOW)


def test_nothing_is_said_of_lamps_that_one_does_not_see(office, month):
    of = stands(with_lamps=False)

    assert of.month.lamps is None
    assert selectors.worst(office, ON, of, most=5) == []
    assert selectors.fallen(of) == []


def test_the_worst_are_named_only_as_far_as_one_sees_projects(office, month):
    north = make_user(role=Role.DISTRICT, unit=Project.objects.get(name="省重点").responsible_unit)
    of = stands()

    assert [one.name for one in selectors.worst(office, ON, of, most=5)] == ["一直红"]
    assert selectors.worst(north, ON, of, most=5) == []
    assert of.month.whole.count == 5


def test_the_worst_are_told_with_cause_and_sponsor(office):
    red = make_project("停在征拆", planned="100", completed="10")
    file(red, "12", problems="红线内两户未签约。\n")
    Responsibility.objects.create(
        project=red, party="SPONSOR", person="林致远", post="副市长", valid_from=date(2023, 1, 1)
    )
    decide_and_show()

    [one] = selectors.worst(office, ON, stands(), most=5)

    assert (one.lead, one.reason, one.sponsor) == (-63, "红线内两户未签约", "副市长 林致远")


def test_the_curve_foresees_the_plan_of_the_months_to_come():
    """Split: 1200 by 100 a month; the other 1200 evenly; done 1500 by September."""
    split = make_project(planned="1200", completed="800")
    PlanLine.objects.filter(project=split).update(monthly_yuan=[wan(100)] * 12)
    make_project(planned="1200", completed="700")

    of = stands().curve

    assert of.planned[8] == wan("1800")
    assert of.actual[:8] == [None] * 8
    assert (of.actual[8], of.forecast[8]) == (wan("1500"), wan("1500"))
    assert of.forecast[11] == wan("2100")
    assert of.forecast_year == Decimal("87.5")
    assert of.split_share == Decimal("0.5")


def test_my_sponsored_projects_come_with_the_worst_lamp_first(month):
    leader = make_user(role=Role.CITY_LEADER, name="周岚")
    for name in ("省重点", "一直红"):
        Responsibility.objects.create(
            project=Project.objects.get(name=name),
            party="SPONSOR",
            user=leader,
            person="周岚",
            valid_from=date(2023, 1, 1),
        )

    mine = selectors.sponsored(leader, ON, SEPTEMBER, with_lamps=True)

    assert [(one.name, one.colour) for one in mine] == [
        ("一直红", Colour.RED),
        ("省重点", Colour.GREEN),
    ]
