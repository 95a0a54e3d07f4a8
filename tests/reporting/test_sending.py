"""What goes up is kept as it went, and its difference from the closed month is told."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from ballast.delivery.ledgers import sheets as ledgers
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.models import SentUp
from ballast.oversight.reporting.rules import Layout
from ballast.platform.audit.models import Entry
from ballast.platform.files import selectors as files
from ballast.platform.files import store
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.services import PeriodNotOpened
from ballast.platform.sheets.reading import open_workbook, read
from ballast.projects.models import Responsibility, StepRecord
from tests.alerts.factories import confirm_drafts
from tests.identity.factories import ACTOR, make_client, make_unit, make_user
from tests.progress.factories import AT, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project
from tests.reporting.factories import make_sent

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)


@pytest.fixture
def month():
    """Two roads and a hospital of September 2023; the hospital is only being prepared."""
    unit = make_unit(code="TT", name="听涛区")
    roads = [
        make_project(
            name=name,
            unit=unit,
            sector="交通/公路",
            content="新建四公里",
            owner_name="听涛城建公司",
            total_investment_yuan=wan(5000),
        )
        for name in ("甲路", "乙路")
    ]
    hospital = make_project(name="=医院", unit=unit, sector="民生", total_investment_yuan=wan(800))
    for road in roads:
        make_line(road, planned="1200")
    make_line(hospital, planned=None, plan_class="PREPARATORY")
    make_period()
    make_filing(roads[0], "900", month="100", visible_progress="封顶。", since_start_yuan=wan(2900))
    make_filing(roads[1], "300.5", month="50", problems="缺土地指标")
    return [*roads, hospital]


def send(layout=Layout.MONTHLY, *, by=ACTOR, to="省重点办", **said):
    sent = services.send_up(by=by, at=AT, period=SEPTEMBER, layout=layout, sent_to=to, **said)
    return sent.record


def sheet_of(layout):
    made = services.export(by=ACTOR, at=AT, period=SEPTEMBER, layout=layout)
    return load_workbook(io.BytesIO(made.content)).active


def lines(sheet, first):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def close():
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)


def test_the_monthly_report_sums_the_city_its_standings_and_its_sectors(month):
    sheet = sheet_of(Layout.MONTHLY)
    told = [row[1:7] for row in lines(sheet, 4) if row[1]]

    assert sheet["A1"].value == "2023年9月重点项目月报表"
    assert told == [
        ["合计（3项）", 10800, 2000, 2400, 1200.5, 50],
        ["其中：在建重点项目（2项）", 10000, 2000, 2400, 1200.5, 50],
        ["预备重点项目（1项）", 800, None, None, None, None],
        ["一、交通（2项）", 10000, 2000, 2400, 1200.5, 50],
        ["（一）在建（2项）", 10000, 2000, 2400, 1200.5, 50],
        ["甲路", 5000, 2000, 1200, 900, 75],
        ["乙路", 5000, None, 1200, 300.5, 25],
        ["二、民生（1项）", 800, None, None, None, None],
        ["（一）预备（1项）", 800, None, None, None, None],
        ["=医院", 800, None, None, None, None],
    ]
    assert lines(sheet, 4)[-1][0].startswith("单位负责人：")


def test_a_name_that_looks_like_a_formula_stays_a_name(month):
    for layout in Layout:
        cells = [cell for row in sheet_of(layout).iter_rows() for cell in row]

        assert [cell.data_type for cell in cells if cell.value == "=医院"] == ["s"]


def test_the_goals_table_tells_dates_people_and_problems(month):
    road = month[1]
    StepRecord.objects.create(project=road, code="ground_breaking", actual_on=date(2023, 3, 1))
    Responsibility.objects.create(
        project=road, party="SPONSOR", person="周市长", valid_from=date(2023, 1, 1)
    )
    sheet = sheet_of(Layout.GOALS)
    heads = [cell.value for cell in sheet[3]]
    [told] = [row for row in lines(sheet, 4) if row[1] == "乙路"]
    said = dict(zip(heads, told, strict=True))

    assert (said["今年开工时间"], said["项目挂（点）领导"]) == ("2023年3月", "周市长")
    assert said["需要省、市协调解决问题"] == "缺土地指标"
    assert (said["当月完成投资"], said["1—9月累计完成投资"]) == (50, 300.5)


def test_the_detail_table_has_heads_of_two_levels_and_prints_on_one_width(month):
    sheet = sheet_of(Layout.DETAIL)
    merged = {str(one) for one in sheet.merged_cells.ranges}

    assert sheet["K3"].value == "项目业主单位"
    assert [cell.value for cell in sheet[4]][10:14] == ["名称", "负责人", "联系人", "电话"]
    assert {"K3:N3", "O3:R3", "A3:A4"} <= merged
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$4"


@pytest.mark.parametrize("layout", list(Layout))
def test_what_goes_up_reads_in_again_without_a_question(month, layout):
    """The figures come back to the last fen, under the same names and months."""
    made = services.export(by=ACTOR, at=AT, period=SEPTEMBER, layout=layout)
    reading = read(open_workbook(made.content), ledgers.form("filing", 2023))
    rows = {row.name: row for row in ledgers.rows(reading, "filing", SEPTEMBER)}

    assert (reading.faults, reading.doubts, reading.questions) == ((), (), ())
    assert ledgers.find_period(reading) == SEPTEMBER
    assert list(rows) == ["甲路", "乙路", "=医院"]
    assert [row.project["total_investment_yuan"] for row in rows.values()] == [
        wan(5000),
        wan(5000),
        wan(800),
    ]
    if layout is not Layout.FIVE_YEAR:
        assert rows["乙路"].filing["completed_yuan"] == wan("300.5")
        assert rows["乙路"].plan["planned_yuan"] == wan(1200)
    if layout is not Layout.MONTHLY:
        assert rows["甲路"].sector == "交通/公路"


def test_the_five_year_plans_figures_are_the_registers(month):
    month[0].five_year_plan, month[0].five_year_goal = "2021-2025", "建成通车"
    month[0].last_five_years_yuan, month[0].five_year_planned_yuan = wan(100), wan(4900)
    month[0].save()
    month[1].five_year_plan, month[1].five_year_goal = "2016-2020", "已过期"
    month[1].save()
    sheet = sheet_of(Layout.FIVE_YEAR)
    heads = [cell.value for cell in sheet[3]]
    first, second = (
        dict(zip(heads, row, strict=True)) for row in lines(sheet, 4) if row[1] in ("甲路", "乙路")
    )

    assert (first["上一五年完成投资（万元）"], first["本五年规划投资（万元）"]) == (100, 4900)
    assert (first["五年工作目标"], second["五年工作目标"]) == ("建成通车", None)


def test_what_was_sent_is_kept_with_its_workbook_its_figures_and_who_sent_it(month):
    user = make_user(role=Role.PROJECT_OFFICE, name="李敏")
    one = send(by=actor_of(user), note="重点办〔2023〕9号")
    [file] = files.of(services.OWNER_KIND, str(one.pk))

    assert (one.layout, one.period, one.revision, one.was_closed) == (
        "MONTHLY",
        "2023-09",
        1,
        False,
    )
    assert (one.sent_to, one.note, one.sent_by) == (
        "省重点办",
        "重点办〔2023〕9号",
        actor_of(user).label,
    )
    assert one.figures[month[1].number]["completed_yuan"] == "3005000.00"
    assert file.name == "2023年9月重点项目月报表.xlsx"
    assert one.digest == file.digest
    assert store.path_of(file.digest).exists()
    assert Entry.objects.filter(code="reporting.sent_up", subject="2023-09").count() == 1


def test_the_difference_from_the_closed_month_is_told_by_project_and_in_sum(month):
    one = send()
    make_filing(month[1], "350.5", month="100")
    close()
    found = selectors.sent_difference(one, 1)

    assert [(line.number, line.only) for line in found.lines] == [(month[1].number, "")]
    pair = found.lines[0].figures["completed_yuan"]
    assert (pair.sent, pair.now) == (Decimal("3005000.00"), Decimal("3505000.00"))
    assert found.sums["completed_yuan"].difference == Decimal(500_000)
    assert not found.sums["planned_yuan"].differs
    assert not found.count.differs


def test_a_project_that_came_or_went_since_is_named(month):
    sent = send().figures
    kept = {number: told for number, told in sent.items() if number != month[0].number}
    kept["P0000000000X"] = {**sent[month[0].number], "name": "旧桥"}
    one = make_sent(figures=kept)
    close()
    found = selectors.sent_difference(one, 1)

    assert {(line.number, line.name, line.only) for line in found.lines} == {
        ("P0000000000X", "旧桥", "sent"),
        (month[0].number, "甲路", "now"),
    }


def test_what_went_up_is_never_changed(month):
    one = send()
    one.sent_to = "别处"

    for change in (one.save, one.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_is_sent_from_a_closed_month_is_what_was_frozen(month):
    close()
    one = send()
    found = selectors.sent_difference(one, 1)

    assert one.was_closed
    assert found.lines == ()


def test_a_later_revision_is_compared_as_well(month):
    close()
    one = send()
    services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="补报")
    make_filing(month[0], "950", month="150", revision=2)
    close()

    assert selectors.closed_revisions("2023-09") == [2, 1]
    assert selectors.sent_difference(one, 1).lines == ()
    assert selectors.sent_difference(one, 2).sums["completed_yuan"].difference == Decimal(500_000)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (services.RecipientMissing, {"to": " "}),
        (NotAllowed, {"by": "district"}),
    ],
)
def test_a_refusal_records_nothing(month, refusal, said):
    if said.get("by"):
        said = {"by": actor_of(make_user(role=Role.DISTRICT))}
    before = Entry.objects.count()

    with pytest.raises(refusal):
        send(**said)
    assert (SentUp.objects.count(), Entry.objects.count()) == (0, before)


def test_a_month_never_opened_has_nothing_to_send():
    with pytest.raises(PeriodNotOpened):
        send()


def test_a_month_without_a_plan_has_nothing_to_send():
    make_period()

    with pytest.raises(services.NothingToSend):
        send()


def test_the_office_sends_from_its_page_and_reads_the_difference(
    month, django_assert_max_num_queries
):
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    said = {"layout": "MONTHLY", "period": "2023-09", "sent_to": "省重点办", "note": ""}

    assert office.post(reverse("reporting:sent"), said | {"sent_to": ""}).status_code == 422
    assert office.post(reverse("reporting:sent"), said).status_code == 302
    one = SentUp.objects.get()
    make_filing(month[1], "350.5", month="100")
    close()
    with django_assert_max_num_queries(16):
        page = office.get(reverse("reporting:sent_one", args=[one.pk])).content.decode()

    assert "乙路" in page
    assert "甲路" not in page
    assert "省重点办" in office.get(reverse("reporting:sent")).content.decode()
    for address in (
        f"{reverse('reporting:export_upward')}?layout=DETAIL&period=2023-09",
        reverse("reporting:sent_difference", args=[one.pk]),
    ):
        assert b"".join(office.get(address).streaming_content).startswith(b"PK")


def test_a_table_asks_as_often_for_one_project_as_for_many(month, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        services.export(by=ACTOR, at=AT, period=SEPTEMBER, layout=Layout.GOALS)
