"""From a filled sheet to filings, and from a faulty workbook back to its unit."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.models import Import
from ballast.delivery.ledgers.services import Workbook
from ballast.delivery.progress.models import Filing
from ballast.kernel.periods import Period
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import actor_of
from tests.identity.factories import ACTOR, make_client, make_unit, make_user
from tests.ledgers.workbooks import month_workbook
from tests.progress.factories import AT, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)
FIRST = 4


@pytest.fixture
def month():
    """Two projects of a district; one was filed for August."""
    unit = make_unit(code="N", name="北区", is_accounting=True)
    projects = [
        make_project(
            name=name, unit=unit, owner_name="城建公司", total_investment_yuan=wan("5000.5")
        )
        for name in ("北环路", "北江大桥")
    ]
    for project in projects:
        make_line(project, planned="1200.25")
    make_period("2023-08")
    make_filing(projects[1], "900.5", month="100", period="2023-08", base_yuan=0)
    make_period()
    return projects


def filled(*rows):
    """The sheet handed out, filled in by heads."""
    [sheet] = services.unit_sheets(by=ACTOR, at=AT, period=SEPTEMBER)
    book = load_workbook(io.BytesIO(sheet.content))
    page = book["报送表"]
    columns = {cell.value: cell.column for cell in page[FIRST - 1]}
    for row, said in enumerate(rows, FIRST):
        for head, value in said.items():
            page.cell(row, columns[head]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(content, **how):
    workbook = Workbook(content=content, filename="北区9月.xlsx", kind="filing", subject="2023-09")
    return services.bring_in(by=ACTOR, at=AT, workbook=workbook, accept=True, **how)


ROAD = {
    "当月完成投资": 120.25,
    "1—9月累计完成投资": 120.25,
    "形象进度": "路基完成60%。",
    "形象进度%": 60,
    "存在问题及需协调事项": "缺土地指标",
    "全年预计完成投资": 1200,
    "填报口径": "预计",
}
BRIDGE = {"1—9月累计完成投资": 1000.123456, "形象进度": "完成桥墩15座。"}


def test_a_filled_sheet_becomes_the_months_filings_to_the_last_fen(month):
    brought = bring(filled(ROAD, BRIDGE))
    road, bridge = (Filing.objects.get(project=one, period="2023-09") for one in month)

    assert (brought.faults, brought.new) == ([], 2)
    assert (road.month_yuan, road.completed_yuan) == (wan("120.25"), wan("120.25"))
    assert (road.visible_progress, road.visible_percent) == ("路基完成60%。", 60)
    assert (road.problems, road.forecast_year_yuan) == ("缺土地指标", wan(1200))
    assert (road.kind, bridge.kind) == ("ESTIMATE", "ACTUAL")
    assert str(bridge.completed_yuan) == "10001234.56"
    assert str(bridge.month_yuan) == "996234.56"
    assert not [doubt for doubt in brought.doubts if doubt.code == "told_otherwise"]


def test_the_same_sheet_again_changes_nothing(month):
    content = filled(ROAD, BRIDGE)
    bring(content)
    again = bring(content)

    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert Filing.objects.filter(period="2023-09").count() == 2


def test_a_blank_row_files_nothing(month):
    brought = bring(filled({}, BRIDGE))

    assert list(Filing.objects.filter(period="2023-09").values_list("project", flat=True)) == [
        month[1].pk
    ]
    assert brought.faults == []


def test_an_estimate_that_came_true_becomes_the_actual_figure(month):
    bring(filled(ROAD))
    brought = bring(filled(ROAD | {"填报口径": "实际"}))
    last = Filing.objects.filter(project=month[0], period="2023-09").latest("attempt")

    assert brought.faults == []
    assert (last.kind, last.completed_yuan) == ("ACTUAL", wan("120.25"))


@pytest.fixture
def faulty(month):
    """A workbook with a fault and a doubt, received and looked at."""
    office = make_user(role=Role.PROJECT_OFFICE)
    content = month_workbook([(1, "北环路", "约3.5", "封顶"), (2, "没有的桥", 20, "")])
    imported = services.receive(
        by=actor_of(office),
        at=AT,
        content=content,
        filename="北区9月.xlsx",
        kind="filing",
        subject="2023-09",
    )
    services.look(import_id=imported.pk, at=AT)
    return make_client(office), Import.objects.get(pk=imported.pk)


def test_a_faulty_workbook_goes_back_marked_where_it_is_wrong(faulty):
    office, imported = faulty
    answer = office.get(reverse("ledgers:marked", args=[imported.pk]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    listed = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    page = book["进度"]

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [row[1:4] for row in listed] == [["疑点", "进度", "C3"], ["差错", "进度", "B4"]]
    assert "没有的桥" in page["B4"].comment.text
    assert page["B4"].fill.fgColor.rgb == "FFFF9C9C"
    assert page["C3"].fill.fgColor.rgb == "FFFFE08A"
    assert page["D3"].comment is None


def test_nobody_else_gets_it(faulty):
    _, imported = faulty
    other = make_client(make_user(role=Role.DISTRICT, unit=make_unit()))

    assert other.get(reverse("ledgers:marked", args=[imported.pk])).status_code in (403, 404)
