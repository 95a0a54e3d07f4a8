"""How far a project has come is recorded step by step; what cannot be so is refused."""

from datetime import date, timedelta

import pytest

from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role, UnitKind
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import Project, StepRecord
from ballast.projects.rules import RegisterRefused
from ballast.projects.services import OutOfReach, StepDraft, record_steps
from tests.identity.factories import ACTOR, NOW, make_unit, make_user

from .factories import make_project

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 3)


@pytest.fixture
def project():
    return make_project(name="滨江路")


def draft(project, code, **said):
    return StepDraft(project_id=project.pk, code=code, **said)


def put(*drafts, by=ACTOR):
    return record_steps(by=by, at=NOW, drafts=drafts)


def test_a_step_keeps_what_was_planned_when_it_is_reached(project):
    put(draft(project, "real_start", planned_on=date(2024, 5, 1)))
    put(draft(project, "real_start", actual_on=TODAY, proof="施工许可〔2024〕7号"))

    row = StepRecord.objects.get()
    assert (row.planned_on, row.actual_on) == (date(2024, 5, 1), TODAY)
    assert row.proof == "施工许可〔2024〕7号"


def test_what_was_recorded_by_mistake_is_taken_back_and_the_journal_says_so(project):
    put(draft(project, "real_start", actual_on=TODAY, proof="照片"))
    put(draft(project, "real_start", cleared=frozenset({"actual_on", "proof"})))

    row = StepRecord.objects.get()
    assert (row.actual_on, row.proof) == (None, "")
    changed = ChangedRow.objects.filter(table="projects_steprecord").latest("pk")
    assert changed.fields == {"actual_on": ["2024-06-03", None], "proof": ["照片", ""]}


def test_many_projects_are_recorded_in_one_entry_and_a_fixed_number_of_queries(
    django_assert_max_num_queries,
):
    projects = [make_project() for _ in range(20)]
    drafts = [
        draft(one, code, actual_on=TODAY) for one in projects for code in ("permit", "real_start")
    ]

    with django_assert_max_num_queries(12):
        put(*drafts)

    entry = Entry.objects.latest("pk")
    assert entry.payload["numbers"] == [one.number for one in projects]
    assert ChangedRow.objects.filter(entry=entry).count() == 40


def test_the_same_told_again_changes_nothing(project):
    put(draft(project, "permit", actual_on=TODAY))
    entries = Entry.objects.count()

    assert put(draft(project, "permit", actual_on=TODAY)) == put()
    assert Entry.objects.count() == entries


def test_everything_that_cannot_be_so_is_said_at_once_and_nothing_is_written(project):
    school = make_project()
    Project.objects.filter(pk=school.pk).update(template="building")

    with pytest.raises(RegisterRefused) as refused:
        put(
            draft(project, "topping_out", actual_on=TODAY),
            draft(project, "permit", actual_on=TODAY + timedelta(days=1)),
            draft(project, "relocation", is_not_applicable=True),
            draft(project, "survey", is_not_applicable=True, reason="利用现状", actual_on=TODAY),
            draft(school, "trial_production", planned_on=TODAY),
        )

    assert [(one.code, one.place, one.params["step"]) for one in refused.value.faults] == [
        ("step_unknown", project.number, "topping_out"),
        ("actual_future", project.number, "permit"),
        ("left_out_without_reason", project.number, "relocation"),
        ("left_out_yet_reached", project.number, "survey"),
        ("step_unknown", school.number, "trial_production"),
    ]
    assert not StepRecord.objects.exists()


def test_a_node_done_before_what_it_waits_for_is_a_doubt_not_a_fault(project):
    doubts = put(
        draft(project, "permit", actual_on=date(2024, 5, 1)),
        draft(project, "real_start", actual_on=date(2024, 4, 1)),
        draft(project, "contract", actual_on=date(2024, 5, 2)),
    )

    said = {(one.code, one.params["step"], one.params["earlier"]) for one in doubts}
    assert said == {
        ("before_what_is_not_done", "construction_permit", "land_planning"),
        ("before_what_is_not_done", "construction_permit", "special_review"),
        ("before_what_is_not_done", "construction_permit", "site_clearance"),
        ("before_what_came_later", "construction_permit", "design_tender"),
        ("before_what_came_later", "ground_breaking", "construction_permit"),
        ("before_what_is_not_done", "design_tender", "project_approval"),
    }
    assert StepRecord.objects.count() == 3


def test_entry_into_statistics_is_shown_in_the_list_as_well(project):
    put(draft(project, "statistics_entry", actual_on=TODAY))
    project.refresh_from_db()
    assert (project.is_in_statistics, project.statistics_entry_on) == (True, TODAY)

    put(draft(project, "statistics_entry", cleared=frozenset({"actual_on"})))
    project.refresh_from_db()
    assert (project.is_in_statistics, project.statistics_entry_on) == (False, None)


@pytest.fixture
def owner():
    """Somebody who files for the owner of one project."""
    unit = make_unit(name="交投集团", kind=UnitKind.OWNER)
    return make_user(role=Role.OWNER, unit=unit)


def test_an_owner_says_what_is_reached_and_forecast_of_their_own_projects_only(owner, project):
    own = make_project(owner_name="交投集团")

    put(draft(own, "permit", forecast_on=TODAY, actual_on=TODAY, proof="1号"), by=actor_of(owner))
    with pytest.raises(OutOfReach):
        put(draft(project, "permit", actual_on=TODAY), by=actor_of(owner))

    assert StepRecord.objects.get().project == own


@pytest.mark.parametrize(
    "said", [{"planned_on": TODAY}, {"is_not_applicable": True, "reason": "不需要"}]
)
def test_an_owner_does_not_move_what_was_planned_nor_leave_anything_out(owner, said):
    own = make_project(owner_name="交投集团")

    with pytest.raises(NotAllowed):
        put(draft(own, "permit", **said), by=actor_of(owner))

    assert not StepRecord.objects.exists()
