"""Sweeps: whom they ask, what is kept and handed in, what closing does to answers under way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest

from ballast.dispatch.coordination import selectors, services
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import Question, mark
from ballast.dispatch.coordination.rules.sweeps import State
from ballast.dispatch.coordination.selectors import Counts
from ballast.dispatch.coordination.selectors.sweeps import Choice
from ballast.dispatch.coordination.services import (
    Given,
    SweepClosed,
    SweepsRefused,
)
from ballast.platform.audit.models import Entry
from ballast.platform.files import selectors as files
from ballast.platform.files.models import File
from ballast.platform.files.services import Upload
from ballast.platform.identity.models import Role, UnitKind
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from ballast.projects.rules import Party
from tests.coordination.factories import (
    QUESTIONS,
    TODAY,
    draft_sweep,
    make_office,
    make_sweep,
)
from tests.identity.factories import NOW, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.jobs import run_all
from tests.support.refusing import faults_of

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(days=30)
WHOLE = {"q1": "是", "q2": "全面施工"}


@pytest.fixture
def north():
    return make_unit(code="NORTH")


@pytest.fixture
def office():
    return make_office(make_unit(code="OFFICE"))


@pytest.fixture
def clerk(north):
    return make_user(role=Role.DISTRICT, unit=north)


def given(duty, said=WHOLE, **more):
    return Given(duty_id=duty.pk, said=said, **more)


def refused(act):
    return [(one.code, one.about) for one in faults_of(act)]


def hand_in(user, sweep, rows, at=NOW):
    return services.hand_in(by=actor_of(user), at=at, sweep_id=sweep.pk, given=rows)


def test_each_project_is_asked_of_the_unit_responsible_for_it(office, north):
    south = make_unit(code="SOUTH")
    one, two = make_project(unit=north), make_project(unit=south)

    sweep = make_sweep(by=office, projects=[one, two])

    asked = set(Duty.objects.filter(sweep=sweep).values_list("project_id", "unit_id"))
    assert asked == {(one.pk, north.pk), (two.pk, south.pk)}


def test_the_set_is_fixed_when_it_goes_out(office, north, clerk):
    project = make_project(unit=north)
    sweep = make_sweep(by=office, projects=[project])
    make_project(unit=north)
    type(project).objects.filter(pk=project.pk).update(responsible_unit=make_unit())

    assert selectors.reached(clerk, TODAY).filter(sweep=sweep).count() == 1
    assert selectors.counts([sweep.pk]) == {sweep.pk: Counts(1, 0, 0)}


def test_every_fault_of_a_draft_is_named_and_nothing_goes_out(office):
    homeless = make_project()
    wrong = draft_sweep(
        projects=[homeless],
        title=" ",
        due_on=TODAY - timedelta(days=1),
        questions=[Question("q1", QUESTIONS[1].kind, "选一个")],
    )
    by = actor_of(office)

    found = refused(lambda: services.open_sweeps(by=by, at=NOW, drafts=[wrong]))

    assert found == [
        ("sweep_without_title", "title"),
        ("question_without_options", ""),
        ("sweep_due_passed", "due_on"),
        ("sweep_without_unit", "projects"),
    ]
    nobody = draft_sweep()
    assert refused(lambda: services.open_sweeps(by=by, at=NOW, drafts=[nobody])) == [
        ("sweep_about_nothing", "projects")
    ]
    assert (Sweep.objects.count(), Duty.objects.count(), Notice.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_OFFICE])
def test_only_the_office_sends_out_and_moves_sweeps(role, north, office):
    sweep = make_sweep(by=office, units=[north])
    by = actor_of(make_user(role=role, unit=north))

    with pytest.raises(NotAllowed):
        services.open_sweeps(by=by, at=NOW, drafts=[draft_sweep(units=[north])])
    with pytest.raises(NotAllowed):
        services.close_sweeps(by=by, at=NOW, ids=[sweep.pk])


@pytest.mark.parametrize("role", list(Role))
def test_a_reader_of_another_unit_finds_no_line(role, office, north):
    sweep = make_sweep(by=office, projects=[make_project(unit=north)])
    stranger = make_user(role=role, unit=make_unit())

    assert selectors.reached(stranger, TODAY).count() == 0
    sees = selectors.sweeps(stranger, TODAY).filter(pk=sweep.pk).exists()
    assert sees == (role is Role.PROJECT_OFFICE)


def test_an_owner_answers_for_the_project_it_files_and_a_lead_department_does_not(office, north):
    owner = make_unit(kind=UnitKind.OWNER)
    lead = make_unit(kind=UnitKind.DEPARTMENT)
    project = make_project(unit=north)
    for party, unit in ((Party.OWNER, owner), (Party.LEAD_DEPARTMENT, lead)):
        project.responsibilities.create(party=party, unit=unit, valid_from=TODAY)
    make_sweep(by=office, projects=[project])

    builder = make_user(role=Role.OWNER, unit=owner)
    department = make_user(role=Role.DEPARTMENT, unit=lead)
    assert selectors.reached(builder, TODAY).count() == 1
    assert selectors.reached(department, TODAY).count() == 0


def test_who_can_answer_is_told_when_it_goes_out_and_reminded_once_a_day(office, north, clerk):
    sweep = make_sweep(by=office, projects=[make_project(unit=north)])
    by = actor_of(office)

    run_all()
    assert Notice.objects.filter(user=clerk, kind="sweep_opened").count() == 1
    for _ in range(2):
        assert services.remind_sweeps(by=by, at=NOW, ids=[sweep.pk]) == 1
        run_all()
    assert Notice.objects.filter(user=clerk, kind="sweep_waits").count() == 1
    hand_in(clerk, sweep, [given(sweep.duties.get())])
    assert services.remind_sweeps(by=by, at=NOW + timedelta(days=1), ids=[sweep.pk]) == 0


def test_a_draft_is_kept_incomplete_and_counts_as_no_answer(office, north, clerk):
    sweep = make_sweep(by=office, projects=[make_project(unit=north)])
    duty = sweep.duties.get()

    services.keep(
        by=actor_of(clerk), at=NOW, sweep_id=sweep.pk, given=[given(duty, {"q3": "120人"})]
    )

    duty.refresh_from_db()
    assert (duty.draft, duty.values, duty.handed_in_on) == ({"q3": "120"}, {}, None)
    assert selectors.counts([sweep.pk])[sweep.pk] == Counts(1, 0, 0)
    assert selectors.sweeps_to_answer(clerk, TODAY) == 1


def test_what_is_answered_is_handed_in_and_empty_lines_wait(office, north, clerk):
    projects = [make_project(unit=north) for _ in range(3)]
    sweep = make_sweep(by=office, projects=projects)
    first, second, third = sweep.duties.order_by("pk")

    count = hand_in(clerk, sweep, [given(first), given(second), given(third, {})])

    assert count == 2
    assert selectors.counts([sweep.pk])[sweep.pk] == Counts(3, 2, 0)
    assert selectors.sweeps_to_answer(clerk, TODAY) == 1
    hand_in(clerk, sweep, [given(third)], at=LATE)
    assert selectors.counts([sweep.pk])[sweep.pk] == Counts(3, 3, 1)
    assert selectors.sweeps_to_answer(clerk, TODAY) == 0


def test_every_fault_of_many_lines_is_named_at_once_and_nothing_is_taken_over(office, north, clerk):
    sweep = make_sweep(by=office, projects=[make_project(unit=north) for _ in range(2)])
    first, second = sweep.duties.order_by("pk")
    entries = Entry.objects.count()

    found = refused(
        lambda: hand_in(
            clerk,
            sweep,
            [given(first, {"q1": "大概", "q3": "几百"}), given(second, {"q4": "2023-10-08"})],
        )
    )

    assert found == [
        ("answer_not_yes_or_no", f"{first.pk}-q1"),
        ("answer_not_a_number", f"{first.pk}-q3"),
        ("answer_missing", f"{second.pk}-q1"),
        ("answer_missing", f"{second.pk}-q2"),
    ]
    assert Duty.objects.filter(draft={}, values={}).count() == 2
    assert Entry.objects.count() == entries


def test_a_line_of_somebody_else_refuses_them_all(office, north, clerk):
    south = make_unit()
    sweep = make_sweep(by=office, units=[north, south])
    mine, other = sweep.duties.get(unit=north), sweep.duties.get(unit=south)

    assert refused(lambda: hand_in(clerk, sweep, [given(mine), given(other)])) == [
        ("answer_not_yours", "")
    ]
    mine.refresh_from_db()
    assert mine.values == {}


def test_answers_may_be_mended_while_it_runs_and_the_first_day_counts(office, north, clerk):
    sweep = make_sweep(by=office, units=[north])
    duty = sweep.duties.get()
    hand_in(clerk, sweep, [given(duty)])

    hand_in(clerk, sweep, [given(duty, {**WHOLE, "q2": "停工"})], at=LATE)

    duty.refresh_from_db()
    assert (duty.values["q2"], duty.handed_in_on, duty.handed_in_at) == ("停工", TODAY, NOW)


def test_what_a_colleague_answered_meanwhile_is_not_written_over(office, north, clerk):
    sweep = make_sweep(by=office, projects=[make_project(unit=north) for _ in range(2)])
    touched, left = sweep.duties.order_by("pk")
    blank = mark({})
    hand_in(clerk, sweep, [given(touched), given(left)])
    colleague = make_user(role=Role.DISTRICT, unit=north)

    later = [
        given(touched, {"q1": "否"}, seen=blank),
        given(left, dict.fromkeys(WHOLE, ""), seen=blank),
    ]
    found = refused(lambda: hand_in(colleague, sweep, later))

    assert found == [("answer_changed_meanwhile", f"{touched.pk}-q1")]
    hand_in(colleague, sweep, [replace(later[1])])
    left.refresh_from_db()
    assert left.values == {"q1": "yes", "q2": "全面施工"}


def test_a_closed_sweep_takes_no_answer_until_it_is_reopened_with_a_reason(office, north, clerk):
    sweep = make_sweep(by=office, units=[north])
    duty, by = sweep.duties.get(), actor_of(office)
    services.close_sweeps(by=by, at=NOW, ids=[sweep.pk])

    with pytest.raises(SweepClosed):
        hand_in(clerk, sweep, [given(duty)])
    due = TODAY + timedelta(days=9)
    bare = {"by": by, "at": NOW, "ids": [sweep.pk], "due_on": due}
    assert refused(lambda: services.reopen_sweeps(**bare, reason=" ")) == [
        ("sweep_without_reason", "reason")
    ]
    services.reopen_sweeps(**bare, reason="两个区还没报")
    hand_in(clerk, sweep, [given(duty)])
    sweep.refresh_from_db()
    assert (sweep.state, sweep.due_on) == (State.OPEN, due)
    acts = list(sweep.steps.order_by("pk").values_list("act", flat=True))
    assert acts == ["open", "close", "reopen"]


def test_an_extension_needs_a_day_to_come_and_what_was_late_may_be_in_time(office, north, clerk):
    sweep = make_sweep(by=office, units=[north], due_on=TODAY)
    hand_in(clerk, sweep, [given(sweep.duties.get())], at=NOW + timedelta(days=2))
    assert selectors.counts([sweep.pk])[sweep.pk].late == 1
    bare = {"by": actor_of(office), "at": NOW + timedelta(days=2), "ids": [sweep.pk]}

    early = lambda: services.extend_sweeps(**bare, due_on=TODAY, reason="早")  # noqa: E731
    assert refused(early) == [("sweep_due_passed", "due_on")]
    services.extend_sweeps(**bare, due_on=TODAY + timedelta(days=5), reason="台风")
    assert selectors.counts([sweep.pk])[sweep.pk].late == 0


def test_a_withdrawn_sweep_is_gone_for_who_was_asked_and_kept_for_the_office(office, north, clerk):
    sweep = make_sweep(by=office, units=[north])
    hand_in(clerk, sweep, [given(sweep.duties.get())])
    services.withdraw_sweeps(by=actor_of(office), at=NOW, ids=[sweep.pk], reason="改用台账")

    assert not selectors.sweeps(clerk, TODAY).exists()
    assert selectors.sweeps_to_answer(clerk, TODAY) == 0
    assert selectors.sweeps(office, TODAY).get() == sweep
    assert selectors.counts([sweep.pk])[sweep.pk].answered == 1
    with pytest.raises(SweepsRefused):
        services.close_sweeps(by=actor_of(office), at=NOW, ids=[sweep.pk])


def test_the_office_sees_totals_and_parts_of_the_answers(office, north, clerk):
    sweep = make_sweep(by=office, projects=[make_project(unit=north) for _ in range(3)])
    first, second, _ = sweep.duties.order_by("pk")
    said = {**WHOLE, "q3": "12", "q4": "2024-10-08"}
    hand_in(clerk, sweep, [given(first, said), given(second, {**said, "q1": "否", "q3": "30"})])
    rows = selectors.duties(sweep)

    told = selectors.totals(sweep, rows)
    assert told["q1"].choices == {"yes": 1, "no": 1}
    assert (told["q3"].amount, told["q3"].count, told["q4"].first) == (
        Decimal(42),
        2,
        "2024-10-08",
    )
    assert list(selectors.found(rows, Choice(answer=("q1", "no")))) == [second]
    assert selectors.found(rows, Choice(answered="missing")).count() == 1
    assert selectors.found(rows, Choice(answered="in_time", unit="NORTH")).count() == 2
    assert [(one.code, one.counts) for one in selectors.by_unit(sweep)] == [
        ("NORTH", Counts(3, 2, 0))
    ]


def test_following_two_thousand_lines_takes_as_many_queries_as_one(
    office, north, django_assert_num_queries
):
    sweep = make_sweep(by=office, projects=[make_project(unit=north)])
    with django_assert_num_queries(3):
        selectors.counts([sweep.pk])
        selectors.by_unit(sweep)
        selectors.totals(sweep, selectors.duties(sweep))


def test_a_proof_comes_and_goes_with_its_line_and_never_with_a_refused_one(office, north, clerk):
    sweep = make_sweep(by=office, units=[north])
    duty = sweep.duties.get()

    def proof():
        return [Upload("证明.txt", BytesIO("交地单".encode()))]

    refused(lambda: hand_in(clerk, sweep, [given(duty, {"q1": "大概"}, uploads=proof())]))
    assert File.objects.count() == 0
    hand_in(clerk, sweep, [given(duty, uploads=proof())])
    file = File.objects.get()
    assert files.visible_file(clerk, file.pk, TODAY) == file
    assert files.visible_file(office, file.pk, TODAY) == file
    with pytest.raises(File.DoesNotExist):
        files.visible_file(make_user(role=Role.DISTRICT, unit=make_unit()), file.pk, TODAY)
    hand_in(clerk, sweep, [given(duty, drops=[file.pk])])
    assert File.objects.count() == 0


def test_a_unit_that_is_not_there_is_not_asked(office, north):
    draft = replace(draft_sweep(units=[north]), unit_ids=[north.pk, 0])

    found = refused(lambda: services.open_sweeps(by=actor_of(office), at=NOW, drafts=[draft]))

    assert found == [("sweep_unit_unknown", "units")]
    assert Sweep.objects.count() == 0
