"""What a leader reads as one figure: of what it is, and that nobody is counted twice."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel.periods import Period
from ballast.platform.analytics import extracts, selectors
from ballast.platform.analytics.extracts import Part, Sources
from ballast.platform.analytics.schema import FACTS, Type

SEPTEMBER = Period.month(2023, 9)
BLANK = {name: {Type.TEXT: "", Type.FLAG: False}.get(kind) for name, kind in FACTS.items()}


@pytest.fixture(autouse=True)
def nothing_given():
    before = list(extracts._installed)
    yield
    extracts._installed[:] = before


def install(rows, *, parts=None, given=None):
    extracts.install(
        Sources(
            listed=lambda _: range(len(rows)),
            parts=lambda _, listed: (
                parts or {pk: [Part("A", "AREAS", Decimal(1))] for pk in listed}
            ),
            extracts=[lambda _, __: dict(enumerate(rows))],
            given=lambda _: given or {},
        )
    )
    return selectors.frame(
        BLANK
        | {name: value for name, value in row.items() if value is not None or name not in BLANK}
        for row in extracts.gathered(SEPTEMBER)
    )


def work(planned=None, completed=None, **told):
    return {
        "number": told.pop("number", "QX23-00001"),
        "planned_yuan": planned and Decimal(planned),
        "completed_yuan": completed and Decimal(completed),
        **told,
    }


def one(facts, code, **asked):
    (group,) = selectors.values(facts, SEPTEMBER, codes=[code], **asked)
    return group.values[code]


def test_a_rate_is_one_of_sums_and_says_of_what():
    rate = one(install([work("100", "100"), work("900", "0.00")]), "completion_rate")

    assert (rate.value, rate.numerator, rate.denominator) == (Decimal("10.0"), 100, 1000)


def test_nothing_planned_is_no_rate_and_nobody_on_the_list_is_nought_projects():
    assert one(install([work(None, "5")]), "completion_rate").value is None
    (group,) = selectors.values(install([]), SEPTEMBER, codes=["project_count", "lead_points"])
    assert group.values["project_count"].value == 0
    assert group.values["lead_points"].value is None


def test_what_started_before_it_was_due_is_never_in_the_rate_of_those_due():
    new = {"plan_class": "NEW_START"}
    early = work(**new, planned_start_on=date(2023, 11, 1), started_on=date(2023, 9, 30))
    due = work(**new, planned_start_on=date(2023, 9, 30), started_on=date(2023, 9, 30))
    late = work(**new, planned_start_on=date(2023, 8, 1), started_on=date(2023, 10, 1))
    (group,) = selectors.values(install([early, due, late]), SEPTEMBER)

    values = group.values
    assert values["started_count"].value == 2
    assert values["started_early_count"].value == 1
    assert (values["start_rate_due"].value, values["start_rate_due"].denominator) == (50, 2)
    assert values["start_rate_year"].denominator == 3


def test_a_part_is_not_counted_beside_its_whole():
    facts = install([work("100"), work("40", is_inside=True)])

    assert one(facts, "project_count").value == 1
    assert one(facts, "planned_investment").value == 100


def test_a_divided_project_counts_once_and_its_money_for_each_unit_by_its_share():
    divided = {0: [Part("A", "AREAS", Decimal("0.7")), Part("B", "AREAS", Decimal("0.3"))]}
    facts = install([work("0.05")], parts=divided)

    groups = selectors.values(
        facts, SEPTEMBER, codes=["project_count", "planned_investment"], by="unit"
    )
    assert [
        (group.key, group.series, *(value.value for value in group.values.values()))
        for group in groups
    ] == [("A", "AREAS", 1, Decimal("0.04")), ("B", "AREAS", 0, Decimal("0.01"))]


def test_a_target_is_the_units_own_and_what_the_province_published_is_the_citys_alone():
    facts = install(
        [work("100", "50")],
        given={"A": {"target_yuan": Decimal(200)}, "": {"province_rate": Decimal("45.5")}},
    )

    (unit,) = selectors.values(facts, SEPTEMBER, by="unit")
    assert unit.values["target_rate"].value == 25
    assert unit.values["gap_to_province"].value is None
    assert one(facts, "gap_to_province").value == Decimal("4.5")
    assert one(facts, "target_rate").value is None


def test_the_rate_can_be_asked_without_the_projects_that_make_it():
    facts = install([work("100", "100", number="P1"), work("100", "10", number="P2")])

    assert one(facts, "completion_rate").value == 55
    assert one(facts, "completion_rate", without=["P1"]).value == 10


def test_against_the_plan_as_issued_an_adjusted_amount_does_not_help():
    facts = install([work("50", "50", original_yuan=Decimal(100))])

    assert one(facts, "completion_rate").value == 100
    assert one(facts, "completion_rate", is_original=True).value == 50


_CENTS = st.integers(0, 10**14).map(lambda cents: Decimal(cents) / 100)


@given(st.lists(st.tuples(_CENTS, st.sampled_from([2, 4, 5])), min_size=1, max_size=6))
def test_what_the_units_count_adds_up_to_what_the_city_counts(told):
    rows = [work(str(amount)) for amount, _ in told]
    parts = {
        place: [Part(f"U{n}", "AREAS", Decimal(1) / among) for n in range(among)]
        for place, (_, among) in enumerate(told)
    }
    facts = install(rows, parts=parts)

    units = selectors.values(
        facts, SEPTEMBER, codes=["planned_investment", "project_count"], by="unit"
    )
    for code in ("planned_investment", "project_count"):
        whole = one(facts, code).value
        assert sum(group.values[code].value for group in units) == whole
