"""The field's tables import without a question, with exactly what they say."""

from decimal import Decimal

from ballast.kernel.periods import Period
from ballast.platform.sheets.reading import open_workbook

from . import lists
from .paper import plain, reading_of, told_without_a_question, unread

SEPTEMBER = Period.month(2023, 9)


def wan(amount) -> Decimal:
    return Decimal(str(amount)) * 10_000


def yi(amount) -> Decimal:
    return Decimal(str(amount)) * 100_000_000


def steps(row) -> dict[str, dict[str, str]]:
    return {code: plain(said) for code, said in row.steps.items()}


def test_a_ten_days_report_files_the_month_and_keeps_the_ten_days():
    rows, doubts = told_without_a_question(lists.ten_days(), "filing", SEPTEMBER)

    assert doubts == []
    assert unread(lists.ten_days(), "filing", SEPTEMBER) == []
    plant, park = rows
    assert (plant.name, plant.owner, plant.unit) == (
        "临川市城北污水处理厂二期工程",
        "临川市水务集团有限公司",
        "市水务局",
    )
    assert plant.project == {
        "name": "临川市城北污水处理厂二期工程",
        "content": "日处理污水5万吨",
        "total_investment_yuan": wan(32000),
        "owner_name": "临川市水务集团有限公司",
    }
    assert plant.plan == {"plan_class": "CARRY_OVER", "planned_yuan": wan(16000)}
    assert plant.filing == {
        "month_yuan": wan(1400),
        "visible_progress": "氧化沟主体完成80%，设备进场",
        "problems": "进场道路与县道交叉口需协调",
    }
    assert plant.cells["month_yuan"] == "Sheet1!K6"
    assert plant.kept == {
        "months_left_planned": wan(6000),
        "month_planned@9": wan(1500),
        "in_month@9.3": wan(500),
        "dekad_rate": Decimal("0.3333"),
        "month_rate": Decimal("0.9333"),
        "sponsor": "周副市长",
        "sponsor#2": "吴县长",
        "person": "郑科长",
    }
    assert park.filing == {"month_yuan": wan(4800), "visible_progress": "1#至4#厂房基础完成"}
    assert park.kept["month_rate"] == Decimal("1.0667")


def test_a_report_of_the_middle_ten_days_files_nothing_for_the_month():
    content = lists.ten_days(dekad="中旬")
    rows, doubts = told_without_a_question(content, "filing", SEPTEMBER)

    assert [row.filing.get("month_yuan") for row in rows] == [None, None]
    assert [row.kept["to_dekad_completed"] for row in rows] == [wan(1400), wan(4800)]
    assert doubts == [("dekads_only", "Sheet1!K6"), ("dekads_only", "Sheet1!K7")]


def test_a_monthly_report_is_read_with_its_summary_rows_and_every_count_and_sum_is_checked():
    rows, doubts = told_without_a_question(lists.monthly(), "filing", SEPTEMBER)

    assert doubts == []
    assert [(row.name, row.owner, row.sector) for row in rows] == [
        ("临川大道快速化改造工程", "临川市交通建设集团", "市本级"),
        ("临川市第三人民医院迁建项目", "市第三人民医院", "市本级"),
        ("临川市智慧物流园", "临川市商贸物流有限公司", "市本级"),
        ("石阙县城乡供水一体化工程", "石阙县水利投资有限公司", "石阙县"),
    ]
    assert [row.filing["completed_yuan"] for row in rows] == [
        *(wan(50400), wan(18500), wan(500), wan(20500))
    ]
    assert [row.plan["planned_yuan"] for row in rows] == [
        *(wan(65000), wan(30000), wan(3000), wan(30000))
    ]
    assert [row.project["total_investment_yuan"] for row in rows] == [
        *(wan(200000), wan(150000), wan(30000), wan(80000))
    ]
    assert [row.kept["to_last_year"] for row in rows] == [wan(41000), 0, 0, wan(20000)]
    assert rows[0].filing["visible_progress"] == "主线高架下部结构完成85%"
    assert rows[0].cells["completed_yuan"] == "Sheet1!F9"
    assert [row.plan.get("plan_class") for row in rows] == [None, None, "PREPARATORY", None]


def test_a_wrong_count_or_sum_of_a_summary_row_is_told_at_its_cell():
    content = lists.monthly(under_building="其中：在建重点项目（4项）", of_county=30001)
    reading = reading_of(content, "filing", SEPTEMBER)

    assert [(f.code, f.cell, f.params["found"]) for f in reading.faults] == [
        ("count_differs", "Sheet1!B5", 3)
    ]
    assert ("sum_differs", "Sheet1!E13") in [(d.code, d.cell) for d in reading.doubts]


def test_goals_in_hundred_millions_are_read_with_their_days():
    rows, doubts = told_without_a_question(lists.goals(), "filing", SEPTEMBER)

    assert doubts == []
    assert unread(lists.goals(), "filing", SEPTEMBER) == []
    port, centre = rows
    assert port.project == {
        "name": "临川港区三号码头工程",
        "address": "石阙县港前镇",
        "content": "两个5000吨级泊位",
        "total_investment_yuan": yi("12.6"),
        "tier": "PROVINCIAL",
        "owner_name": "临川港务集团有限公司",
    }
    assert port.plan == {"planned_yuan": yi("3.5")}
    assert port.filing == {
        "since_start_yuan": yi("4.18"),
        "month_yuan": yi("0.31"),
        "completed_yuan": yi("2.75"),
        "visible_progress": "码头平台桩基完成70%",
        "problems": "航道疏浚审批需省协调",
    }
    assert steps(port) == {
        "ground_breaking": {"planned_on": "2022年6月"},
        "finish": {"planned_on": "2025年12月"},
    }
    assert steps(centre) == {
        "ground_breaking": {"planned_on": "2023年3月", "actual_on": "2023.3"},
        "finish": {"planned_on": "2024年6月"},
    }
    assert port.kept == {
        "rate": Decimal("0.7857"),
        "assessed": "考核类",
        "counted_under": "石阙县",
        "sponsor": "钱副市长",
    }


def test_details_keep_persons_and_telephones_beside_owner_and_unit():
    rows, doubts = told_without_a_question(lists.details(), "filing", Period.month(2023, 8))

    assert doubts == []
    assert unread(lists.details(), "filing", Period.month(2023, 8)) == []
    road, station, school = rows
    assert [(row.owner, row.sector) for row in rows] == [
        ("临川市公路建设有限公司", "交通"),
        ("松涧县交通投资有限公司", "交通"),
        ("栖云区教育局", "社会事业"),
    ]
    assert [row.filing for row in rows] == [
        {"completed_yuan": wan(19800)},
        {"completed_yuan": wan(6000)},
        {"completed_yuan": wan(2650)},
    ]
    assert road.plan == {"plan_class": "CARRY_OVER", "planned_yuan": wan(30000)}
    assert school.plan == {"planned_yuan": wan(4000)}
    assert school.project["build_type"] == "EXTENSION"  # 扩建 is no class of the year's plan
    assert road.kept == {
        "to_last_year": wan(21000),
        "months_left": "10月底路基全线贯通；12月底完成下面层",
        "sprint_target": wan(9500),
        "owner_person": "何总",
        "owner_person#2": "吕工",
        "owner_person#3": "13900000001",
        "linked_unit": "市交通运输局",
        "unit_person": "施局长",
        "unit_person#2": "张科长",
        "unit_person#3": "0773-2800001",
        "sponsor": "赵副市长",
    }
    days = road.steps["ground_breaking"]["planned_on"], road.steps["finish"]["planned_on"]
    assert [str(day.first) for day in days] == ["2021-10-01", "2024-12-31"]
    assert station.cells["finish.planned_on"] == "Sheet1!E7"


def test_a_battle_list_files_the_sum_of_its_ten_days_and_keeps_them():
    march = Period.month(2023, 3)
    rows, doubts = told_without_a_question(lists.battle(), "filing", march)

    assert doubts == []
    road, school = rows
    assert road.months == {1: wan(600), 2: wan(160), 3: wan(1070)}
    assert road.filing == {
        "month_yuan": wan(1070),
        "completed_yuan": wan(1830),
        "visible_progress": "路基完成30%",
    }
    assert (road.cells["month_yuan"], road.cells["visible_progress"]) == ("Sheet1!P5", "Sheet1!Q5")
    assert road.kept["in_month@3.2"] == wan(350)
    assert road.kept["visible_progress@2"] == "春节停工"
    assert school.filing["completed_yuan"] == wan("320.5")


def test_a_battle_list_whose_sums_run_on_files_each_months_own_ten_days():
    rows, doubts = told_without_a_question(
        lists.battle(running=True), "filing", Period.month(2023, 2)
    )

    assert doubts == []
    assert rows[0].filing == {
        "month_yuan": wan(160),
        "completed_yuan": wan(760),
        "visible_progress": "春节停工",
    }


def test_ten_days_that_do_not_make_their_sum_are_doubted_at_the_sum():
    content = lists.battle(wrong=1071)
    rows, doubts = told_without_a_question(content, "filing", Period.month(2023, 3))

    assert doubts == [("dekads_differ", "Sheet1!P5")]
    assert rows[0].filing["month_yuan"] == wan(1071)


def test_a_five_year_list_fills_the_projects_five_year_figures():
    rows, doubts = told_without_a_question(lists.five_years(), "plan", 2023)

    assert doubts == []
    assert unread(lists.five_years(), "plan", 2023) == []
    metro, park = rows
    assert metro.project == {
        "name": "临川市轨道交通1号线一期",
        "content": "线路22.8公里",
        "total_investment_yuan": wan(360000),
        "five_year_plan": "2021-2025",
        "last_five_years_yuan": wan(30000),
        "five_year_planned_yuan": wan(270000),
        "five_year_goal": "全线洞通",
        "owner_name": "临川轨道交通集团有限公司",
        "sector": "基础设施",
    }
    assert metro.filing == {"visible_progress": "车站主体完成6座"}
    assert steps(metro) == {
        "ground_breaking": {"planned_on": "2020-2026"},
        "finish": {"planned_on": "2020-2026"},
    }
    assert "last_five_years_yuan" not in park.project
    assert park.project["five_year_planned_yuan"] == wan(200000)


def test_every_layout_is_known_again_next_month():
    ways = [(lists.ten_days, "filing"), (lists.monthly, "filing"), (lists.goals, "filing")]
    known = [reading_of(make(), kind, SEPTEMBER).fingerprint for make, kind in ways]

    assert known == [reading_of(make(), kind, SEPTEMBER).fingerprint for make, kind in ways]
    assert len(set(known)) == len(known)
    assert open_workbook(lists.battle()).grids[0].sheet == "Sheet1"
