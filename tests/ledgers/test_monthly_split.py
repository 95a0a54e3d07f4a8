"""A plan workbook may split the year by month; the split is whole and makes the year."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.services import LedgerRefused, Workbook
from ballast.delivery.plans.models import PlanLine
from ballast.projects.models import Project as Registered
from tests.plans.factories import BY, issue

from .workbooks import Plan, Project, plan_workbook

AT = datetime(2023, 3, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TWELVE = (0, 0, 50, 50, 50, 50, 100, 100, 100, 50, 50, "0.5")
CHINESE = [
    f"{n}月" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
]
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

pytestmark = pytest.mark.django_db


def workbook(*months, planned=600.5, headings=None, name="北路"):
    headings = headings or [f"{n}月" for n in range(1, 13)]
    cells = {f"{c}4": heading for c, heading in zip("IJKLMNOPQRST", headings, strict=True)}
    cells |= {f"{c}6": amount for c, amount in zip("IJKLMNOPQRST", months, strict=False)}
    return plan_workbook(Plan(projects=[Project(name, planned=planned)], cells=cells))


def import_plan(content):
    workbook = Workbook(content=content, filename="计划.xlsx", kind="plan", subject="2023")
    return services.bring_in(by=BY, at=AT, workbook=workbook)


def faults_of(content):
    with pytest.raises(LedgerRefused) as refused:
        import_plan(content)
    return [(f.code, f.cell, dict(f.params)) for f in refused.value.faults]


@pytest.mark.parametrize(
    "headings",
    [
        [f"{n}月" for n in range(1, 13)],
        [f"{n}月份计划" for n in range(1, 13)],
        [f"{n}月计划投资（万元）" for n in range(1, 13)],
        CHINESE,
        [f"{month}份计划" for month in CHINESE],
        ENGLISH,
    ],
)
def test_the_twelve_months_come_in_under_the_headings_offices_give_them(headings):
    import_plan(workbook(*TWELVE, headings=headings))

    line = PlanLine.objects.get()
    assert line.monthly_yuan == [Decimal(str(wan)) * 10_000 for wan in TWELVE]
    assert line.provenance["monthly_yuan"][1] == "附件1!I6"


def test_the_year_and_its_months_may_stand_under_one_heading():
    headings = {"I3": "2023年计划投资（万元）", "E3": "", "E4": "", "I4": "全年"}
    months = {f"{c}4": f"{n}月" for n, c in enumerate("JKLMNOPQRSTU", start=1)}
    amounts = dict(zip((f"{c}6" for c in "IJKLMNOPQRSTU"), (600.5, *TWELVE), strict=True))
    plan = Plan(projects=[Project("北路", planned="")], cells=headings | months | amounts)

    import_plan(plan_workbook(plan, merged="I3:U3"))

    line = PlanLine.objects.get()
    assert (line.planned_yuan, sum(line.monthly_yuan)) == (Decimal("6005000.00"),) * 2


def test_the_same_split_again_changes_nothing_also_when_the_plan_is_issued():
    content = workbook(*TWELVE)
    import_plan(content)
    assert import_plan(content).unchanged == 1
    PlanLine.objects.update(plan_class="CARRY_OVER")
    issue()
    assert import_plan(content).unchanged == 1

    swapped = (*TWELVE[:10], TWELVE[11], TWELVE[10])
    assert faults_of(workbook(*swapped)) == [("plan_row_issued", "附件1!I6", {"year": 2023})]


def test_a_split_that_lacks_a_month_names_it_and_nothing_is_written():
    blanks = (*TWELVE[:2], "", *TWELVE[3:11], "")

    assert faults_of(workbook(*blanks)) == [("split_lacks_months", "附件1!I6", {"months": "3、12"})]
    assert not Registered.objects.exists()


@pytest.mark.parametrize(("planned", "cell", "said"), [(600, "E6", 6_000_000), ("", "I6", 0)])
def test_a_split_that_does_not_make_the_year_is_a_fault_at_the_years_cell(planned, cell, said):
    assert faults_of(workbook(*TWELVE, planned=planned)) == [
        (
            "split_differs",
            f"附件1!{cell}",
            {"declared": Decimal(said), "found": Decimal("6005000.00")},
        )
    ]
    assert not Registered.objects.exists()


def test_another_plan_of_the_year_without_a_split_takes_the_old_split_away():
    import_plan(workbook(*TWELVE))
    import_plan(workbook(planned=700))

    line = PlanLine.objects.get()
    assert (line.planned_yuan, line.monthly_yuan) == (Decimal("7000000.00"), [])
    assert "monthly_yuan" not in line.provenance
