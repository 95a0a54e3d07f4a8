"""Bringing ledgers in on pages: sent, read, asked, checked, written, taken back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.ledgers.models import Import, ImportRow, Layout
from ballast.delivery.ledgers.rules import State
from ballast.delivery.ledgers.services import importing
from ballast.delivery.plans.models import PlanLine
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role, Unit, UnitKind, UnitName
from ballast.projects.models import Project as Registered
from tests.identity.factories import make_client, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.html import region, swap
from tests.support.jobs import run_all

from .workbooks import Category, Plan, Project, grid_workbook, plan_of, plan_workbook

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


def do(client, imported, what, **said):
    """Press a button of an import's page, and let the queue do what it asks for."""
    answer = client.post(f"/imports/{imported.pk}/{what}/", said)
    assert answer.status_code == 302
    run_all()
    imported.refresh_from_db()
    return answer


def region_fields(answer):
    """What the form of questions would send as it stands."""
    soup = BeautifulSoup(answer.content, "html.parser")
    return {
        select["name"]: (select.select_one("option[selected]") or select.option)["value"]
        for select in soup.select("select[name^=q]")
    }


def test_the_empty_list_says_what_to_do(office):
    assert "还没有导入过台账" in office.get("/imports/").content.decode()


def test_a_workbook_is_read_shown_written_and_taken_back(office):
    imported = send(office, plan(Project(ROAD), Project(BRIDGE, owner="北区建设公司")))

    page = shown(office, imported)
    assert imported.state == State.READY
    assert ROAD in page
    assert "写入2行" in page
    do(office, imported, "commit")
    assert PlanLine.objects.count() == 2
    assert "撤销导入" in shown(office, imported)
    do(office, imported, "undo")
    assert not Registered.objects.exists()
    assert imported.state == State.UNDONE
    assert "恢复" in shown(office, imported)


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


def test_pressing_twice_writes_once(office):
    imported = send(office, plan(Project(ROAD)))

    office.post(f"/imports/{imported.pk}/commit/")
    do(office, imported, "commit")

    assert imported.state == State.COMMITTED
    assert Entry.objects.filter(code="ledgers.plan_imported").count() == 1


def test_what_changed_between_the_look_and_the_writing_is_said(office):
    make_unit(name="城北高新技术区")
    imported = send(office, plan(Project(ROAD, unit="城北高新枝术区")))
    assert imported.counts["faulty"] == 1  # there is no such unit, only one nearly so
    make_unit(name="城北高新枝术区")
    do(office, imported, "again")
    assert imported.counts["faulty"] == 0

    office.post(f"/imports/{imported.pk}/commit/")
    UnitName.objects.filter(name="城北高新枝术区").delete()
    Unit.objects.filter(name="城北高新枝术区").delete()
    run_all()

    assert "未写入" in shown(office, imported)
    assert not PlanLine.objects.exists()


def test_faulty_rows_stay_while_the_others_are_written(office):
    imported = send(office, plan(Project(ROAD, total="待定"), Project(BRIDGE)))
    assert "不含有问题的1行，写入其余1行" in shown(office, imported)

    do(office, imported, "commit", without_faulty="1")

    assert [line.project.name for line in PlanLine.objects.all()] == [BRIDGE]
    assert "有1行未写入" in shown(office, imported)


def test_a_workbook_that_is_none_is_refused_in_words(office):
    imported = send(office, b"%PDF-1.7 nothing", "台账.xlsx")

    page = shown(office, imported)
    assert "PDF" in page
    assert "写入" in page


def test_the_year_is_asked_only_where_the_workbook_does_not_say_it(office):
    untold = plan_workbook(Plan([Category("交通", projects=[Project(ROAD)])], title="投资计划"))
    imported = send(office, untold)
    told = send(office, plan(Project(ROAD)))
    assert "请说明是哪一年" in shown(office, imported)
    assert "请说明是哪一年" not in shown(office, told)

    do(office, imported, "again", kind="plan", year="2024", month="")

    assert (imported.subject, imported.counts["new"]) == ("2024", 1)


def test_windows_1252_is_taken_only_when_chosen(office):
    text = "Project name,Total investment (万元)\n".encode() + b"Caf\xe9,3\n"
    imported = send(office, text, "list.csv")
    assert imported.state == State.REFUSED
    page = shown(office, imported)
    assert "Windows-1252" in page


def test_the_encoding_chosen_is_remembered_for_the_unit_and_layout(office):
    head = b"Project name,Total investment (yuan),Planned investment (yuan)\n"
    first = send(office, head + b"Caf\xe9 Road,3,1\n", "list.csv", year="2023")

    do(office, first, "layout", q0="cp1252")

    rows = b"Caf\xe9 Road,3,1\nCh\xe2teau Bridge,5,2\n"
    again = send(office, head + rows, "next.csv", year="2023")
    other = send(office, b"Works,Sum\nCaf\xe9 Road,3\n", "other.csv", year="2023")
    assert (first.state, again.state, other.state) == ("READY", "READY", "REFUSED")
    assert again.counts["rows"] == 2


@pytest.fixture
def near(office, city):
    """Two projects of the register, and a workbook whose two names come near to them."""
    known = [
        make_project(name=name, unit=city, owner_name="城投集团")
        for name in ("临川大道改造", "滨江大桥")
    ]
    return known, send(office, plan(Project(ROAD), Project(BRIDGE)))


def standings(imported):
    rows = ImportRow.objects.filter(imported=imported, line__isnull=False).order_by("place")
    return list(rows.values_list("standing", "project"))


def test_a_script_that_sends_files_is_told_where_to_go(office):
    given = {"workbooks": SimpleUploadedFile("计划.xlsx", plan(Project(ROAD)))}

    answer = office.post("/imports/receive/", given, headers={"HX-Request": "true"})

    imported = Import.objects.get()
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/imports/{imported.pk}/")


def test_near_matches_are_ticked_and_confirmed_together(office, near):
    (road, _), imported = near
    one, two = ImportRow.objects.filter(imported=imported, standing="NEAR").order_by("place")
    assert road.number in shown(office, imported)

    do(office, imported, "match", **{f"match-{one.pk}": road.pk, f"match-{two.pk}": "new"})

    assert standings(imported) == [("CHANGED", road.pk), ("NEW", None)]


def test_every_near_match_is_confirmed_by_one_press(office, near):
    (road, bridge), imported = near

    do(office, imported, "match", all="nearest")

    assert standings(imported) == [("CHANGED", road.pk), ("CHANGED", bridge.pk)]


def test_all_near_matches_are_said_to_be_new_by_one_press(office, near):
    do(office, near[1], "match", all="new")

    assert standings(near[1]) == [("NEW", None), ("NEW", None)]


def test_a_long_workbook_is_compared_anew_by_the_queue(office, near, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    (road, bridge), imported = near

    answer = office.post(f"/imports/{imported.pk}/match/", {"all": "nearest"})
    imported.refresh_from_db()
    waiting = imported.state
    run_all()

    assert (answer.status_code, waiting) == (302, State.READING)
    assert standings(imported) == [("CHANGED", road.pk), ("CHANGED", bridge.pk)]


def test_a_writing_whose_worker_died_is_begun_anew(office):
    imported = send(office, plan(Project(ROAD)))
    office.post(f"/imports/{imported.pk}/commit/")
    Import.objects.filter(pk=imported.pk).update(moved_at=AT)  # long ago
    assert "重新" in shown(office, imported)

    office.post(f"/imports/{imported.pk}/again/")
    run_all()  # the look, and the writing that finds itself overtaken

    imported.refresh_from_db()
    assert imported.state == State.READY
    assert not Registered.objects.exists()


def test_a_writing_that_goes_on_is_not_begun_anew(office):
    imported = send(office, plan(Project(ROAD)))
    office.post(f"/imports/{imported.pk}/commit/")

    office.post(f"/imports/{imported.pk}/again/")
    run_all()

    imported.refresh_from_db()
    assert imported.state == State.COMMITTED


def test_what_is_refused_to_be_taken_back_is_said_with_its_names(office, city):
    imported = send(office, plan(Project(ROAD)))
    do(office, imported, "commit")
    again = send(office, plan(Project(ROAD, total=5)))
    do(office, again, "commit")

    do(office, imported, "undo")

    assert imported.state == State.COMMITTED
    assert ROAD in shown(office, imported).partition("faults--plain")[2]


def test_what_was_told_of_a_layout_is_kept_and_can_be_changed(office):
    head = ["序号", "项目名称", "总投资", "今年拟投"]
    rows = [["2023年重点项目计划"], head, [1, ROAD, 88000, 12000]]
    imported = send(office, grid_workbook(rows))
    assert imported.state == State.ASKING
    fields = region_fields(office.get(f"/imports/{imported.pk}/"))

    do(office, imported, "layout", **fields)

    assert imported.state == State.READY
    assert Layout.objects.get().told["units"] == {"总投资": "万元"}
    again = send(office, grid_workbook([*rows, [2, BRIDGE, 1000, 600]]))
    assert again.state == State.READY
    page = office.get(f"/imports/{again.pk}/layout/").content.decode()
    assert "以往的说明" in page


def test_an_owner_sees_the_imports_of_their_unit_alone(office, city):
    company = make_unit(name="北区建设公司", under=city, kind=UnitKind.OWNER)
    filer = make_client(make_user(role=Role.OWNER, unit=company))
    others = send(office, plan(Project(ROAD)))

    assert filer.get(f"/imports/{others.pk}/").status_code == 404
    assert "还没有导入过台账" in filer.get("/imports/").content.decode()


def test_the_swapped_page_equals_its_reload(office):
    imported = send(office, plan(Project(ROAD), Project(BRIDGE)))
    path = f"/imports/{imported.pk}/?pile=new"
    page = office.get(path)
    partial = office.get(path, headers={"HX-Request": "true"})

    assert swap(page, "#import", partial) == region(page, "#import")


@pytest.mark.parametrize("path", ["/imports/", "/imports/{}/", "/imports/{}/export/"])
def test_a_page_takes_few_queries_however_long_the_ledger(office, path):
    imported = send(office, plan_workbook(plan_of(120)))

    with CaptureQueriesContext(connection) as queries:
        assert office.get(path.format(imported.pk)).status_code == 200

    assert len(queries) <= 20
