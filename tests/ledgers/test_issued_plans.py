"""What a workbook may still say of a plan that is issued."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.services import LedgerRefused, Workbook
from ballast.delivery.plans.models import Declaration, PlanLine
from ballast.projects.models import Project as Registered
from tests.plans.factories import AT as ISSUED_AT
from tests.plans.factories import BY, adjust, issue, open_june, repriced

from .workbooks import Plan, Project, plan_workbook

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
NORTH, SOUTH = Project("北路", planned=600), Project("南路", planned=300)

pytestmark = pytest.mark.django_db


def workbook(*projects, **changed):
    """A plan whose goal column is one of classes."""
    cells = {"F4": "计划类别"} | {f"F{6 + place}": "续建" for place in range(len(projects))}
    return plan_workbook(Plan(projects=projects, cells=cells | changed))


def import_plan(content):
    workbook = Workbook(content=content, filename="计划.xlsx", kind="plan", subject="2023")
    return services.bring_in(by=BY, at=AT, workbook=workbook)


def faults_of(content):
    with pytest.raises(LedgerRefused) as refused:
        import_plan(content)
    return [(fault.code, fault.cell) for fault in refused.value.faults]


@pytest.fixture
def issued():
    """Both roads are issued; the dates make 北路 a new start, whatever the workbook said."""
    content = workbook(NORTH, SOUTH)
    import_plan(content)
    Declaration.objects.create(
        project=Registered.objects.get(name="北路"),
        year=2023,
        state="SELECTED",
        starts_on="2023-05-01",
        declared_at=ISSUED_AT,
    )
    issue()
    return content


def test_the_same_bytes_change_nothing_though_the_issue_fixed_another_class(issued):
    line = PlanLine.objects.get(project__name="北路")
    assert (line.plan_class, line.said_class) == ("NEW_START", "CARRY_OVER")

    again = import_plan(issued)

    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_the_same_bytes_change_nothing_after_an_adjustment(issued):
    open_june()
    adjust(repriced(Registered.objects.get(name="南路"), 280))

    assert (import_plan(issued).changed, PlanLine.objects.count()) == (0, 3)


def test_changed_cells_are_named_and_nothing_is_written(issued):
    changed = workbook(NORTH, Project("南路", planned=280), Project("东路"), F7="竣工")

    assert faults_of(changed) == [
        ("plan_row_issued", "附件1!E7"),
        ("plan_row_issued", "附件1!F7"),
        ("plan_row_issued", "附件1!B8"),
    ]
    assert Registered.objects.count() == 2
    assert PlanLine.objects.get(project__name="南路").planned_yuan == Decimal("3000000.00")


def test_what_the_register_says_of_a_project_may_still_be_corrected(issued):
    imported = import_plan(workbook(Project("北路", planned=600, total=1200), SOUTH))

    assert (imported.new, imported.changed, imported.unchanged) == (0, 1, 1)
    assert Registered.objects.get(name="北路").total_investment_yuan == Decimal("12000000.00")
