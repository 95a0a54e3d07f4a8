"""Every threshold from both sides: a lamp that is wrong by a hair stalls a real project."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.alerts.rules import (
    Colour,
    Family,
    RulebookRefused,
    colours,
    deciding,
    figures,
    judged,
    read,
    said,
    shown,
)
from ballast.dispatch.alerts.selectors import PRESETS, shipped
from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors
from ballast.platform.analytics.schema import FACTS, Type

SEPTEMBER, AUGUST, MAY = (Period.month(2023, month) for month in (9, 8, 5))
END = SEPTEMBER.last_day
TEXTS = {code: shipped(code) for code in PRESETS}
BOOKS = {name: read(text) for name, text in TEXTS.items()}
BLANK = {name: {Type.TEXT: "", Type.FLAG: False}.get(kind) for name, kind in FACTS.items()}


def rows_of(book, *projects, period=SEPTEMBER, keeps_entry=True):
    """The deciding rows of projects, each told by what differs from a filed one in the works."""
    usual = {"is_due": True, "is_filed": True, "state": "ACTIVE", "plan_class": "CARRY_OVER"}
    facts = selectors.frame(BLANK | usual | told for told in projects)
    extra = {f"is_exempt_{one}": nw.lit(value=False) for one in Family}
    extra |= {f"running_{one}": nw.lit(0) for one in Family}
    extra |= {"keeps_entry": nw.lit(value=keeps_entry)}
    return judged(facts.with_columns(**extra), BOOKS[book], period).collect()


def row_of(book, family, *, period=SEPTEMBER, keeps_entry=True, **told):
    return rows_of(book, told, period=period, keeps_entry=keeps_entry)[family][0]


def colour_of(book, family, **told):
    return colours(BOOKS[book])[Family(family), row_of(book, family, **told)]


def money(planned, completed):
    return {"planned_yuan": Decimal(planned), "completed_yuan": Decimal(completed)}


@pytest.mark.parametrize(
    ("book", "period", "planned", "completed", "row"),
    [
        ("yinchuan", SEPTEMBER, "100.00", "75.00", "on_time"),
        ("yinchuan", SEPTEMBER, "100.00", "74.99", "unassigned"),
        ("yinchuan", SEPTEMBER, "100.00", "65.01", "unassigned"),
        ("yinchuan", SEPTEMBER, "100.00", "65.00", "behind"),
        ("yinchuan", AUGUST, "30.00", "17.00", "behind"),  # exactly 10 points below 8/12
        ("yinchuan", AUGUST, "30.00", "17.01", "unassigned"),
        ("yinchuan", SEPTEMBER, "100.00", "45.00", "behind"),
        ("yinchuan", SEPTEMBER, "100.00", "44.99", "far_behind"),
        ("yinchuan", SEPTEMBER, "100.00", "0.00", "far_behind"),
        ("default", SEPTEMBER, "100.00", "74.99", "just_behind"),
        ("sanya", SEPTEMBER, "100.00", "75.00", "on_time"),
        ("sanya", SEPTEMBER, "100.00", "74.99", "behind"),
        ("sanya", SEPTEMBER, "100.00", "37.50", "behind"),
        ("sanya", SEPTEMBER, "100.00", "37.49", "far_behind"),
        ("wuhan", SEPTEMBER, "100.00", "60.00", "on_time"),
        ("wuhan", SEPTEMBER, "100.00", "59.99", "behind"),
        ("wuhan", SEPTEMBER, "100.00", "45.00", "behind"),
        ("wuhan", SEPTEMBER, "100.00", "44.99", "far_behind"),
        ("jinhua", MAY, "100.00", "42.00", "on_time"),
        ("jinhua", MAY, "100.00", "41.99", "behind"),
        ("jinhua", MAY, "100.00", "25.00", "behind"),
        ("jinhua", MAY, "100.00", "24.99", "far_behind"),
        ("jinhua", SEPTEMBER, "100.00", "24.99", "month_open"),
    ],
)
def test_progress_turns_exactly_at_its_thresholds(book, period, planned, completed, row):
    assert row_of(book, "progress", period=period, **money(planned, completed)) == row


@pytest.mark.parametrize(
    ("planned", "row"),
    [
        (date(2023, 10, 1), "not_due"),
        (date(2023, 9, 30), "overdue"),
        (date(2023, 9, 1), "overdue"),
        (date(2023, 8, 1), "overdue"),
        (date(2023, 7, 31), "long_overdue"),
        (date(2022, 11, 30), "long_overdue"),
        (None, "no_date"),
    ],
)
def test_a_start_is_yellow_from_its_month_and_red_in_the_third(planned, row):
    told = {"plan_class": "NEW_START", "planned_start_on": planned}

    assert row_of("yinchuan", "start", **told) == row
    done = {**told, "started_on": END}
    assert row_of("yinchuan", "start", **done) == "started"
    assert row_of("yinchuan", "start", **{**done, "started_on": date(2023, 10, 1)}) == row


@pytest.mark.parametrize(
    ("days", "row"), [(0, "not_due"), (1, "overdue"), (30, "overdue"), (31, "long_overdue")]
)
@pytest.mark.parametrize("family", ["finish", "commission"])
def test_the_default_is_yellow_from_the_first_day_and_red_beyond_thirty(family, days, row):
    told = {"plan_class": "DUE_FINISH", f"planned_{family}_on": END - timedelta(days)}

    assert row_of("default", family, **told) == row


@pytest.mark.parametrize(
    ("days", "colour"), [(-3, "blue"), (-2, "yellow"), (0, "yellow"), (1, "red")]
)
def test_bozhou_counts_down_its_last_two_days(days, colour):
    told = {"plan_class": "DUE_FINISH", "planned_finish_on": END - timedelta(days)}

    assert colour_of("bozhou", "finish", **told) == colour


@pytest.mark.parametrize(
    ("started", "total", "row"),
    [
        (date(2023, 9, 1), "5000000.00", "not_due"),
        (date(2023, 8, 31), "5000000.00", "overdue"),
        (date(2023, 7, 1), "5000000.00", "overdue"),
        (date(2023, 6, 30), "5000000.00", "long_overdue"),
        (date(2023, 6, 30), "4999999.99", "out_of_scope"),
        (None, "5000000.00", "no_date"),
    ],
)
def test_entry_is_asked_of_started_projects_of_five_million(started, total, row):
    assert row_of("yinchuan", "entry", started_on=started, total_yuan=Decimal(total)) == row


@pytest.mark.parametrize(("keeps_entry", "row"), [(False, "not_kept"), (True, "long_overdue")])
def test_nobody_is_late_with_an_entry_that_the_city_does_not_record(keeps_entry, row):
    started = {"started_on": date(2023, 1, 1), "total_yuan": Decimal(5_000_000)}
    assert row_of("default", "entry", keeps_entry=keeps_entry, **started) == row


def test_what_has_not_broken_ground_has_no_progress_lamp():
    new = {"plan_class": "NEW_START", **money("100.00", "0.00")}

    assert row_of("default", "progress", **new) == "not_started"
    assert row_of("default", "progress", **new | money("100.00", "0.01")) == "far_behind"
    assert row_of("default", "progress", **new, started_on=END) == "far_behind"
    carried = {**new, "plan_class": "CARRY_OVER"}
    assert row_of("default", "progress", **carried, started_on=date(2023, 10, 1)) == "not_started"


def test_what_was_not_filed_is_grey_and_never_red_on_carried_figures():
    told = {"is_filed": False, **money("100.00", "1.00")}

    assert colour_of("default", "filing", **told) == Colour.GREY
    assert row_of("default", "progress", **told) == "not_reported"
    assert row_of("default", "filing", **told, is_due=False) == "not_due"


def test_a_suspended_project_is_not_rated():
    told = {"state": "SUSPENDED", **money("100.00", "1.00")}

    assert colour_of("default", "progress", **told) == Colour.DASH


_CENTS = st.integers(0, 10**14)


@given(_CENTS, st.integers(1, 10**14), st.integers(1, 12))
def test_a_lamp_is_what_exact_fractions_say(completed, planned, month):
    period = Period.month(2023, month)
    lead = (Fraction(completed, planned) - period.time_progress) * 100
    amounts = money(Decimal(planned) / 100, Decimal(completed) / 100)

    row = row_of("yinchuan", "progress", period=period, **amounts)

    expected = (
        "on_time"
        if lead >= 0
        else "unassigned"
        if lead > -10
        else "behind"
        if lead >= -30
        else "far_behind"
    )
    assert row == expected


@given(_CENTS, _CENTS, st.integers(1, 10**14), st.sampled_from(["default", "sanya", "wuhan"]))
def test_more_done_is_never_worse(less, more, planned, book):
    order = [Colour.RED, Colour.YELLOW, Colour.GREEN]
    low, high = sorted((less, more))
    told = [money(Decimal(planned) / 100, Decimal(done) / 100) for done in (low, high)]
    decided = rows_of(book, *told)["progress"]

    worse, better = (colours(BOOKS[book])[Family.PROGRESS, row] for row in decided)
    assert order.index(worse) <= order.index(better)


@given(st.dictionaries(st.sampled_from(list(Family)), st.sampled_from(list(Colour))))
def test_a_project_shows_the_worst_of_what_is_rated_and_grey_before_all(lamps):
    of = deciding(lamps)

    if lamps.get(Family.FILING) is Colour.GREY:
        assert of is Family.FILING
    else:
        rated = [c for c in lamps.values() if c not in (Colour.DASH, Colour.GREY)]
        assert (of and lamps[of]) is (min(rated, key=list(Colour).index) if rated else None)


def test_among_equals_the_money_speaks_first():
    lamps = dict.fromkeys(Family, Colour.GREEN)

    assert deciding(lamps) is Family.PROGRESS
    assert deciding(lamps | {Family.ENTRY: Colour.YELLOW}) is Family.ENTRY


def test_every_fault_of_a_rulebook_is_named_with_its_place():
    text = TEXTS["yinchuan"].replace('colour = "red"', 'colour = "pink"', 1)
    text = text.replace("%(points)s个百分点，超过", "%(point)s个百分点，超过")
    text = text.replace("at_least = 2, ", "")

    with pytest.raises(RulebookRefused) as refused:
        read(text)

    assert {(fault.code, fault.place) for fault in refused.value.faults} == {
        ("rulebook_colour_unknown", "start.rows[2].colour"),
        ("rulebook_threshold_unfit", "start.rows[2]"),
        ("rulebook_placeholder_unknown", "progress.rows[1].zh"),
        ("rulebook_placeholders_differ", "progress.rows[1]"),
    }


@pytest.mark.parametrize(
    ("distance", "told"),
    [
        ("6.3996", "6.4"),
        ("37", "37.0"),
        ("30", "30.0"),
        ("29.96", "29.96"),
        ("30.004", "30.004"),
        ("9.99", "9.99"),
        ("0.04", "0.04"),
        ("0", "0.0"),
        ("2.25", "2.3"),
    ],
)
def test_a_sentence_never_rounds_a_project_onto_an_edge_it_does_not_meet(distance, told):
    assert str(shown(*Fraction(distance).as_integer_ratio(), {Decimal(10), Decimal(30)})) == told


@pytest.mark.parametrize("book", PRESETS)
@pytest.mark.parametrize("family", Family)
def test_every_wording_finds_its_figures(book, family):
    rule = BOOKS[book].rules.get(family)
    for row in rule.every_row if rule else ():
        facts = (
            BLANK
            | money("100.00", "44.00")
            | dict.fromkeys([name for name in FACTS if name.endswith("_on")], END)
        )
        words = said(rule, figures(rule, facts, SEPTEMBER), SEPTEMBER)
        for text in (row.zh, row.en):
            assert "%(" not in text % words


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ('months = "May"', "progress.months"),
        ("months = [13]", "progress.months"),
        ('classes = ["NEW"]', "progress.classes"),
        ('needs_ground = "no"', "progress.needs_ground"),
        ("least_total_yuan = nan", "progress.least_total_yuan"),
        ('prompt = "letter"', "progress.prompt"),
        ("measure = []", "progress.measure"),
        ("rows = []", "progress.rows"),
        ("threshold = 3", "progress.threshold"),
    ],
)
def test_whatever_stands_in_a_rule_is_named_and_never_breaks_the_reader(told, place):
    name = told.partition(" ")[0]
    head, _, tail = TEXTS["yinchuan"].partition("[progress]\n")
    kept = re.sub(rf"^{name} = (\[\n(.*\n)*?\]|.*)\n", "", tail, count=1, flags=re.MULTILINE)

    with pytest.raises(RulebookRefused) as refused:
        read(f"{head}[progress]\n{told}\n{kept}")

    assert place in {fault.place for fault in refused.value.faults}
