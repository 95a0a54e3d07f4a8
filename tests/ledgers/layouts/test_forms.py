"""Ledgers that give one project a sheet of its own import without a question."""

from decimal import Decimal

import pytest

from ballast.delivery.ledgers import sheets
from ballast.kernel.periods import Period
from ballast.platform.sheets.reading import Told

from . import forms, lists
from .paper import book, plain, reading_of, told_without_a_question

SEPTEMBER = Period.month(2023, 9)


def wan(amount) -> Decimal:
    return Decimal(str(amount)) * 10_000


def days(row, said="planned_on") -> dict[str, str]:
    return {step: str(told[said].last) for step, told in row.steps.items() if said in told}


@pytest.mark.parametrize("make", [forms.preliminary, forms.preliminary_below])
def test_a_preliminary_ledger_puts_its_nodes_to_steps(make):
    (row,), doubts = told_without_a_question(make(), "plan", 2023)

    assert doubts == []
    assert row.project == {
        "name": "石阙县职业教育中心新校区",
        "owner_name": "石阙县教育局",
        "total_investment_yuan": wan(28600),
    }
    assert row.unit == ""  # the units of its nodes are not the project's
    assert row.plan == {"goal": "2023年完成前期工作，12月动工建设"}
    assert days(row) == {
        "project_proposal": "2023-03-31",
        "approval_decision": "2023-04-30",
        "preliminary_design": "2023-06-30",
        "site_opinion": "2023-05-31",  # of two nodes the later one
        "environment_review": "2023-05-31",
        "works_planning_permit": "2023-07-31",
        "drawing_review": "2023-08-10",
        "contract": "2023-09-30",
        "permit": "2023-10-20",
        "land_supply": "2023-09-30",
    }
    assert row.kept["sponsor"] == "孙副市长、石阙县吴县长"
    assert row.kept["node.land_supply.progress"] == "正在组卷"
    assert row.kept["node.application_report.unit"] == "市发展改革委"
    assert row.kept["node.site_argument.solution"] == "已召开协调会，同意局部调整"


def test_each_cell_of_a_form_is_named():
    (row,), _ = told_without_a_question(forms.preliminary(), "plan", 2023)
    (below,), _ = told_without_a_question(forms.preliminary_below(), "plan", 2023)

    assert row.cells["total_investment_yuan"] == "石阙县职教中心!K4"
    assert row.cells["permit.planned_on"] == "石阙县职教中心!L7"
    assert below.cells["total_investment_yuan"] == "Sheet1!E3"
    assert below.cells["permit.planned_on"] == "Sheet1!C14"


def test_the_steps_are_proposed_once_and_then_as_a_person_said():
    told = Told(steps={"招投标": "tender_notice", "供水供电": ""})
    first = reading_of(forms.preliminary(), "plan", 2023)
    again = reading_of(forms.preliminary(), "plan", 2023, told)
    (row,) = sheets.rows(again, "plan", 2023)

    proposed = {q.about: q.guesses for q in first.questions if q.kind == "step"}
    assert len(proposed) == 12  # 其他 is no step
    assert proposed["招投标"] == ("contract",)
    assert not any(question.blocking for question in first.questions)
    assert {q.about for q in again.questions} == proposed.keys() - {"招投标", "供水供电"}
    assert days(row)["tender_notice"] == "2023-09-30"
    assert "contract" not in row.steps
    assert first.fingerprint == again.fingerprint


def test_progress_that_names_its_day_is_done_on_it():
    content = book(
        (
            "台账",
            [
                ["项目名称", "", "北溪水库", "业主单位", "市水务集团"],
                ["项目预估总投资（万元）", "", 5000, "", ""],
                ["工作环节", "", "可研", "环评", "供地"],
                ["完成进度", "", "已于2023年3月20日批复", "2023年6月底前完成", "完成80%"],
            ],
            [],
        )
    )
    (row,), _ = told_without_a_question(content, "filing", SEPTEMBER)

    assert (row.name, row.owner) == ("北溪水库", "市水务集团")
    assert days(row, "actual_on") == {"approval_decision": "2023-03-20"}


@pytest.mark.parametrize("make", [forms.building, forms.building_down])
def test_a_building_ledger_files_its_month_and_keeps_the_ten_days(make):
    (row,), doubts = told_without_a_question(make(), "filing", SEPTEMBER)

    assert doubts == []
    assert row.project == {
        "name": "临川市滨江生态公园",
        "owner_name": "临川市园林绿化中心",
        "total_investment_yuan": wan(26800),
    }
    assert row.plan == {
        "plan_class": "CARRY_OVER",
        "planned_yuan": wan(12000),
        "goal": "8月主体封顶，年底完成绿化种植",
    }
    assert row.filing == {"completed_yuan": wan(8640), "month_yuan": wan(1300)}
    assert row.months == {7: wan(1010), 8: wan("1190.5"), 9: wan(1300)}
    assert row.kept["in_month@8.2"] == wan("420.5")
    assert row.kept["month_planned@9"] == wan(1300)
    assert row.kept["work_plan@7.1"] == "7月上旬工作安排"
    assert row.kept["to_last_year"] == wan(3200)
    assert row.kept["node.site_entry.person"] == "陆工"
    assert days(row, "actual_on") == {
        "real_start": "2022-12-10",
        "foundation": "2023-03-28",
        "structure_complete": "2023-08-18",
    }
    assert days(row) == {
        "ground_breaking": "2022-11-01",
        "finish": "2024-06-30",
        "installation": "2024-03-31",
    }


def test_ten_days_of_a_form_that_do_not_make_their_month_are_doubted():
    content = forms.building(done=1301)
    (row,), doubts = told_without_a_question(content, "filing", SEPTEMBER)

    assert doubts == [("dekads_differ", "滨江公园!N13")]
    assert row.filing["month_yuan"] == wan(1301)


def test_a_workbook_of_forms_is_one_project_a_sheet():
    rows, _ = told_without_a_question(forms.many(), "plan", 2023)

    assert [(row.sheet, row.name) for row in rows] == [
        ("职教中心", "石阙县职业教育中心新校区"),
        ("北溪水库", "北溪水库除险加固工程"),
    ]


@pytest.mark.parametrize("make", [lists.monthly, lists.goals, lists.battle, lists.five_years])
def test_no_table_is_taken_for_a_form(make):
    reading = reading_of(make(), "filing", SEPTEMBER)

    assert len(reading.tables) == 1
    assert len(reading.tables[0].rows) > 1


def test_days_of_forms_stay_as_written():
    (row,), _ = told_without_a_question(forms.preliminary(), "plan", 2023)

    assert plain(row.steps["permit"]) == {"planned_on": "2023年10月中旬"}
