"""The desk, the office's week, the project's page: filed at once, in Excel, seen by whom."""

from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ballast.delivery.schedule.models import MonthNode, WeekTask
from ballast.delivery.schedule.rules import Week
from ballast.platform.documents.models import Paper
from ballast.platform.identity.http import today
from ballast.platform.identity.models import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import make_line
from tests.projects.factories import make_project
from tests.schedule.factories import WEEK, done, file, make_node, make_task, moment, undone

pytestmark = pytest.mark.django_db
DESK, SHEET, ALL = (f"/schedule/{path}?week={WEEK.code}" for path in ("", "sheet/", "week/"))
THIS = Week.of(today())  # what is planned lies ahead of the reader


@pytest.fixture
def north():
    return make_unit(code="NORTH", name="北县")


@pytest.fixture
def project(north):
    project = make_project(name="北江大桥", unit=north)
    make_line(project, year=2024)
    make_line(project, year=THIS.later().monday.year)
    return project


@pytest.fixture
def clerk(north):
    return make_client(make_user(role=Role.DISTRICT, unit=north))


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def text(response):
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_many_lines_are_filed_at_once_and_those_left_empty_wait(project, clerk):
    first, second, third = (make_task(project, what=what) for what in ("桩基", "承台", "墩身"))
    said = {
        f"verdict-{first.pk}": "done",
        f"verdict-{second.pk}": "undone",
        f"reason-{second.pk}": "材料未到",
        f"new_due_on-{second.pk}": "2024-06-12",
    }

    assert clerk.post(f"/schedule/file/?week={WEEK.code}", said).status_code == 302
    states = dict(WeekTask.objects.values_list("pk", "state"))
    assert states == {first.pk: "done", second.pk: "undone", third.pk: "open"}


def test_a_fault_stands_at_its_line_and_what_was_typed_stays(project, clerk):
    task = make_task(project)
    said = {f"verdict-{task.pk}": "undone", f"reason-{task.pk}": "材料运输受阻"}

    response = clerk.post(f"/schedule/file/?week={WEEK.code}", said)

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert page.find("textarea", {"name": f"reason-{task.pk}"}).text.strip() == "材料运输受阻"
    assert page.find("input", {"name": f"new_due_on-{task.pk}"})["aria-invalid"] == "true"
    assert WeekTask.objects.get().state == "open"


def test_a_ticked_proposal_and_a_typed_line_are_written_together(project, clerk):
    node = make_node(project, due_on=THIS.later().friday)
    key = f"node-{project.pk}-{node.pk}"
    said = {
        "take": key,
        f"what-{key}": "完成桩基检测并出报告",
        "project-new0": project.number,
        "what-new0": "架设钢梁",
        "due_on-new0": f"{THIS.later().friday}",
    }

    assert clerk.post("/schedule/plan/", said).status_code == 302

    rows = WeekTask.objects.order_by("pk").values_list("what", "node_id", "week")
    monday = THIS.later().monday
    assert list(rows) == [("完成桩基检测并出报告", node.pk, monday), ("架设钢梁", None, monday)]


def test_a_project_of_another_unit_is_not_written_for_and_the_line_stays(project, clerk):
    other = make_project(unit=make_unit())
    said = {"project-new0": other.number, "what-new0": "架设钢梁"}

    response = clerk.post("/schedule/plan/", said)

    assert response.status_code == 422
    assert other.number in text(response)
    assert not WeekTask.objects.exists()


def filled(client, **cells):
    """The sheet as it is fetched, with cells of its first line filled in."""
    book = openpyxl.load_workbook(BytesIO(b"".join(client.get(SHEET))))
    for place, value in cells.items():
        book.active[place] = value
    content = BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "本周任务.xlsx"
    return client.post(f"/schedule/sheet/read/?week={WEEK.code}", {"sheet": content})


def test_a_week_is_filed_in_excel_and_a_wrong_cell_is_named(project, clerk):
    make_task(project)

    wrong = filled(clerk, I4="差不多了")
    assert wrong.status_code == 422
    assert "I4" in text(wrong)
    assert WeekTask.objects.get().state == "open"
    right = filled(clerk, I4="未完成", J4="连日降雨", K4="2024-06-13")
    assert right.status_code == 302
    assert WeekTask.objects.get().reason == "连日降雨"


def test_the_office_sees_shares_with_denominators_and_who_has_not_filed(project, office, clerk):
    south = make_project(name="南湖水厂", unit=make_unit(name="南县"))
    file(done(make_task(project)), undone(make_task(project, what="承台")), at=moment(7, 9))
    make_task(south)

    said = text(office.get(ALL))

    assert "已完成占应完成 1/3" in said
    assert "连日降雨停工" in said
    assert "南县 1" in said
    assert "南湖水厂" not in text(clerk.get(ALL))


def test_the_week_asks_for_as_many_queries_however_many_tasks(
    project, office, django_assert_max_num_queries
):
    rows = [make_task(project, what=f"第{n}段") for n in range(12)]
    file(*(undone(one) for one in rows[:8]), at=moment(7, 9))
    office.get(ALL)

    with django_assert_max_num_queries(22):
        office.get(ALL)


def test_the_bulletin_is_drafted_from_the_week_and_its_button_leads_to_it(project, office):
    make_task(project)

    first = office.post(f"/schedule/week/bulletin/?week={WEEK.code}")
    again = office.post(f"/schedule/week/bulletin/?week={WEEK.code}")

    [paper] = Paper.objects.order_by("pk")
    assert first.url == again.url == f"/papers/{paper.pk}/"
    assert (paper.kind, paper.subject, paper.period) == ("weekly_bulletin", WEEK.code, "2024-06")


def test_a_project_shows_its_nodes_and_takes_a_new_one(project, clerk):
    path = f"/schedule/projects/{project.number}/"
    said = {"what-new": "主塔封顶", "due_on-new": f"{today()}", "code-new": "main_works"}

    assert clerk.post(f"{path}set/", said).status_code == 302
    [node] = MonthNode.objects.order_by("pk")
    assert "主塔封顶" in text(clerk.get(f"{path}panel/"))
    assert "主塔封顶" in text(clerk.get(path))
    reached = {"node": node.pk, "reached_on": f"{today()}"}
    assert clerk.post(f"{path}reached/", reached).status_code == 302
    node.refresh_from_db()
    assert node.reached_on == today()


@pytest.mark.parametrize("code", ["2024-W60", "..", "第39周"])
def test_a_week_that_is_none_is_not_found(office, code):
    assert office.get("/schedule/week/", {"week": code}).status_code == 404


def test_an_empty_week_says_what_to_do(office):
    assert "本周没有任务" in text(office.get(ALL))
