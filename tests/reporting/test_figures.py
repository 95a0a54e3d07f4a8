"""Figures of a list: ratios of sums, nothing counted twice, nothing left out unsaid."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors
from ballast.oversight.reporting.documents import BULLETIN
from ballast.oversight.reporting.rules import together
from ballast.oversight.reporting.selectors import Choice, Order
from ballast.platform.analytics import extracts
from ballast.platform.analytics import selectors as analytics
from ballast.platform.documents.kinds import Query
from ballast.platform.identity.rules import Role, Series, UnitKind
from ballast.projects.models import ShareSplit
from tests.alerts.factories import AT, BY, file, make_project
from tests.identity.factories import make_unit, make_user

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)
ON = AT.date()


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


def lines(viewer, choice=None):
    listed = selectors.lines(viewer, ON, SEPTEMBER, with_lamps=True)
    return selectors.chosen(listed, choice) if choice else listed


def names(viewer, choice=None):
    return {project.name for project in lines(viewer, choice)}


def figures(viewer, choice=None):
    parts = selectors.figures(lines(viewer, choice), SEPTEMBER)
    return together(parts.values(), SEPTEMBER.time_progress)


def decide():
    evaluate(by=BY, at=AT, period=SEPTEMBER.code)


def test_a_rate_is_of_sums_and_not_a_mean_of_rates(office):
    make_project(planned="900", completed="900")
    make_project(planned="100", completed="0")
    decide()

    found = figures(office)

    assert found.completion_rate == Decimal("0.9")
    assert found.lead_points == Decimal(15)
    assert found.total_investment_yuan == Decimal("10000000")


def test_lamps_add_up_to_the_list_even_where_one_was_not_decided(office):
    make_project(completed="44")
    make_project()
    decide()
    make_project(completed="90")

    assert figures(office).lamps == {
        Colour.RED: 1,
        Colour.YELLOW: 0,
        Colour.BLUE: 0,
        Colour.GREEN: 0,
        Colour.GREY: 1,
        Colour.DASH: 1,
    }
    assert figures(office).count == 3


def test_who_did_not_report_counts_with_the_last_figure_and_it_is_said_how_much(office):
    silent = make_project("静", completed="60", period="2023-07")
    file(silent, "66", period="2023-08")
    make_project("报", completed="80")
    decide()

    found = figures(office)

    assert found.completed_yuan == Decimal("1460000")
    assert found.carried_yuan == Decimal("660000")
    assert (found.lamps[Colour.GREY], found.lamps[Colour.GREEN]) == (1, 1)
    [row] = [project for project in lines(office) if project.name == "静"]
    assert (row.filed_for, row.completed_yuan, row.rate) == ("2023-08", Decimal("660000"), None)


def test_neither_last_year_nor_a_later_month_is_taken_for_this_one(office):
    project = make_project()
    file(project, "99", period="2022-12")
    file(project, "98", period="2023-10")
    decide()

    assert figures(office).completed_yuan == 0


def test_a_filing_of_words_alone_does_not_hide_the_last_figure(office):
    project = make_project(completed="60", period="2023-08")
    file(project, None)
    decide()

    assert figures(office).completed_yuan == Decimal("600000")


def test_a_project_outside_the_years_plan_is_not_on_the_list(office):
    make_project("今年", completed="80")
    make_project("明年", year=2024)

    assert names(office) == {"今年"}


def test_a_district_sees_its_own_and_another_sees_nothing_of_it():
    north, south = make_unit(), make_unit()
    make_project("北", unit=north, completed="80")
    make_project("南", unit=south, completed="20")
    decide()
    viewer = make_user(role=Role.DISTRICT, unit=north)

    assert names(viewer) == {"北"}
    assert figures(viewer).count == 1
    assert names(make_user()) == set()


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(), {"澄湾区冷链物流中心", "听涛区快速通道（一期）", "岚屏县水库"}),
        (Choice(text="物流"), {"澄湾区冷链物流中心"}),
        (Choice(text="快速 通道(一期)"), {"听涛区快速通道（一期）"}),
        (Choice(text="100%"), set()),
        (Choice(unit="N"), {"澄湾区冷链物流中心"}),
        (Choice(colours=frozenset({Colour.RED})), {"听涛区快速通道（一期）"}),
        (
            Choice(colours=frozenset({Colour.GREY, Colour.GREEN})),
            {"澄湾区冷链物流中心", "岚屏县水库"},
        ),
        (Choice(text="区", colours=frozenset({Colour.GREEN})), {"澄湾区冷链物流中心"}),
    ],
)
def test_a_part_of_the_list_is_found_by_name_unit_and_lamp(office, choice, found):
    make_project("澄湾区冷链物流中心", unit=make_unit(code="N"), completed="80")
    make_project("听涛区快速通道（一期）", completed="20")
    make_project("岚屏县水库")
    decide()

    assert names(office, choice) == found


def test_units_stand_in_two_series_by_their_rate(office):
    slow = make_unit(name="慢区")
    fast = make_unit(name="快区", kind=UnitKind.FUNCTIONAL_AREA)
    company = make_unit(name="集团", kind=UnitKind.STATE_COMPANY)
    for unit, completed in ((slow, "60"), (slow, "20"), (fast, "90"), (company, "70")):
        make_project(unit=unit, completed=completed)
    make_project("无责任单位", completed="10")
    decide()

    units = selectors.by_unit(lines(office), SEPTEMBER)

    assert [(unit.name, unit.sums.completion_rate) for unit in units[Series.AREAS]] == [
        ("快区", Decimal("0.9")),
        ("慢区", Decimal("0.4")),
    ]
    assert [unit.name for unit in units[Series.BODIES]] == ["集团"]


def test_a_divided_project_stands_with_its_units_by_their_shares(office):
    """By hand, in 万元: 300 planned and 90 completed at 0.6 and 0.4 are 180 : 54 and 120 : 36.

    The north has 100 : 80 of its own besides: 280 : 134.
    """
    north, south = make_unit(name="北区", is_accounting=True), make_unit(name="南区")
    make_project(unit=make_unit(name="北区住建局", under=north), planned="100", completed="80")
    shared = make_project(unit=north, planned="300", completed="90")
    for unit, share in ((north, "0.6"), (south, "0.4")):
        ShareSplit.objects.create(
            project=shared, unit=unit, share=Decimal(share), valid_from=date(2020, 1, 1)
        )
    decide()

    areas = selectors.by_unit(lines(office), SEPTEMBER)[Series.AREAS]

    assert [
        (one.name, one.sums.count, one.sums.planned_yuan, one.sums.completed_yuan) for one in areas
    ] == [("北区", 2, 2_800_000, 1_340_000), ("南区", 0, 1_200_000, 360_000)]


def test_the_bulletin_counts_no_part_beside_its_bundle(office):
    unit = make_unit(name="北区")
    whole = make_project(unit=unit, planned="100", completed="50")
    part = make_project(unit=unit, planned="100", completed="50")
    type(part).objects.filter(pk=part.pk).update(parent=whole, kinship="BUNDLE")
    decide()

    [paper] = BULLETIN.compose(Query(period="2023-09", subjects=[""], viewer=office, on=ON))
    said = str(paper.values["progress"])
    areas = selectors.by_unit(selectors.once(lines(office)), SEPTEMBER)[Series.AREAS]

    assert said.startswith(
        "1—9月，全市1个重点项目完成投资0.0亿元，占年度计划投资（0.0亿元）的50.0%"
    )
    assert [one.sums.count for one in areas] == [1]


def test_two_units_of_one_short_name_are_not_added_up(office):
    for planned in ("100", "300"):
        make_project(unit=make_unit(name="高新区"), planned=planned, completed="50")
    decide()

    areas = selectors.by_unit(lines(office), SEPTEMBER)[Series.AREAS]

    assert [(unit.name, unit.sums.count) for unit in areas] == [("高新区", 1), ("高新区", 1)]


def test_the_units_to_choose_from_are_those_on_the_list():
    north, south = make_unit(code="N", name="北区"), make_unit(code="S", name="南区")
    make_project(unit=north)
    make_project(unit=south)

    viewer = make_user(role=Role.DISTRICT, unit=north)

    seen = selectors.seen(viewer, ON, SEPTEMBER, with_lamps=True)
    read = selectors.overview(seen, Choice(), Order(F("number")))

    assert read.units == {north.pk}


@pytest.mark.parametrize("is_descending", [False, True])
def test_the_first_rows_are_those_with_which_the_whole_list_begins(is_descending):
    """A list opened by an index shows another slowest project than the same list printed."""
    led, others = make_unit(name="交通局"), make_unit(name="水务局")
    for number in range(54):
        make_project(unit=led, completed=str(10 + number % 9))
    make_project(unit=led)  # silent
    make_project(unit=others, completed="1")
    decide()

    for viewer in (make_user(role=Role.PROJECT_OFFICE), make_user(role=Role.DISTRICT, unit=led)):
        seen = selectors.seen(viewer, ON, SEPTEMBER, with_lamps=True)
        whole = selectors.overview(seen, Choice(), Order(F("rate"), is_descending))
        for start, count in ((0, 1), (0, 54), (1, 3), (53, 9)):
            order = Order(F("rate"), is_descending, start, count)
            first = selectors.overview(seen, Choice(), order)
            assert first.project_ids == whole.project_ids[start : start + count]
            assert first.figures == whole.figures


def test_the_list_the_units_and_the_indicators_say_the_same(office):
    """A mayor who reads 83.9% on the screen finds 83.9% wherever else it is asked for."""
    north, south = make_unit(name="北区", is_accounting=True), make_unit(name="南区")
    shared = make_project(unit=north, planned="300.01", completed="90.02")
    for unit, share in ((north, "0.6"), (south, "0.4")):
        ShareSplit.objects.create(
            project=shared, unit=unit, share=Decimal(share), valid_from=date(2020, 1, 1)
        )
    whole = make_project(unit=south, planned="70", completed="50")
    part = make_project(unit=south, planned="30", completed="20")
    type(part).objects.filter(pk=part.pk).update(parent=whole, kinship="BUNDLE")
    make_project(unit=north, planned="100")  # silent
    decide()

    codes = ["planned_investment", "completed_investment", "completion_rate", "lead_points"]
    facts = analytics.frame(extracts.gathered(SEPTEMBER))
    [all_] = analytics.values(facts, SEPTEMBER, codes=codes)
    by_unit = analytics.values(facts, SEPTEMBER, codes=codes, by="unit")

    listed = selectors.once(lines(office))
    whole_list = together(selectors.figures(listed, SEPTEMBER).values(), SEPTEMBER.time_progress)
    units = selectors.by_unit(listed, SEPTEMBER)[Series.AREAS]
    assert told(whole_list) == [all_.values[code].value for code in codes]
    assert {unit.name: told(unit.sums) for unit in units} == {
        {north.code: "北区", south.code: "南区"}[group.key]: [
            group.values[code].value for code in codes
        ]
        for group in by_unit
    }


def told(sums):
    rate = sums.completion_rate and sums.completion_rate * 100
    return [sums.planned_yuan, sums.completed_yuan, rate, sums.lead_points]
