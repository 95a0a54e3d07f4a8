"""The schedule shows what was planned, done and forecast, and how far apart they lie."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils import translation

from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import standing
from ballast.projects.rules import Dates, facts_of, known_until, track
from ballast.projects.rules.gantt import Span
from ballast.projects.rules.gantt import gantt as chart_of
from ballast.projects.templatetags.gantt import gantt as drawn

pytestmark = pytest.mark.django_db

ON = date(2023, 9, 30)
RECORDS = {
    "conception": Dates(planned_on=date(2022, 1, 10), actual_on=date(2022, 1, 20)),
    "intake": Dates(planned_on=date(2022, 3, 1), actual_on=date(2022, 3, 1)),
    "project_approval": Dates(planned_on=date(2022, 6, 1), actual_on=date(2022, 5, 20)),
    "ground_breaking": Dates(planned_on=date(2022, 9, 1), actual_on=date(2022, 9, 11)),
    "main_works": Dates(planned_on=date(2023, 8, 31), forecast_on=date(2023, 12, 1)),
    "commissioning": Dates(planned_on=date(2024, 6, 30)),
}


def chart(records=RECORDS, on=ON, template="industrial"):
    lifecycle = codelists.lifecycle(on=on)
    template = lifecycle.templates[template]
    known = facts_of(template, records, on=on, plan_year=on.year)
    return chart_of(track(lifecycle, standing(lifecycle, known), records, today=on), on)


def bars(**asked):
    return {bar.stop.node.code: bar for bar in chart(**asked).bars}


def test_a_bar_runs_from_when_the_node_before_was_done_as_planned_and_as_it_came():
    bar = bars()["intake"]

    assert bar.planned == Span(date(2022, 1, 10), date(2022, 3, 1))
    assert bar.actual == Span(date(2022, 1, 20), date(2022, 3, 1))


def test_breaking_ground_is_a_day_and_no_works():
    bar = bars()["ground_breaking"]

    assert bar.planned == Span(date(2022, 9, 1), date(2022, 9, 1))
    assert bar.actual.is_moment


def test_what_is_in_hand_has_come_as_far_as_the_day_and_goes_on_to_its_forecast():
    bar = bars()["main_works"]

    assert bar.actual == Span(date(2022, 9, 11), ON)
    assert bar.forecast == Span(ON, date(2023, 12, 1))
    assert bar.stop.late == 92


def test_nothing_is_forecast_that_nobody_forecast():
    assert bars()["commissioning"].forecast is None


def test_it_lies_over_whole_quarters_and_every_day_inside():
    found = chart()

    assert (found.first, found.last) == (date(2022, 1, 1), date(2024, 6, 30))
    assert len(found.quarters) == 10
    assert found.across(found.first) == 0
    assert 0 < found.across(ON) < 100


def test_a_project_finished_long_ago_is_not_stretched_to_today():
    ended = {code: Dates(actual_on=date(2020, 5, 1)) for code in RECORDS}
    every = dict.fromkeys(["conception"], Dates(actual_on=date(2020, 5, 1)))

    assert chart(ended | {"full_capacity": Dates(actual_on=date(2020, 5, 1))}).bars
    assert chart(every).shows_day  # something is open still


def test_without_any_day_there_is_nothing_to_draw():
    assert chart({}) is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("template", ["industrial", "linear", "retrofit", "building"])
def test_the_drawing_is_well_formed_and_holds_every_node(language, template):
    found = chart(template=template)
    with translation.override(language):
        root = ElementTree.fromstring(drawn(found))

    names, plot = root.findall("svg")
    assert len(list(names.iter("text"))) == 13
    assert len(plot.findall("g")) == 13
    assert "viewBox" not in root.attrib | names.attrib | plot.attrib  # letters would shrink
    said = "".join(one.text or "" for one in plot.iter("text"))
    assert ("+92 天" if language == "zh-hans" else "+92 days") in said or template == "retrofit"


def test_names_that_look_like_markup_are_only_words():
    found = chart()
    odd = [
        replace(bar, stop=replace(bar.stop, node=replace(bar.stop.node, name_zh='<b a="&">')))
        for bar in found.bars
    ]

    root = ElementTree.fromstring(drawn(replace(found, bars=odd)))

    assert '1 <b a="&">' in [one.text for one in root.iter("text")]


TODAY = date(2026, 11, 23)


def test_lateness_counts_to_today_while_periods_are_opened():
    assert known_until(TODAY, [date(2026, 10, 31)], []) == TODAY
    assert known_until(TODAY, [], []) == TODAY  # before the first one


def test_where_filing_ceased_it_counts_to_the_last_day_of_which_anything_is_known():
    ends = [date(2023, 9, 30), date(2023, 10, 31)]

    assert known_until(TODAY, ends, []) == date(2023, 10, 31)
    assert known_until(TODAY, ends, [date(2024, 1, 5)]) == date(2024, 1, 5)
