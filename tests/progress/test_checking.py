"""What is wrong with a filing and what needs a word: a clerk must be told all of it, and rightly."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ballast.delivery.progress.messages import WORDS
from ballast.delivery.progress.rules import Before, CorrectionDraft, Kind, Report, check
from ballast.kernel.periods import Period

SEPTEMBER = Period.month(2023, 9)
BEFORE = Before(
    period=SEPTEMBER,
    on=date(2023, 10, 9),
    base_yuan=Decimal(8_000_000),
    before_year_yuan=Decimal(2_000_000),
    total_investment_yuan=Decimal(100_000_000),
    planned_yuan=Decimal(12_000_000),
    planned_before_yuan=Decimal(12_000_000),
    visible_progress="主体施工",
    visible_percent=Decimal(40),
    closed=frozenset({"2022-12", "2023-07", "2023-08"}),
    steps=frozenset({"ground_breaking"}),
)


def wan(amount):
    return Decimal(amount) * 10_000


def look(*, before=None, **said):
    said = {n: wan(v) if n.endswith("_yuan") else v for n, v in said.items()}
    report = Report(**{"project_id": 1, "period": "2023-09", "visible_progress": "封顶"} | said)
    return check(report, replace(BEFORE, **(before or {})))


def faults(**said):
    return [(one.code, one.field) for one in look(**said).faults]


def doubts(**said):
    return [(one.code, one.field) for one in look(**said).doubts]


def correction(amount=-5, about="2023-08", **more):
    return CorrectionDraft(
        **{"about_period": about, "amount_yuan": wan(amount), "reason": "核减"} | more
    )


def test_a_sound_filing_has_neither_faults_nor_doubts():
    found = look(
        month_yuan=100,
        completed_yuan=900,
        since_start_yuan=1100,
        construction_yuan=60,
        equipment_yuan=40,
        visible_percent=Decimal(45),
        node_dates={"ground_breaking": {"actual_on": "2023-10-09", "forecast_on": "2024-01-01"}},
    )

    assert (found.faults, found.doubts) == ((), ())


def test_nothing_but_the_month_need_be_given():
    found = look(month_yuan=100)

    assert (found.faults, found.doubts) == ((), ())
    assert found.figures.completed_yuan == wan(900)
    assert found.figures.since_start_yuan == wan(1100)


def test_one_fen_too_much_is_a_fault_and_is_seen():
    [fault] = look(month_yuan=100, completed_yuan="900.000001").faults

    assert (fault.code, fault.params["given"]) == ("year_to_date_unequal", "900.000001")
    assert fault.params["expected"] == "900"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"completed_yuan": -1}, ("filing_amount_negative", "completed_yuan")),
        ({"output_yuan": -1}, ("filing_amount_negative", "output_yuan")),
        ({"since_start_yuan": 1000}, ("since_start_unequal", "since_start_yuan")),
        ({"construction_yuan": 60}, ("components_unequal", "construction_yuan")),
        ({"visible_percent": Decimal("100.01")}, ("percent_out_of_range", "visible_percent")),
        (
            {"node_dates": {"ground_breaking": {"actual_on": "2023-10-10"}}},
            ("date_in_future", "node_dates.ground_breaking"),
        ),
        ({"node_dates": {"moon": {}}}, ("filing_step_unknown", "node_dates.moon")),
        (
            {"corrections": [correction(about="2023-06")]},
            ("correction_not_closed", "corrections.2023-06"),
        ),
        ({"corrections": [correction(0)]}, ("correction_nought", "corrections.2023-08")),
        (
            {"corrections": [correction(reason=" ")]},
            ("correction_without_reason", "corrections.2023-08"),
        ),
        (
            {"corrections": [correction(1), correction(2)]},
            ("correction_twice", "corrections.2023-08"),
        ),
        ({"before": {"asks_output": True}}, ("output_missing", "output_yuan")),
        (
            {"before": {"has_actual": True}, "kind": Kind.ESTIMATE},
            ("estimate_after_actual", "kind"),
        ),
    ],
)
def test_each_fault_names_its_field(said, fault):
    said = {"month_yuan": 100} | said
    if "completed_yuan" in said:
        del said["month_yuan"]

    assert fault in faults(**said)


def test_since_start_is_at_least_the_year_where_nothing_more_is_known():
    unknown = {"before_year_yuan": None}

    assert faults(month_yuan=1, since_start_yuan=800, before=unknown) == [
        ("since_start_below_year", "since_start_yuan")
    ]
    assert faults(month_yuan=1, since_start_yuan=801, before=unknown) == []


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({"month_yuan": None}, ("figure_missing", "completed_yuan")),
        ({"month_yuan": -1}, ("year_to_date_falls", "completed_yuan")),
        ({"month_yuan": 9001}, ("over_total_investment", "since_start_yuan")),
        ({"visible_progress": " 主体施工 "}, ("words_unchanged", "visible_progress")),
        ({"visible_percent": Decimal(39)}, ("percent_falls", "visible_percent")),
        (
            {"month_yuan": 0, "visible_percent": Decimal(41)},
            ("works_move_money_does_not", "month_yuan"),
        ),
        (
            {"before": {"rests_for": "2023-10", "rests_yuan": wan(890)}},
            ("later_filing_rests_on_it", "completed_yuan"),
        ),
    ],
)
def test_each_doubt_names_its_field_and_is_no_fault(said, doubt):
    said = {"month_yuan": 100} | said
    if said["month_yuan"] is None:
        del said["month_yuan"]

    assert doubts(**said) == [doubt]
    assert faults(**said) == []


def test_words_may_stay_where_nothing_was_spent():
    assert doubts(month_yuan=0, visible_progress="主体施工") == []


def test_a_fall_that_papers_explain_is_not_doubted():
    papered = [correction(-30, paper="审计〔2023〕5号")]

    assert doubts(month_yuan=10, corrections=papered) == []
    assert doubts(month_yuan=10, corrections=[correction(-30)]) == [
        ("year_to_date_falls", "completed_yuan")
    ]
    assert look(month_yuan=10, corrections=papered).figures.completed_yuan == wan(780)


@pytest.mark.parametrize(("month", "lump"), [("342.85", False), ("342.86", True)])
def test_december_may_make_three_tenths_of_the_year(month, lump):
    december = {"period": Period.month(2023, 12)}

    found = doubts(month_yuan=month, before=december)

    assert (("december_lump", "month_yuan") in found) is lump


@pytest.mark.parametrize(("month", "doubted"), [(9, False), (10, True)])
def test_a_plan_cut_in_the_last_quarter_is_doubted(month, doubted):
    before = {"period": Period.month(2023, month), "planned_yuan": wan(900)}

    assert (("plan_cut_late", "completed_yuan") in doubts(month_yuan=1, before=before)) is doubted


def test_the_office_is_not_stopped_by_an_output_it_cannot_know():
    before = {"asks_output": True, "is_on_behalf": True}

    assert faults(month_yuan=1, before=before) == []
    assert ("output_missing", "output_yuan") in doubts(month_yuan=1, before=before)


def test_a_word_or_a_paper_answers_a_doubt_and_blanks_do_not():
    found = look(month_yuan=-1)
    said = Report(project_id=1, period="2023-09")

    assert len(found.open_doubts(said)) == 1
    assert len(found.open_doubts(replace(said, words={"year_to_date_falls": " "}))) == 1
    assert found.open_doubts(replace(said, words={"year_to_date_falls": "审计核减"})) == ()
    assert found.open_doubts(replace(said, papers={"year_to_date_falls": "审计5号"})) == ()


def test_every_finding_can_be_said_in_words():
    found = [
        *look(completed_yuan=-1, since_start_yuan=1, construction_yuan=1).faults,
        *look(month_yuan=-1, visible_percent=Decimal(3), visible_progress="主体施工").doubts,
    ]

    assert all(str(WORDS[one.code]) % one.params for one in found)
