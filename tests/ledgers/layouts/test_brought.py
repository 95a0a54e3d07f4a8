"""The field's layouts come in by the one way: as a year's plan, then as a month's figures."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.services import Workbook
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Filing
from ballast.kernel.periods import Period
from ballast.platform.audit.services import Actor
from ballast.projects.models import Project, StepRecord
from tests.identity.factories import make_unit

from . import forms, lists

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "重点办")

pytestmark = pytest.mark.django_db


def bring_in(content, kind, subject):
    workbook = Workbook(content=content, filename="台账.xlsx", kind=kind, subject=subject)
    return services.bring_in(by=BY, at=AT, workbook=workbook, accept=kind == "filing")


@pytest.mark.parametrize(
    ("make", "period", "filed"),
    [
        (lists.ten_days, "2023-09", [(1400, None), (4800, None)]),
        (lists.monthly, "2023-09", [(None, 50400), (None, 18500), (None, 500), (None, 20500)]),
        (lists.goals, "2023-09", [(3100, 27500), (1500, 9600)]),
        (lists.details, "2023-08", [(None, 19800), (None, 6000), (None, 2650)]),
        (lists.battle, "2023-03", [(1070, 1830), (170, "320.5")]),
        (forms.building, "2023-09", [(1300, 8640)]),
        (forms.building_down, "2023-09", [(1300, 8640)]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_layout_files_its_month(make, period, filed):
    for name in ("市水务局", "市工业和信息化局"):
        make_unit(name=name)
    first = bring_in(make(), "plan", "2023")
    progress.open_periods(by=BY, at=AT, periods=[Period.from_code(period)])

    brought = bring_in(make(), "filing", period)

    assert (first.new, list(brought.faults)) == (len(filed), [])
    rows = Filing.objects.filter(period=period).order_by("project_id")
    for row, (month, completed) in zip(rows, filed, strict=True):
        if month is not None:
            assert row.month_yuan == Decimal(month) * 10_000
        if completed is not None:
            assert row.completed_yuan == Decimal(completed) * 10_000
    again = bring_in(make(), "filing", period)
    assert (again.new, again.changed) == (0, 0)


def test_a_preliminary_ledger_records_when_steps_are_due():
    bring_in(forms.preliminary(), "plan", "2023")

    due = dict(StepRecord.objects.values_list("code", "planned_on"))
    assert due["works_planning_permit"] == date(2023, 7, 31)
    assert len(due) == 10
    assert PlanLine.objects.get().goal == "2023年完成前期工作，12月动工建设"


def test_a_five_year_list_enters_its_figures_and_where_they_stood():
    bring_in(lists.five_years(), "plan", "2023")

    metro = Project.objects.get(name="临川市轨道交通1号线一期")
    assert metro.five_year_plan == "2021-2025"
    assert metro.last_five_years_yuan == 300_000_000
    assert metro.five_year_planned_yuan == 2_700_000_000
    assert metro.five_year_goal == "全线洞通"
    assert metro.provenance["five_year_planned_yuan"][1] == "Sheet1!G6"
