"""Bringing ledgers in on pages: sent, read, asked, checked, written, taken back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.delivery.ledgers.models import Import, ImportRow
from ballast.delivery.ledgers.rules import State
from ballast.delivery.plans.models import PlanLine
from ballast.platform.identity.models import Role
from ballast.projects.models import Project as Registered
from tests.identity.factories import make_client, make_unit, make_user
from tests.support.html import region
from tests.support.jobs import run_all

from .workbooks import Category, Plan, Project, plan_workbook

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
ROAD, BRIDGE = "临川大道改造工程", "滨江大桥工程"


@pytest.fixture
def city():
    return make_unit(code="CITY", name="临川市")


@pytest.fixture
def office(city):
    return make_client(make_user(role=Role.PROJECT_OFFICE, unit=city))


def plan(*projects):
    return plan_workbook(Plan([Category("交通", projects=projects)]))


def send(client, content, filename="计划.xlsx", **said):
    """Send a workbook and let the queue look at it; its import."""
    given = {"workbooks": SimpleUploadedFile(filename, content), **said}
    answer = client.post("/imports/receive/", given)
    assert answer.status_code == 302, answer.content.decode()
    run_all()
    return Import.objects.latest("pk")


def shown(client, imported, query=""):
    answer = client.get(f"/imports/{imported.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_empty_list_says_what_to_do(office):
    assert "还没有导入过台账" in office.get("/imports/").content.decode()


def test_a_workbook_is_read_shown_written_and_taken_back(office):
    imported = send(office, plan(Project(ROAD), Project(BRIDGE, owner="北区建设公司")))

    page = shown(office, imported)
    assert imported.state == State.READY
    assert ROAD in page
    assert "写入2行" in page
    office.post(f"/imports/{imported.pk}/commit/")
    assert PlanLine.objects.count() == 2
    assert "撤销导入" in shown(office, imported)
    office.post(f"/imports/{imported.pk}/undo/")
    assert not Registered.objects.exists()
    assert "已撤销" in shown(office, imported)


def test_a_fault_is_named_with_its_cell_which_shows_its_row(office):
    imported = send(office, plan(Project(ROAD, total="待定"), Project(BRIDGE)))

    page = shown(office, imported)
    assert "附件1!D" in page
    assert "待定" in page
    row = ImportRow.objects.get(standing="FAULTY")
    [fault] = row.faults
    answer = office.get(f"/imports/{imported.pk}/cell/", {"at": fault["cell"]})
    cell = region(answer, "#fault")
    assert "待定" in cell
    assert "总投资" in answer.content.decode()
