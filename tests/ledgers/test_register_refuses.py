"""What the register would not take is told by its cell, and the whole workbook stays out."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.services import LedgerRefused, Workbook
from ballast.projects.models import Project as Registered
from tests.identity.factories import ACTOR

from .workbooks import Plan, Project, plan_workbook

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))

pytestmark = pytest.mark.django_db


def test_a_secret_project_in_a_ledger_is_refused_by_its_cell_and_nothing_comes_in():
    content = plan_workbook(Plan(projects=(Project("北路", planned=1), Project("某涉密工程"))))
    workbook = Workbook(content=content, filename="计划.xlsx", kind="plan", subject="2023")

    with pytest.raises(LedgerRefused) as refused:
        services.bring_in(by=ACTOR, at=AT, workbook=workbook)

    (fault,) = refused.value.faults
    assert (fault.code, fault.params) == ("secret_project", {"mark": "涉密"})
    assert fault.cell.endswith("!B7")
    assert not Registered.objects.exists()
