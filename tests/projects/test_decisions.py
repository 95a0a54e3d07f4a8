"""The register's decisions at their edges."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.projects.rules import (
    Amount,
    Change,
    SizeBand,
    State,
    amount_fault,
    last_of,
    likeness,
    may_befall,
    name_key,
    over_estimate,
    secret_mark,
    size_band,
    state_after,
)

ON = date(2024, 6, 3)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("涉密工程", "涉密"),
        ("某 涉 密 项目", "涉密"),
        ("机密★10年", "机密"),
        ("军事设施改造", "军事"),
        ("军用机场迁建", "军用机场"),
        ("国防工程", "国防工程"),
        ("绝密级档案楼", "绝密"),
    ],
)
def test_what_calls_itself_secret_is_recognised(text, mark):
    assert secret_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "电机密封件生产线",
        "司机密集培训",
        "飞机密度监测",
        "隔绝密封舱",
        "商业秘密保护示范区",
        "军事博物馆",
        "军事文化园",
        "人防工程",
        "国防教育基地",
        "非涉密信息系统",
        "干部队伍培训中心",
        "军用随动控制总成产业化",
    ],
)
def test_what_only_looks_secret_is_let_in(text):
    assert secret_mark(text) == ""


def amount(stage="ORIGINAL", total="100", day=ON, **said):
    return Amount(stage=stage, total_yuan=Decimal(total), decided_on=day, **said)


@pytest.mark.parametrize(
    ("approved", "over"),
    [("110", None), ("110.01", Decimal("0.1001")), ("125", Decimal("0.25")), ("90", None)],
)
def test_an_approved_estimate_more_than_a_tenth_over_is_flagged_with_its_exact_share(
    approved, over
):
    assert over_estimate([amount(), amount("APPROVED", approved)]) == over


def test_without_both_estimates_nothing_is_flagged():
    assert over_estimate([amount()]) is None
    assert over_estimate([amount("APPROVED")]) is None


PARTS = ("construction_yuan", "equipment_yuan", "land_yuan", "other_yuan")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("60", "20", "15", "5"), ""),
        (("60", "20", "15", "4.99"), "parts_short_of_total"),
        (("60", "20", "15", None), ""),
        (("60", "41", None, None), "parts_over_total"),
        (("60", "-1", None, None), "amount_negative"),
    ],
)
def test_a_composition_adds_up_as_far_as_it_is_told(parts, code):
    said = {
        name: None if part is None else Decimal(part)
        for name, part in zip(PARTS, parts, strict=True)
    }
    assert amount_fault(amount(**said), ON) == code


def test_an_adjustment_needs_its_paper_and_no_amount_is_decided_tomorrow():
    assert amount_fault(amount("ADJUSTED"), ON) == "adjustment_without_paper"
    assert amount_fault(amount("ADJUSTED", paper="发改〔2024〕1号"), ON) == ""
    assert amount_fault(amount(day=date(2024, 6, 4)), ON) == "decided_to_come"
    assert amount_fault(amount(total="0"), ON) == "amount_negative"
    assert amount_fault(amount("GUESS"), ON) == "code_unknown"


def test_the_last_decided_amount_holds_and_of_one_day_the_later_stage():
    early, late = amount(day=date(2023, 1, 1)), amount("APPROVED", "90")
    assert last_of([late, early]) == late
    assert last_of([amount("APPROVED"), amount()]).stage == "APPROVED"
    assert last_of([]) is None


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (None, None),
        ("99999999.99", SizeBand.UNDER_100M),
        ("100000000", SizeBand.FROM_100M),
        ("500000000", SizeBand.FROM_500M),
        ("1000000000", SizeBand.FROM_1B),
        ("5000000000", SizeBand.FROM_5B),
        ("10000000000", SizeBand.FROM_10B),
    ],
)
def test_a_size_band_includes_the_amount_it_begins_with(total, band):
    assert size_band(total and Decimal(total)) == band


def test_who_is_brought_back_is_as_it_was_before_it_left():
    assert state_after(["SUSPENDED", "EXITED", "REINSTATED"]) is State.SUSPENDED
    assert state_after(["EXITED", "REINSTATED"]) is State.ACTIVE
    assert state_after(["MERGED", "REINSTATED", "SUSPENDED", "RESUMED"]) is State.ACTIVE


@given(st.lists(st.sampled_from(Change)))
def test_whatever_may_befall_in_turn_leads_to_a_state_from_which_the_rules_go_on(wished):
    befell = []
    for change in wished:
        if may_befall(change, state_after(befell)):
            befell.append(change)
    state = state_after(befell)

    assert state in State
    gone = {State.EXITED, State.MERGED}
    assert may_befall(Change.REINSTATED, state) == (state in gone)
    assert may_befall(Change.EXITED, state) == (state in {State.ACTIVE, State.SUSPENDED})


def test_names_that_share_most_of_their_signs_are_alike():
    assert likeness(name_key("北环路改造工程"), name_key("北环路改造工程")) == 1
    assert likeness(name_key("北环路改造工程"), name_key("北环路改建工程")) > 0.6
    assert likeness(name_key("北环路"), name_key("污水处理厂")) == 0
    assert likeness("", "") == 0
