"""How the desk finds and counts the issues that one sees."""

import pytest
from bs4 import BeautifulSoup

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import IssueLadder, Task
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import NewTask
from ballast.platform import clock
from ballast.platform.identity.models import Role
from ballast.projects.selectors import Read
from tests.coordination.issue_factories import make_issue, move
from tests.identity.factories import ACTOR, NOW, make_client, make_unit, make_user
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


def options(answer, name):
    soup = BeautifulSoup(answer.content, "html.parser")
    return [one["value"] for one in soup.select(f"select[name={name}] option") if one["value"]]


def give(one, unit):
    task = NewTask(issue_id=one.pk, words="出图", unit_id=unit.pk, due_on=one.due_on)
    services.assign_tasks(by=ACTOR, at=NOW, tasks=[task])


def test_an_issue_is_seen_by_every_way_and_by_no_other_however_it_is_read():
    city = make_unit(code="CITY")
    north, south = (make_unit(code=code, under=city) for code in ("NORTH", "SOUTH"))
    by_way = {
        "lead": make_issue(lead=north),
        "raiser": make_issue(lead=south, raiser=north),
        "assisting": make_issue(lead=south, assisting_ids=[north.pk]),
        "project": make_issue(lead=south, projects=[make_project(unit=north)]),
        "offered": make_issue(lead=south),
        "task": make_issue(lead=south),
    }
    move(services.accept, by_way["offered"])
    move(services.offer, by_way["offered"], to=north.pk)
    give(by_way["task"], north)
    make_issue(lead=south)
    viewer, on = make_user(role=Role.DISTRICT, unit=north), NOW.date()

    for read in (Read.FIRST, Read.WHOLE):
        seen = selectors.issues(viewer, on, read).values_list("pk", flat=True)
        assert sorted(seen) == sorted(one.pk for one in by_way.values()), read


def test_the_line_above_the_list_counts_each_issue_and_task_once():
    city = make_unit(code="CITY")
    north, south = (make_unit(code=code, under=city) for code in ("NORTH", "SOUTH"))
    one = make_issue(lead=north, raiser=north, projects=[make_project(unit=north)])
    for _ in range(2):
        give(one, north)
    make_issue(lead=south, raiser=north)
    client = make_client(make_user(role=Role.DISTRICT, unit=north))

    shown = client.get("/issues/").context["totals"]
    assert (shown.issues, shown.tasks, shown.overdue, shown.by_level) == (2, 2, 2, {1: 2})
    assert client.get("/issues/?level=2").context["totals"].issues == 0


def test_every_lead_unit_can_be_chosen_whatever_is_asked_for():
    for code in ("NORTH", "SOUTH"):
        make_issue(lead=make_unit(code=code))
    closed = make_issue(lead=make_unit(code="WEST"))
    move(services.withdraw, closed)
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    for query in ("", "?unit=NORTH", "?level=3", "?state=withdrawn", "?state=all"):
        assert options(office.get(f"/issues/{query}"), "unit") == ["NORTH", "SOUTH"], query


def test_one_task_is_given_at_each_issue_ticked_or_at_none():
    north, south = (make_unit(code=code) for code in ("NORTH", "SOUTH"))
    both = make_issue(lead=north), make_issue(lead=south)
    ticked = [f"{one.number}:{one.version}" for one in both]
    said = {"act": "assign", "issue": ticked, "confirmed": "1", "words": "出图", "unit": ""}
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    late = office.post("/issues/act/", {**said, "due_on": "2020-01-01"})
    assert late.status_code == 422
    assert not Task.objects.exists()
    assert office.post("/issues/act/", {**said, "due_on": "2099-01-01"}).status_code == 302
    given = Task.objects.order_by("issue").values_list("unit__code", "words")
    assert list(given) == [("NORTH", "出图"), ("SOUTH", "出图")]


def numbers_on(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return sorted(one.get_text() for one in soup.select("tbody .code"))


def test_what_was_done_to_many_by_mistake_is_found_by_one_link_and_taken_back_there():
    north, south = (make_unit(code=code) for code in ("NORTH", "SOUTH"))
    wrong = [make_issue(lead=north) for _ in range(3)]
    before = make_issue(lead=north)
    give(before, north)
    ticked = [f"{one.number}:{one.version}" for one in wrong]
    said = {"act": "assign", "issue": ticked, "confirmed": "1", "words": "出图", "unit": south.pk}
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    done = office.post("/issues/act/", said | {"due_on": "2099-01-01"}, follow=True)
    (link,) = BeautifulSoup(done.content, "html.parser").select(".message a")
    touched = office.get(link["href"])

    assert numbers_on(touched) == [one.number for one in wrong]
    soup = BeautifulSoup(touched.content, "html.parser")
    tasks = [one["value"] for one in soup.select("input[name=task]")]
    asked = office.post("/issues/tasks/", {"task": tasks})
    assert all(one.number in asked.content.decode() for one in wrong)
    without = office.post("/issues/tasks/", {"task": tasks, "confirmed": "1"})
    assert (without.status_code, Task.objects.count()) == (422, 4)
    gone = {"task": tasks, "confirmed": "1", "words": "交办对象有误"}
    assert office.post("/issues/tasks/", gone).status_code == 302
    assert Task.objects.get().issue == before


def test_a_task_that_cannot_be_taken_back_is_named_and_the_others_are_gone_on_with():
    north = make_unit(code="NORTH")
    one = make_issue(lead=north)
    fresh, decided = (
        services.assign_tasks(by=ACTOR, at=NOW, tasks=[NewTask(**_TASK, **said)])[0]
        for _TASK in [{"words": "出图", "unit_id": north.pk, "due_on": one.due_on}]
        for said in [{"issue_id": one.pk}, {"issue_id": one.pk, "decision_key": "M1-1"}]
    )
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    answer = office.post("/issues/tasks/", {"task": [fresh.pk, decided.pk]})

    soup = BeautifulSoup(answer.content, "html.parser")
    assert one.number in soup.select_one(".faults").get_text()
    assert [int(row["value"]) for row in soup.select("input[name=task]")] == [fresh.pk]


def test_a_moment_that_is_none_narrows_nothing_and_one_without_an_act_shows_nothing():
    one = make_issue(lead=make_unit())
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    for said in ("", "gestern", "2024-06-03", "2024-06-03T09:30:00"):
        assert numbers_on(office.get("/issues/", {"done": said})) == [one.number]
    assert numbers_on(office.get("/issues/", {"done": "2001-01-01T00:00:00+00:00"})) == []


LADDER = {"level_1": "3", "level_2": "5", "accept_days": "2", "reason": "试行"}


def test_the_office_sees_what_becomes_of_limits_before_it_sets_other_levels():
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    make_issue(at=clock.now())
    make_issue(at=NOW)
    today = f"{clock.today()}"

    seen = office.post("/issues/levels/", {**LADDER, "valid_from": today})
    foreseen = seen.context["foreseen"]
    assert (foreseen.running, foreseen.sooner, foreseen.later, foreseen.kept) == (2, 1, 0, 1)
    assert not IssueLadder.objects.exists()
    said = {**LADDER, "valid_from": today, "confirmed": seen.context["form"].told}
    assert office.post("/issues/levels/", said | {"level_1": "9"}).context["foreseen"]
    assert not IssueLadder.objects.exists()  # what was looked at is another
    assert office.post("/issues/levels/", said).status_code == 302
    shown = office.get("/issues/levels/")
    assert [one.days for one in shown.context["held"].levels] == [3, 5]
    assert "试行" in shown.content.decode()


def test_what_is_wrong_with_levels_stands_at_its_field_and_nothing_is_set():
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    said = {"level_1": "0", "level_3": "5", "valid_from": "2020-01-01", "confirmed": "1"}

    refused = office.post("/issues/levels/", said)
    assert refused.status_code == 422
    wrong = set(refused.context["form"].errors)
    assert wrong == {"level_1", "level_2", "accept_days", "reason"}
    past = {**LADDER, "valid_from": "2020-01-01"}
    past["confirmed"] = office.post("/issues/levels/", past).context["form"].told
    past = office.post("/issues/levels/", past)
    assert set(past.context["form"].errors) == {"valid_from"}
    assert not IssueLadder.objects.exists()


def test_a_preset_fills_the_form_and_keeps_its_name():
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    form = office.get("/issues/levels/?preset=13710").context["form"]
    said = {name: one for name, one in form.initial.items() if one is not None}

    said["reason"] = "统一标准"
    said["confirmed"] = office.post("/issues/levels/", said).context["form"].told
    office.post("/issues/levels/", said)
    assert IssueLadder.objects.get().ladder["preset"] == "13710"
