"""The desk of issues and the page of one, as the office, a lead and a raiser use them."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.services import issues as services
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from tests.coordination.factories import make_office
from tests.coordination.issue_factories import TITLE, make_issue, make_solved, move, proof
from tests.identity.factories import NOW, make_client, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_unit(code="CITY")


@pytest.fixture
def north(city):
    return make_unit(code="NORTH", name="北区政府", under=city)


@pytest.fixture
def south(city):
    return make_unit(code="SOUTH", name="南区政府", under=city)


@pytest.fixture
def office(city):
    return make_client(make_office(city))


@pytest.fixture
def clerk(north):
    return make_user(role=Role.DISTRICT, unit=north, name="北区张三")


@pytest.fixture
def at_north(clerk):
    return make_client(clerk)


@pytest.fixture
def at_south(south):
    return make_client(make_user(role=Role.DISTRICT, unit=south))


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def rows(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return [row.get_text(" ", strip=True) for row in soup.select("tbody tr")]


def cells(answer):
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return [[cell for cell in row if cell is not None] for row in book.active.values]


def offered(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return [one["value"] for one in soup.select("input[name=act]")]


def photo():
    return SimpleUploadedFile("现场.pdf", proof().stream.read())


def send(client, one, act, **said):
    said = {"act": act, "seen": one.version, **said}
    return client.post(f"/issues/{one.number}/act/", said, follow=True)


def test_an_issue_raised_by_hand_is_accepted_solved_with_evidence_and_closed(
    north, south, at_north, at_south
):
    project = make_project(unit=south, name="南区冷链物流园")
    said = {
        "title": TITLE,
        "projects": project.number,
        "cause": "power",
        "severity": "major",
        "lead": north.pk,
    }

    raised = at_south.post("/issues/new/", said, follow=True)

    one = Issue.objects.get()
    assert (one.raiser, one.lead, one.severity) == (south, north, "major")
    assert "南区冷链物流园" in text(raised)
    assert offered(raised) == ["escalate", "withdraw"]
    at_north.get(f"/issues/{one.number}/")
    send(at_north, one, "accept")
    one.refresh_from_db()
    solved = send(at_north, one, "solve", words="专线已送电。", uploads=photo())
    assert "专线已送电。" in text(solved)
    one.refresh_from_db()
    closed = send(at_south, one, "confirm")
    one.refresh_from_db()
    assert one.state == "closed"
    assert "已销号" in text(closed)


def test_solved_without_evidence_is_refused_and_keeps_what_was_typed(north, at_north):
    one = make_issue(lead=north)
    one = move(services.accept, one)

    answer = send(at_north, one, "solve", words="专线已送电。")

    assert answer.status_code == 422
    assert "专线已送电。" in text(answer)
    assert Issue.objects.get().state == "accepted"


def test_who_comes_second_is_told_who_was_first_and_may_press_again(north, at_north, clerk):
    one = make_issue(lead=north)
    seen = one.version
    move(services.accept, one, by=actor_of(clerk))
    one.version = seen

    answer = send(at_north, one, "send_back", words="非我区事权")

    assert answer.status_code == 422
    assert "非我区事权" in text(answer)
    assert "北区张三" in text(answer)
    assert Issue.objects.get().state == "accepted"
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("#send_back-seen")["value"] == str(Issue.objects.get().version)


def test_only_what_a_person_may_do_now_is_offered(north, south, office, at_north, at_south):
    one = make_solved(lead=north, raiser=south)

    assert offered(at_north.get(f"/issues/{one.number}/")) == ["assign"]
    assert offered(at_south.get(f"/issues/{one.number}/"))[:2] == ["confirm", "refuse"]
    assert "decide" not in offered(office.get(f"/issues/{one.number}/"))


def test_a_stranger_finds_an_issue_by_no_path(north, at_south):
    one = make_issue(lead=north, projects=[make_project(unit=north)])

    assert at_south.get(f"/issues/{one.number}/").status_code == 404
    assert send(at_south, one, "accept").status_code == 404
    assert TITLE not in text(at_south.get(f"/issues/?q={one.number}"))
    assert len(cells(at_south.get("/issues/export/"))) == 3


def test_a_task_is_given_reported_returned_and_accepted(north, south, at_north, at_south):
    one = make_issue(lead=north)
    one = move(services.accept, one)
    given = send(
        at_north,
        one,
        "assign",
        words="完成专线施工图",
        outcome="施工图",
        unit=south.pk,
        due_on="2099-01-05",
    )
    task = Task.objects.get()
    page = f"/issues/{one.number}/task/"
    assert "完成专线施工图" in text(given)
    told = {"act": "report", "task": task.pk, "seen": 1, "words": "图纸已出", "uploads": photo()}

    at_south.post(page, told)
    assert at_south.post(page, {"act": "accept", "task": task.pk, "seen": 1}).status_code == 422
    at_north.post(page, {"act": "return", "task": task.pk, "seen": 1, "words": "缺会签"})
    assert "缺会签" in text(at_south.get(f"/issues/{one.number}/"))
    at_south.post(page, told | {"uploads": photo()})
    at_north.post(page, {"act": "accept", "task": task.pk, "seen": 1})

    task.refresh_from_db()
    assert task.accepted_at is not None
    assert "完成专线施工图" in text(at_south.get("/issues/?view=tasks"))


def test_the_desk_shows_the_next_due_first_in_words_and_is_exported_as_shown(north, south, office):
    old = make_issue(lead=north, title="净地未移交", cause="land_clearance")
    make_issue(lead=south, title="专线未送电", at=NOW + timedelta(days=20))

    shown = office.get("/issues/")
    assert [row[:5] for row in rows(shown)] == ["净地未移交", "专线未送电"]
    assert "超期" in rows(shown)[0]
    assert "一级" in rows(shown)[0]
    found = office.get("/issues/?cause=land_clearance&level=1&unit=NORTH&waits=overdue")
    assert [row[:5] for row in rows(found)] == ["净地未移交"]
    assert [row[0] for row in cells(office.get(f"/issues/export/?q={old.number}"))[3:]] == [
        old.number
    ]


def test_the_three_lists_show_one_record(north, south, office):
    one = make_issue(lead=north, assisting_ids=[south.pk])
    task = services.NewTask(issue_id=one.pk, words="出图", unit_id=south.pk, due_on=one.due_on)
    services.assign_tasks(by=actor_of(make_user(role=Role.PROJECT_OFFICE)), at=NOW, tasks=[task])

    assert "出图" in rows(office.get("/issues/?view=tasks"))[0]
    duty = rows(office.get("/issues/?view=duties"))[0]
    assert duty.startswith("北区政府")
    assert "南区政府" in duty
    for view in ("issues", "tasks", "duties"):
        assert len(cells(office.get(f"/issues/export/?view={view}"))) == 4


def test_what_htmx_swaps_is_what_a_reload_shows(north, office):
    make_issue(lead=north)
    for query in ("", "?view=tasks", "?view=duties", "?waits=overdue&level=2"):
        whole = office.get(f"/issues/{query}")
        part = office.get(f"/issues/{query}", headers={"HX-Request": "true"})

        assert swap(whole, "#issues", part) == region(whole, "#issues")


def test_many_are_accepted_at_once_after_a_confirmation_or_none(north, at_north):
    two = [make_issue(lead=north), make_issue(lead=north)]
    ticked = [f"{one.number}:{one.version}" for one in two]

    asked = at_north.post("/issues/act/", {"act": "accept", "issue": ticked})
    assert all(one.number in text(asked) for one in two)
    move(services.accept, two[0])
    late = at_north.post("/issues/act/", {"act": "accept", "issue": ticked, "confirmed": "1"})
    assert late.status_code == 422
    assert Issue.objects.filter(state="raised").count() == 1
    said = {"act": "accept", "issue": ticked[1:], "confirmed": "1"}
    assert at_north.post("/issues/act/", said).status_code == 302
    assert not Issue.objects.filter(state="raised").exists()


def test_the_panel_of_a_project_shows_what_holds_it_up(north, south, office, at_south):
    project = make_project(unit=north)
    make_issue(lead=north, projects=[project])

    assert TITLE in text(office.get(f"/projects/{project.number}/issues/"))
    assert at_south.get(f"/projects/{project.number}/issues/").status_code == 404


def test_each_role_is_told_what_waits_for_it(north, south, office, at_north, at_south):
    make_issue(lead=north)
    make_solved(lead=north, raiser=south)

    assert "待受理问题" in text(at_north.get("/"))
    assert "待确认的办结情况" in text(at_south.get("/"))
    assert "待受理问题" not in text(office.get("/"))


@pytest.mark.parametrize("view", ["issues", "tasks", "duties"])
def test_no_number_of_issues_asks_for_more_queries(view, north, office, django_assert_num_queries):
    def asked(count):
        for _ in range(count):
            make_issue(lead=north, projects=[make_project(unit=north)])
        with django_assert_num_queries(20, exact=False) as captured:
            office.get(f"/issues/?view={view}")
        return len(captured)

    office.get("/issues/")
    assert asked(1) == asked(3)
