"""Adjusting through the pages: composed, its effect seen, confirmed; listed; undone."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ballast.delivery.plans.models import Adjustment, AdjustmentWindow, PlanLine
from ballast.platform.identity.http import now, today
from ballast.platform.identity.rules import Role
from ballast.projects import services as register
from tests.identity.factories import ACTOR, make_client, make_unit, make_user
from tests.plans.factories import issue, make_line
from tests.projects.factories import make_project
from tests.support.html import inline_code

pytestmark = pytest.mark.django_db

YEAR = today().year
LIST = f"/plans/{YEAR}/adjustments/"
NEW = f"{LIST}new/"
LATE = f"{YEAR}-12-31"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def north():
    return make_unit(code="N", name="北区")


@pytest.fixture
def bridge(north):
    """In the issued plan as a carry-over of ten million."""
    bridge = make_line(make_project(name="跨江大桥", unit=north), wan=1000, year=YEAR)
    issue(YEAR, at=now(), on=today())
    return bridge


def paper(*items, **changed):
    """What the browser sends: the paper, and the rows by their projects' numbers."""
    said = {"reason": "年中调整", "valid_from": LATE, "outside_window_reason": "省里要求"}
    said["item"] = [project.number for project, _ in items]
    for project, row in items:
        said |= {f"{project.number}-{name}": value for name, value in row.items()}
    return said | changed


def repriced(wan):
    return {"kind": "AMOUNT_CHANGED", "planned_yuan": wan}


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def cells(response, name):
    soup = BeautifulSoup(response.content, "html.parser")
    [row] = [row for row in soup.select("tbody tr") if name in row.get_text()]
    return [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]


def now_in_plan(project):
    return PlanLine.objects.filter(project=project, valid_until=None)


def test_the_effect_is_shown_before_anything_is_written(office, bridge):
    seen = office.post(NEW, paper((bridge, repriced("2500"))) | {"preview": ""})

    assert cells(seen, "跨江大桥")[1:4] == ["投资调整", "续建", "1,000.00 → 2,500.00"]
    assert cells(seen, "合计") == ["合计", "1", "1", "0.10", "0.25"]
    assert "确认调整1个项目" in text(seen)
    assert not Adjustment.objects.exists()


def test_what_is_confirmed_is_what_was_shown(office, bridge):
    seen = office.post(NEW, paper((bridge, repriced("2500"))) | {"preview": ""})
    form = BeautifulSoup(seen.content, "html.parser").select("form.actions input[type=hidden]")
    sent = {}
    for field in form:
        sent.setdefault(field["name"], []).append(field["value"])

    office.post(NEW, sent | {"confirm": ""})

    assert now_in_plan(bridge).get().planned_yuan == 25_000_000
    assert Adjustment.objects.get().outside_window_reason == "省里要求"


def test_a_new_amount_brings_its_split_and_the_panel_keeps_both(office, north):
    bridge = make_project(name="跨江大桥", unit=north)
    make_line(bridge, wan=1000, monthly=[1000, *[0] * 11], year=YEAR)
    issue(YEAR, at=now(), on=today())
    row = repriced("1200") | {"monthly_yuan": " ".join(["100"] * 12)}

    seen = office.post(NEW, paper((bridge, row)) | {"preview": ""})
    office.post(NEW, paper((bridge, row)) | {"confirm": ""})

    old, new = " · ".join(["1,000.00", *["0.00"] * 11]), " · ".join(["100.00"] * 12)
    assert cells(seen, "跨江大桥")[4] == f"{old} → {new}"
    assert now_in_plan(bridge).get().monthly_yuan == [1_000_000] * 12
    assert cells(office.get(f"/plans/panel/{bridge.number}/"), str(YEAR))[5] == f"{old} → {new}"


def test_the_months_alone_may_be_moved_but_must_make_the_year(office, bridge):
    uneven = {"kind": "AMOUNT_CHANGED", "monthly_yuan": "1000" + " 0" * 11}
    short = uneven | {"monthly_yuan": "999" + " 0" * 11}

    assert office.post(NEW, paper((bridge, short)) | {"confirm": ""}).status_code == 422
    assert not Adjustment.objects.exists()
    office.post(NEW, paper((bridge, uneven)) | {"confirm": ""})

    assert now_in_plan(bridge).get().monthly_yuan == [10_000_000, *[0] * 11]


def test_a_project_added_to_the_paper_is_shown_without_what_was(office, bridge):
    row = {"kind": "ADDED", "plan_class": "NEW_START", "planned_yuan": "300"}
    seen = office.post(NEW, paper((make_project(name="新来水厂"), row)) | {"preview": ""})

    assert cells(seen, "新来水厂")[1:5] == ["增补", "— → 新开工", "— → 300.00", "—"]


def test_added_exited_and_reclassed_stand_with_old_and_new(office, bridge, north):
    comes = make_project(name="新来水厂", unit=north)
    rows = (
        (bridge, {"kind": "EXITED", "cause": "OWNER_WITHDREW", "reason": "投资方终止投资"}),
        (comes, {"kind": "ADDED", "plan_class": "NEW_START", "planned_yuan": "300"}),
    )

    office.post(NEW, paper(*rows) | {"confirm": ""})

    listed = office.get(LIST)
    assert cells(listed, "跨江大桥")[1:4] == ["退出", "续建 → —", "1,000.00 → —"]
    assert cells(listed, "新来水厂")[1:4] == ["增补", "— → 新开工", "— → 300.00"]
    assert not now_in_plan(bridge).exists()


@pytest.mark.parametrize(
    ("row", "changed", "words"),
    [
        ({"kind": "EXITED"}, {}, "请填写退出原因"),
        (repriced("很多"), {}, "请填写数字"),
        (repriced("1000"), {}, "跨江大桥"),
        ({"kind": "ADDED", "plan_class": "NEW_START"}, {}, "跨江大桥"),
        (repriced("2500"), {"reason": ""}, "这个字段是必填项"),
        (repriced("2500"), {"outside_window_reason": ""}, "窗口"),
        (repriced("2500"), {"valid_from": f"{YEAR + 1}-02-01"}, f"{YEAR + 1}-02-01"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "confirm"])
def test_every_fault_is_shown_on_the_paper_and_writes_nothing(
    office, bridge, row, changed, words, step
):
    refused = office.post(NEW, paper((bridge, row), **changed) | {step: ""})

    assert refused.status_code == 422
    assert words in text(refused)
    assert not Adjustment.objects.exists()


def test_an_empty_paper_is_refused(office, bridge):
    assert "请至少列入一个项目" in text(office.post(NEW, paper() | {"preview": ""}))


def test_going_back_keeps_what_was_typed(office, bridge):
    back = office.post(NEW, paper((bridge, repriced("2500"))) | {"change": ""})

    assert back.status_code == 200
    assert 'value="2500"' in back.content.decode()


def test_a_project_is_picked_by_initials_with_what_it_has_now(office, bridge):
    found = office.get(f"{NEW}pick/?q=kjdq")
    row = office.get(f"{NEW}row/{bridge.number}/")

    assert cells(found, "跨江大桥")[3] == "续建 · 1,000.00"
    assert f'name="{bridge.number}-kind"' in row.content.decode()


def test_the_last_adjustment_is_undone_with_a_reason_and_only_then(office, bridge):
    office.post(NEW, paper((bridge, repriced("2500"))) | {"confirm": ""})

    assert office.post(f"{LIST}undo/", {"reason": ""}).status_code == 422
    assert now_in_plan(bridge).get().planned_yuan == 25_000_000
    office.post(f"{LIST}undo/", {"reason": "文件作废"})

    assert now_in_plan(bridge).get().planned_yuan == 10_000_000
    assert "计划下达后尚未调整" in text(office.get(LIST))


def test_a_window_is_set_and_moved_by_its_name(office):
    said = {"name": "年中调整", "purpose": "ADJUSTMENT", "first_day": f"{YEAR}-05-01"}

    office.post(f"{LIST}window/", said | {"last_day": f"{YEAR}-05-31"})
    office.post(f"{LIST}window/", said | {"last_day": f"{YEAR}-06-30"})
    refused = office.post(f"{LIST}window/", said | {"last_day": f"{YEAR}-04-30"})

    assert AdjustmentWindow.objects.get().last_day == date(YEAR, 6, 30)
    assert refused.status_code == 422


def test_another_unit_sees_no_adjustment_of_what_it_may_not_see(office, bridge):
    office.post(NEW, paper((bridge, repriced("2500"))) | {"confirm": ""})
    south = make_client(make_user(role=Role.DISTRICT, unit=make_unit()))

    assert "跨江大桥" not in text(south.get(LIST))


def test_the_workbook_has_old_and_new_beside_each_other(office, bridge):
    office.post(NEW, paper((bridge, repriced("2500"))) | {"confirm": ""})

    answer = office.get(f"{LIST}export/")

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[4]][6:11] == ["投资调整", "续建", "续建", 1000, 2500]


def test_the_list_asks_as_often_for_many_items(office, north, django_assert_max_num_queries):
    projects = [make_line(make_project(unit=north), wan=10, year=YEAR) for _ in range(20)]
    issue(YEAR, at=now(), on=today())
    office.post(NEW, paper(*((one, repriced("20")) for one in projects)) | {"confirm": ""})

    with django_assert_max_num_queries(16):
        office.get(LIST)


def test_no_page_holds_code(office, bridge):
    seen = office.post(NEW, paper((bridge, repriced("2500"))) | {"preview": ""})

    for answer in (seen, office.get(NEW), office.get(LIST)):
        assert inline_code(answer.content.decode()) == []


def test_the_panel_of_a_project_tells_its_plan_year_by_year(office, bridge):
    office.post(NEW, paper((bridge, repriced("2500"))) | {"confirm": ""})

    panel = office.get(f"/plans/panel/{bridge.number}/")

    row = cells(panel, str(YEAR))
    assert row[:5] == [str(YEAR), "续建", "1,000.00", "续建", "2,500.00"]
    assert row[6] == f"投资调整 {LATE} 1,000.00 → 2,500.00 年中调整"


def test_the_panel_of_a_project_in_no_plan_says_so(office):
    panel = office.get(f"/plans/panel/{make_project().number}/")

    assert "尚未列入年度计划" in text(panel)


def test_a_project_that_left_is_put_on_the_next_paper_by_a_reminder_at_the_desk(office, bridge):
    """After an exit or a merger the line would stand in the plan for ever."""
    assert "log-out" not in str(office.get(f"/plans/{YEAR}/").content)
    happened = [
        register.Happening(
            project_id=bridge.pk, happened_on=today(), reason="业主放弃", cause="OWNER_WITHDREW"
        )
    ]
    register.exit(by=ACTOR, at=now(), happenings=happened)

    soup = BeautifulSoup(office.get(f"/plans/{YEAR}/").content, "html.parser")
    [reminder] = soup.select(f'a[href="{NEW}?left=1"]')
    composed = office.get(reminder["href"])

    assert "1 个已退出名单的项目" in reminder.get_text()
    assert "跨江大桥" in text(composed)
    row = BeautifulSoup(composed.content, "html.parser")
    [kind] = row.select(f"#id_{bridge.number}-kind option[selected]")
    assert kind["value"] == "EXITED"


def test_projects_without_a_unit_are_found_and_their_adjustments_shown(office):
    ferry = make_line(make_project(name="无主渡口"), wan=100, year=YEAR)
    issue(YEAR, at=now(), on=today())

    assert "无主渡口" in text(office.get(f"{NEW}pick/?q=渡口"))
    office.post(NEW, paper((ferry, repriced("120")), confirm="yes"))
    assert "无主渡口" in text(office.get(LIST))
