"""Targets, applications upwards, outside figures and the roll-over, through their pages."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.delivery.plans.models import (
    Application,
    Declaration,
    OutsideFigure,
    OutsideLine,
    Target,
)
from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.plans.factories import make_line, move
from tests.projects.factories import make_project
from tests.support.html import inline_code

pytestmark = pytest.mark.django_db

YEAR = today().year
DESK = f"/plans/{YEAR}/"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def north():
    return make_unit(code="N", name="北区", is_accounting=True)


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def sheet(response):
    return openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active


def goals(north, **changed):
    return {
        "span": "QUARTER",
        "name": "四季度冲刺",
        "first_day": f"{YEAR}-10-01",
        "last_day": f"{YEAR}-12-31",
        "measure": "STARTED",
        "least_total_yuan": "1",
        "unit-0-target_count": "107",
        "unit-0-target_yuan": "840",
        f"unit-{north.pk}-target_count": "12",
        f"unit-{north.pk}-target_rate": "95",
    } | changed


def test_targets_are_set_for_every_unit_at_once(office, north):
    office.post(f"{DESK}targets/edit/", goals(north))

    city, unit = Target.objects.order_by("-target_count")
    assert (city.unit, city.target_count, city.target_yuan) == (None, 107, 84 * 10**9)
    assert (unit.unit, unit.target_rate) == (north, Decimal("0.95"))
    assert city.least_total_yuan == 10**8


def test_a_target_stands_beside_what_was_reached_with_its_threshold(office, north):
    office.post(f"{DESK}targets/edit/", goals(north))

    said = text(office.get(f"{DESK}targets/"))

    assert "0 / 107 个 0.0%" in said
    assert "0.00 / 840.00 亿元" in said
    assert "≥ 95.0%" in said
    assert "总投资1.00亿元以上" in said


def test_an_emptied_row_takes_the_target_back(office, north):
    office.post(f"{DESK}targets/edit/", goals(north))
    page = office.get(f"{DESK}targets/edit/?name=四季度冲刺&measure=STARTED").content.decode()
    assert 'value="95"' in page

    emptied = {f"unit-{north.pk}-target_count": "", f"unit-{north.pk}-target_rate": ""}
    office.post(f"{DESK}targets/edit/", goals(north, **emptied))

    assert [row.unit for row in Target.objects.all()] == [None]


@pytest.mark.parametrize(
    "wrong",
    [{"last_day": f"{YEAR + 1}-01-31"}, {"unit-0-target_yuan": "许多"}, {"name": ""}],
)
def test_a_wrong_target_is_refused_and_none_is_set(office, north, wrong):
    assert office.post(f"{DESK}targets/edit/", goals(north, **wrong)).status_code == 422
    assert not Target.objects.exists()


def test_last_years_targets_are_copied_a_year_later_and_only_once(office, north):
    office.post(f"{DESK}targets/edit/", goals(north))
    after = f"/plans/{YEAR + 1}/targets/"

    for _ in range(2):
        office.post(f"{after}copy/")

    copied = Target.objects.filter(year=YEAR + 1)
    assert copied.count() == 2
    assert {row.last_day for row in copied} == {date(YEAR + 1, 12, 31)}


def test_the_targets_workbook_has_a_row_for_each(office, north):
    office.post(f"{DESK}targets/edit/", goals(north))

    book = sheet(office.get(f"{DESK}targets/export/"))

    assert [cell.value for cell in book["A"]][3:] == ["全市", "北区"]
    assert book["I4"].value == 840


def apply(client, project, **changed):
    said = {
        "level": "PROVINCIAL",
        "list_name": "省重点项目",
        "batch": "第一批",
        "applied_on": f"{YEAR}-01-05",
    }
    return client.post(f"{DESK}applications/of/{project.number}/", said | changed)


def test_an_application_waits_until_its_result_is_recorded(office):
    bridge = make_project(name="跨江大桥")
    apply(office, bridge)
    row = Application.objects.get()
    assert (row.project, row.year, row.result) == (bridge, YEAR, "PENDING")

    said = {"application": [row.pk], "result": "ADMITTED", "result_on": f"{YEAR}-02-01"}
    done = office.post(f"{DESK}applications/answer/", said, follow=True)

    assert "已列入" in text(done)
    row.refresh_from_db()
    assert (row.result, row.result_on) == ("ADMITTED", date(YEAR, 2, 1))


def test_the_same_batch_takes_a_project_once(office):
    bridge = make_project(name="跨江大桥")
    apply(office, bridge)

    assert apply(office, bridge).status_code == 422
    assert Application.objects.count() == 1


def test_a_result_before_its_application_is_refused(office):
    apply(office, make_project(name="跨江大桥"))
    said = {"application": [Application.objects.get().pk], "result": "ADMITTED"}

    refused = office.post(f"{DESK}applications/answer/", said | {"result_on": f"{YEAR - 1}-02-01"})

    assert refused.status_code == 422
    assert Application.objects.get().result == "PENDING"


def test_an_outside_figure_is_typed_with_source_and_day(office):
    said = {
        "series": "COMPLETION_RATE",
        "area": "全省平均",
        "period": f"{YEAR}年1—2月",
        "value": "18.6",
        "measure": "%",
        "rank": "",
        "source": "省重点办月度通报",
        "published_on": f"{YEAR}-01-15",
    }

    office.post(f"{DESK}outside/figure/", said)
    refused = office.post(f"{DESK}outside/figure/", said | {"source": "", "area": "另一市"})

    row = OutsideFigure.objects.get()
    assert (row.period, row.value) == (f"{YEAR}-01~02", Decimal("18.6"))
    assert refused.status_code == 422
    assert "全省平均" in text(office.get(f"{DESK}outside/"))


def workbook(*rows):
    book = openpyxl.Workbook()
    book.active.title = "数据"
    book.active.append(["指标", "地区", "报告期", "数值", "计量单位", "位次", "来源", "发布日期"])
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("数据.xlsx", out.getvalue())


def row(**changed):
    said = {
        "series": "固定资产投资增速",
        "area": "全市",
        "period": f"{YEAR}-01~02",
        "value": 5.2,
        "measure": "%",
        "rank": 3,
        "source": "统计月报",
        "day": f"{YEAR}-01-15",
    }
    return list((said | changed).values())


def test_a_workbook_is_seen_before_it_is_recorded(office):
    seen = office.post(f"{DESK}outside/read/", {"workbook": workbook(row())})

    assert seen.status_code == 200
    assert not OutsideFigure.objects.exists()
    kept = BeautifulSoup(seen.content, "html.parser").select_one("input[name=kept]")["value"]
    office.post(f"{DESK}outside/take/", {"kept": kept})

    figure = OutsideFigure.objects.get()
    assert (figure.series, figure.value, figure.rank) == ("FIXED_ASSET_GROWTH", Decimal("5.2"), 3)


def test_every_fault_of_a_workbook_is_named_by_its_cell(office):
    wrong = workbook(row(), row(series="别的", value="高"), row(rank="一", day="上月"))

    seen = office.post(f"{DESK}outside/read/", {"workbook": wrong})

    assert seen.status_code == 422
    faults = BeautifulSoup(seen.content, "html.parser").select(".faults li")
    cells = [fault.b.get_text() for fault in faults]
    assert cells == ["数据!A3", "数据!D3", "数据!H4", "数据!F4"] or sorted(cells) == sorted(
        ["数据!A3", "数据!D3", "数据!F4", "数据!H4"]
    )
    assert not OutsideFigure.objects.exists()


@pytest.mark.parametrize("content", [b"no workbook", None])
def test_what_is_no_workbook_of_figures_is_refused(office, content):
    file = SimpleUploadedFile("a.xlsx", content) if content else None
    if file is None:
        book = openpyxl.Workbook()
        out = BytesIO()
        book.save(out)
        file = SimpleUploadedFile("a.xlsx", out.getvalue())

    assert office.post(f"{DESK}outside/read/", {"workbook": file}).status_code == 422


def test_what_was_tampered_with_on_the_way_is_not_taken(office):
    answer = office.post(f"{DESK}outside/take/", {"kept": "forged:by:hand"}, follow=True)

    assert "读取结果已过期" in text(answer)
    assert not OutsideFigure.objects.exists()


def test_the_exported_workbook_can_be_read_again(office):
    seen = office.post(f"{DESK}outside/read/", {"workbook": workbook(row(), row(area="甲市"))})
    kept = BeautifulSoup(seen.content, "html.parser").select_one("input[name=kept]")["value"]
    office.post(f"{DESK}outside/take/", {"kept": kept})

    out = b"".join(office.get(f"{DESK}outside/export/").streaming_content)
    again = office.post(f"{DESK}outside/read/", {"workbook": SimpleUploadedFile("again.xlsx", out)})

    assert again.status_code == 200
    assert "登记2条数据" in text(again)


def test_a_line_outside_the_system_is_set_and_taken_away(office, north):
    said = {"unit": str(north.pk), "count": "3", "planned_yuan": "50000"}

    office.post(f"{DESK}outside/line/", said)
    assert OutsideLine.objects.get().planned_yuan == 5 * 10**8
    office.post(f"{DESK}outside/line/", said | {"count": "0", "planned_yuan": "0"})

    assert not OutsideLine.objects.exists()


def test_a_unit_does_not_count_what_stands_outside_elsewhere_among_its_own(office, north):
    make_line(make_project(name="北区大桥", unit=north), year=YEAR)
    for unit in ("", str(north.pk)):
        said = {"unit": unit, "count": "3", "planned_yuan": "50000"}
        office.post(f"{DESK}outside/line/", said)
    owner = make_client(make_user(unit=make_unit(code="S"), role=Role.DISTRICT))
    district = make_client(make_user(unit=north, role=Role.DISTRICT))

    assert "系统外项目（单列） 6" in text(office.get(DESK))
    assert "系统外项目（单列） 3" in text(district.get(DESK))
    assert "系统外项目" not in text(owner.get(DESK))


def test_every_heading_of_the_targets_form_is_in_the_readers_language(office):
    assert "比率（%）" in text(office.get(f"{DESK}targets/edit/"))


def test_what_would_be_rolled_over_is_seen_before_it_is_declared(office):
    make_line(make_project(name="跨江大桥"), year=YEAR)
    move(f"{YEAR}-12")

    seen = text(office.get(f"{DESK}roll-over/"))
    assert "跨江大桥" in seen
    assert f"将1个项目转入{YEAR + 1}年申报" in seen
    assert not Declaration.objects.exists()
    office.post(f"{DESK}roll-over/")

    rolled = Declaration.objects.get()
    assert (rolled.year, rolled.rolled_from) == (YEAR + 1, YEAR)
    assert "没有需要结转的项目" in text(office.get(f"{DESK}roll-over/"))


def test_who_only_reads_the_plan_is_offered_no_change(north):
    leader = make_client(make_user(role=Role.CITY_LEADER))

    for path in ("targets/", "applications/", "outside/", "adjustments/"):
        page = BeautifulSoup(leader.get(DESK + path).content, "html.parser")
        assert page.select("main form") == []


@pytest.mark.parametrize("path", ["targets/", "applications/", "outside/", "roll-over/"])
def test_no_page_holds_code_and_each_asks_little(office, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        answer = office.get(DESK + path)

    assert inline_code(answer.content.decode()) == []
