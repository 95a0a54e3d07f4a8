"""Each unit's sheet for a month: what is known stands there, and what is filled in comes back."""

import io
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from ballast.delivery.ledgers import documents, services, sheets
from ballast.delivery.ledgers.rules import FILING, Share
from ballast.delivery.ledgers.services import Workbook
from ballast.delivery.progress.models import Duty
from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.platform.documents.kinds import Query
from ballast.platform.identity.rules import Role, UnitKind
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.services import PeriodNotOpened
from ballast.platform.sheets.reading import open_workbook, read
from ballast.projects.models import Responsibility, StepRecord
from ballast.projects.rules import Party
from tests.identity.factories import ACTOR, make_unit, make_user
from tests.progress.factories import AT, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)
SHARES = [Share("NORTH", "北区人民政府", 2), Share("SOUTH", "南区人民政府", 1)]
FIRST = 4  # the row of the first project


@pytest.fixture
def month():
    """Two districts; the northern one has an owner below it. August was filed for one project."""
    north = make_unit(code="NORTH", name="北区人民政府", is_accounting=True)
    south = make_unit(code="SOUTH", name="南区人民政府", is_accounting=True)
    owner = make_unit(code="OWN", name="北区城建公司", kind=UnitKind.OWNER, under=north)
    bridge = make_project(
        name="=北江大桥",
        unit=owner,
        owner_name="北区城建公司",
        total_investment_yuan=wan("12345.6789"),
    )
    road = make_project(name="北环路", unit=north, total_investment_yuan=wan(5000))
    plant = make_project(name="南区水厂", unit=south, total_investment_yuan=wan(800))
    for project, planned in ((bridge, "4321.12"), (road, "1200"), (plant, "300")):
        make_line(project, planned=planned)
    make_period("2023-08")
    make_filing(
        bridge,
        "900.5",
        month="100",
        period="2023-08",
        visible_progress="完成桥墩12座。",
        visible_percent=60,
    )
    make_period()
    recount(periods=["2023-08", "2023-09"])
    return bridge, road, plant


def handed(by=ACTOR, **said):
    return services.unit_sheets(by=by, at=AT, period=SEPTEMBER, **said)


def sheet_of(content):
    return load_workbook(io.BytesIO(content))["报送表"]


def heads(sheet):
    return {cell.value: cell.column for cell in sheet[FIRST - 1]}


def filled(content, *rows):
    """As a clerk fills it: for each row the columns by their heads."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["报送表"]
    columns = heads(sheet)
    for row, said in enumerate(rows, FIRST):
        for head, value in said.items():
            cell = sheet.cell(row, columns[head])
            assert not cell.protection.locked, head
            cell.value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def understood(content):
    reading = read(open_workbook(content), sheets.form(FILING, 2023))
    return reading, sheets.rows(reading, FILING, SEPTEMBER)


def test_each_unit_gets_its_projects_with_what_is_known_of_them(month):
    north, south = handed()
    sheet = sheet_of(north.content)
    columns = heads(sheet)
    told = [
        [sheet.cell(row, columns[head]).value for row in (FIRST, FIRST + 1)] for head in columns
    ]
    said = dict(zip(columns, told, strict=True))

    assert (north.unit, north.projects, south.unit, south.projects) == ("NORTH", 2, "SOUTH", 1)
    assert north.filename == "2023年9月报送表_NORTH_北区人民政府.xlsx"
    assert sheet["A1"].value == "2023年9月重点项目推进情况报送表"
    assert sheet["A2"].value.startswith(
        "填报单位：北区人民政府　　项目数：2个，年度计划投资合计5521.12万元"
    )
    assert said["压舱石编号"] == [month[1].number, month[0].number]
    assert said["项目名称"] == ["北环路", "=北江大桥"]
    assert said["项目总投资"] == [5000, 12345.6789]
    assert said["上期累计完成投资"] == [0, 900.5]
    assert said["上期形象进度"] == [None, "完成桥墩12座。"]
    assert said["当月完成投资"] == said["1—9月累计完成投资"] == said["形象进度"] == [None, None]


def test_only_the_cells_to_fill_are_open_and_they_take_only_what_can_be_read(month):
    sheet = sheet_of(handed()[0].content)
    columns = heads(sheet)
    to_fill = {
        "当月完成投资",
        "1—9月累计完成投资",
        "形象进度",
        "形象进度%",
        "实际开工时间",
        "实际竣工时间",
        "存在问题及需协调事项",
        "全年预计完成投资",
        "填报口径",
    }
    open_heads = {h for h, c in columns.items() if not sheet.cell(FIRST, c).protection.locked}
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    assert open_heads == to_fill
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sorted(rule.type for rule in rules.values()) == [
        "date",
        "date",
        "decimal",
        "decimal",
        "decimal",
        "decimal",
        "list",
        "textLength",
        "textLength",
    ]
    assert all(cell.protection.locked for cell in sheet[FIRST - 1])
    assert sheet["C5"].data_type == "s"


def test_it_prints_on_a3_across_with_its_heads_on_every_page(month):
    sheet = sheet_of(handed()[0].content)

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.fitToWidth == 1


def test_hidden_keys_tell_the_version_the_period_the_unit_and_the_projects(month):
    book = load_workbook(io.BytesIO(handed()[0].content))
    keys = book["_ballast"]

    assert keys.sheet_state == "veryHidden"
    assert [[cell.value for cell in row] for row in keys.iter_rows()] == [
        ["template", "1"],
        ["period", "2023-09"],
        ["unit", "NORTH"],
        [4, month[1].number],
        [5, month[0].number],
    ]
    assert book["填表说明"]["A1"].value == "2023年9月报送表填表说明"


ROAD = {
    "当月完成投资": 120.25,
    "1—9月累计完成投资": 120.25,
    "形象进度": "路基完成60%。\n桥涵3座。",
    "形象进度%": 60,
    "存在问题及需协调事项": "缺土地指标",
    "全年预计完成投资": 1200,
    "填报口径": "预计",
}
BRIDGE = {"1—9月累计完成投资": 1000.123456, "形象进度": "完成桥墩15座。"}


def test_a_filled_sheet_is_understood_without_a_question_to_the_last_fen(month):
    content = filled(handed()[0].content, ROAD, BRIDGE)
    reading, (road, bridge) = understood(content)

    assert (reading.faults, reading.doubts, reading.questions) == ((), (), ())
    assert sheets.find_period(reading) == SEPTEMBER
    assert (road.number, road.name) == (month[1].number, "北环路")
    assert road.filing == {
        "month_yuan": wan("120.25"),
        "completed_yuan": wan("120.25"),
        "visible_progress": "路基完成60%。\n桥涵3座。",
        "visible_percent": Decimal(60),
        "problems": "缺土地指标",
        "forecast_year_yuan": wan(1200),
        "kind": "ESTIMATE",
    }
    assert bridge.filing == {
        "completed_yuan": Decimal("10001234.56"),
        "visible_progress": "完成桥墩15座。",
    }
    assert bridge.project["total_investment_yuan"] == wan("12345.6789")
    assert (road.faults, road.doubts, bridge.faults, bridge.doubts) == ((), (), (), ())


def test_the_days_of_start_and_finish_are_filed_and_become_the_registers(month):
    _, road, _ = month
    content = filled(
        handed()[0].content,
        {"1—9月累计完成投资": 10, "形象进度": "开工", "实际开工时间": date(2023, 9, 18)},
        {"1—9月累计完成投资": 1000, "实际开工时间": date(2023, 12, 1)},
    )
    workbook = Workbook(content=content, filename="报送表.xlsx")

    def bring(**how):
        return services.bring_in(by=ACTOR, at=AT, workbook=workbook, accept=True, **how)

    told = bring(dry_run=True)
    assert [(fault.code, fault.cell.partition("!")[2][1:]) for fault in told.faults] == [
        ("actual_future", "5")
    ]
    done = bring(without_faulty=True).imported
    assert list(StepRecord.objects.values_list("project", "code", "actual_on")) == [
        (road.pk, "ground_breaking", date(2023, 9, 18))
    ]
    again = dict(zip(heads(sheet := sheet_of(handed()[0].content)), sheet[FIRST], strict=True))
    assert again["实际开工时间"].value.date() == date(2023, 9, 18)
    assert bring(dry_run=True, without_faulty=True).unchanged == 1
    services.undo(by=ACTOR, at=AT, import_id=done.pk)
    assert not StepRecord.objects.exists()


def test_a_sheet_nobody_filled_says_nothing(month):
    reading, rows = understood(handed()[0].content)

    assert (reading.faults, reading.doubts, reading.questions) == ((), (), ())
    assert [row.filing for row in rows] == [{}, {}]


def test_one_unit_alone_is_handed_its_sheet(month):
    [only] = handed(unit="SOUTH")

    assert only.unit == "SOUTH"
    with pytest.raises(services.NothingDue):
        handed(unit="NOBODY")


def test_people_get_the_sheets_of_their_own_units(month):
    south = month[2].responsible_unit
    owner = month[0].responsible_unit

    def units(**who):
        return [(one.unit, one.projects) for one in handed(by=actor_of(make_user(**who)))]

    assert units(role=Role.PROJECT_OFFICE) == [("NORTH", 2), ("SOUTH", 1)]
    assert units(role=Role.DISTRICT, unit=south) == [("SOUTH", 1)]
    assert units(role=Role.OWNER, unit=owner) == [("OWN", 1)]
    with pytest.raises(NotAllowed):
        units(role=Role.SYSTEM_ADMINISTRATOR)


def test_an_owner_gets_a_sheet_for_the_projects_another_unit_answers_for(month):
    _, road, plant = month
    city = make_unit(code="CITY", name="市路桥公司", kind=UnitKind.OWNER)
    for project in (road, plant):
        Responsibility.objects.create(
            project=project, party=Party.OWNER, unit=city, valid_from=date(2022, 1, 1)
        )
    [sheet] = handed(by=actor_of(make_user(role=Role.OWNER, unit=city)))
    assert (sheet.unit, sheet.projects) == ("CITY", 2)
    reviewing = make_unit(code="DEP", name="市交通局", kind=UnitKind.DEPARTMENT)
    Responsibility.objects.create(
        project=road, party=Party.LEAD_DEPARTMENT, unit=reviewing, valid_from=date(2022, 1, 1)
    )
    with pytest.raises(services.NothingDue):  # it leads and reviews, and files nothing
        handed(by=actor_of(make_user(role=Role.DEPARTMENT, unit=reviewing)))


def test_a_month_never_opened_has_no_sheets():
    with pytest.raises(PeriodNotOpened):
        handed()


def test_january_and_february_have_one_column_of_money():
    make_line(make_project(name="北环路"), year=2024)
    make_period("2024-01~02")
    opening = Period.opening(2024)
    [one] = services.unit_sheets(by=ACTOR, at=AT, period=opening)
    sheet = sheet_of(one.content)

    assert "当月完成投资" not in heads(sheet)
    assert "1—2月累计完成投资" in heads(sheet)


def test_asking_is_as_quick_for_many_units_as_for_one(month, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        handed()


def test_the_notice_names_the_days_and_what_is_asked(month):
    notice = services.notice(period=SEPTEMBER, shares=SHARES)
    text = notice.text()

    assert notice.title == "关于报送2023年9月重点项目推进情况的通知"
    assert "本期应报送的项目共3个，由2个单位归口报送" in text
    assert "2023年9月20日起报送，2023年10月11日截止" in text
    with zipfile.ZipFile(io.BytesIO(notice.paper())) as paper:
        written = paper.read("word/document.xml").decode()
    assert "当月完成投资、1—9月累计完成投资" in written


def test_the_notice_goes_to_every_unit_that_files_and_says_what_is_new(month):
    """August was not due for one of the projects, September is for all three."""
    Duty.objects.get(project=month[0], period="2023-08").delete()
    office = make_user(role=Role.PROJECT_OFFICE)
    query = Query(period=SEPTEMBER.code, subjects=[""], viewer=office, on=AT.date())

    [paper] = documents.compose(query)

    assert paper.addressees == ("NORTH", "SOUTH")
    assert paper.values["units"] == [
        {
            "place": 1,
            "unit": "北区人民政府",
            "file": "2023年9月报送表_NORTH_北区人民政府.xlsx",
            "projects": 2,
        },
        {
            "place": 2,
            "unit": "南区人民政府",
            "file": "2023年9月报送表_SOUTH_南区人民政府.xlsx",
            "projects": 1,
        },
    ]
    assert "与上期相比，新增1个。" in paper.values["paragraphs"][1]
    assert paper.texts["通知（可复制发送）"].startswith(paper.title)


def test_nothing_is_said_to_anybody_before_a_period_is_opened():
    office = make_user(role=Role.PROJECT_OFFICE)

    assert (
        documents.compose(Query(period="2023-10", subjects=[""], viewer=office, on=AT.date())) == []
    )


def test_all_sheets_and_the_notice_go_into_one_archive(month):
    made = handed()
    notice = services.notice(period=SEPTEMBER, shares=SHARES)
    with zipfile.ZipFile(io.BytesIO(services.zipped(made, notice))) as archive:
        names = archive.namelist()

    assert names == [
        "2023年9月报送表_NORTH_北区人民政府.xlsx",
        "2023年9月报送表_SOUTH_南区人民政府.xlsx",
        "关于报送2023年9月重点项目推进情况的通知.docx",
        "关于报送2023年9月重点项目推进情况的通知.txt",
    ]


def through_libreoffice(content, folder):
    """Saved anew by another program; the test is left out only where there is none."""
    calc = shutil.which("localc")
    if calc is None:
        pytest.skip("LibreOffice Calc is not installed: nothing is known of what it saves")
    (folder / "in.xlsx").write_bytes(content)
    subprocess.run(
        [
            calc,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(folder / "in.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / "in.xlsx").read_bytes()


def test_a_sheet_saved_by_another_program_still_comes_back(month, tmp_path):
    saved = through_libreoffice(filled(handed()[0].content, ROAD, BRIDGE), tmp_path)
    reading, (road, bridge) = understood(saved)

    assert (reading.faults, reading.questions) == ((), ())
    assert road.filing["month_yuan"] == wan("120.25")
    assert bridge.filing["completed_yuan"] == Decimal("10001234.56")
