"""From what the register records to the place in every list, and what is measured there."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.delivery.plans import services as plans
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import events, gaps, places, standing
from ballast.projects.models import Project, StateChange
from ballast.projects.rules import Dates, facts_of
from ballast.projects.selectors import facts
from ballast.projects.services import StepDraft, record_steps
from tests.identity.factories import ACTOR, NOW

from .factories import make_project

Y = 2024
ON = date(Y, 6, 3)
BEFORE, LATE_BEFORE, THIS, AUTUMN, NEXT = (
    date(Y - 2, 3, 1),
    date(Y - 1, 12, 31),
    date(Y, 2, 1),
    date(Y, 11, 1),
    date(Y + 1, 6, 1),
)
SCHEMES = codelists.schemes(on=ON)
PLACES = [scheme for scheme in SCHEMES if scheme.kind == "place"]


def built(*, done=None, planned=None, left_out=(), **columns):
    """A project in the register: steps reached and planned by code, and its own columns."""
    project = make_project()
    Project.objects.filter(pk=project.pk).update(**columns)
    project.refresh_from_db()
    drafts = [
        *(StepDraft(project_id=project.pk, code=c, actual_on=d) for c, d in (done or {}).items()),
        *(
            StepDraft(project_id=project.pk, code=c, planned_on=d)
            for c, d in (planned or {}).items()
        ),
        *(
            StepDraft(project_id=project.pk, code=c, is_not_applicable=True, reason="不涉及")
            for c in left_out
        ),
    ]
    record_steps(by=ACTOR, at=NOW, drafts=drafts)
    return project


def placed(project, on=ON, year=Y):
    return places(SCHEMES, facts([project], on, year)[project.pk])


CONCEIVED = {"assessment_opinion": BEFORE}
ADMITTED = CONCEIVED | {"admission": BEFORE}
APPROVED = ADMITTED | {"approval_decision": BEFORE}
CLEARED = APPROVED | {"site_handover": BEFORE}
PERMITTED = CLEARED | {"permit": BEFORE}
BUILDING = PERMITTED | {"real_start": BEFORE}
RUNNING = BUILDING | {"in_use": LATE_BEFORE}
TO_START = {"real_start": AUTUMN, "in_use": NEXT}

# Each row of the office's table, on a project as the register holds it.
ROWS = [
    ("plan_class", "due_finish", {"done": BUILDING, "planned": {"in_use": AUTUMN}}),
    ("plan_class", "carry_over", {"done": BUILDING, "planned": {"in_use": NEXT}}),
    ("plan_class", "new_start", {"done": APPROVED, "planned": TO_START}),
    ("plan_class", "new_start", {"planned": {"real_start": AUTUMN, "in_use": AUTUMN}}),
    ("plan_class", "preparatory", {"done": APPROVED, "planned": {"real_start": NEXT}}),
    ("five_batches", "conceive", {"done": ADMITTED}),
    ("five_batches", "prepare", {"done": CLEARED}),
    ("five_batches", "start", {"done": PERMITTED}),
    ("five_batches", "start", {"done": ADMITTED, "planned": TO_START}),
    ("five_batches", "build", {"done": BUILDING, "planned": {"in_use": NEXT}}),
    ("five_batches", "operate", {"done": BUILDING, "planned": {"in_use": AUTUMN}}),
    ("six_batches", "speed_preparation", {"done": CLEARED, "planned": {"real_start": NEXT}}),
    ("six_batches", "land_and_start", {"done": APPROVED, "planned": TO_START}),
    ("six_batches", "speed_construction", {"done": BUILDING, "planned": {"in_use": NEXT}}),
    ("six_batches", "finish_and_operate", {"done": BUILDING, "planned": {"in_use": AUTUMN}}),
    ("six_batches", "grow", {"done": RUNNING}),
    ("six_batches", "renew", {"done": BUILDING, "tags": ["stock_renewal"]}),
    ("four_batches", "conceive_and_push", {"done": APPROVED}),
    ("four_batches", "new_start", {"planned": TO_START}),
    ("four_batches", "carry_over", {"done": BUILDING}),
    ("four_batches", "finish", {"done": BUILDING, "planned": {"in_use": AUTUMN}}),
    ("seven_batches", "conceive", {"done": CONCEIVED}),
    ("seven_batches", "negotiate", {"done": CONCEIVED, "is_investor_project": True}),
    ("seven_batches", "sign", {"done": {"signing": THIS}, "is_investor_project": True}),
    ("seven_batches", "start", {"planned": TO_START}),
    ("seven_batches", "build", {"done": BUILDING, "planned": {"in_use": NEXT}}),
    ("seven_batches", "operate", {"done": BUILDING, "planned": {"in_use": AUTUMN}}),
    ("seven_batches", "full_capacity", {"done": RUNNING, "planned": {"capacity_reached": AUTUMN}}),
    ("six_lists", "attract", {"done": ADMITTED}),
    ("six_lists", "start", {"done": APPROVED, "planned": TO_START}),
    ("six_lists", "build", {"done": BUILDING, "planned": {"in_use": NEXT}}),
    ("six_lists", "operate", {"done": BUILDING, "planned": {"in_use": AUTUMN}}),
    ("six_lists", "full_capacity", {"done": RUNNING, "planned": {"capacity_reached": AUTUMN}}),
    ("six_lists", "upgrade", {"done": APPROVED, "template": "retrofit"}),
    ("reserve_prepare_build", "reserve", {"done": ADMITTED}),
    ("reserve_prepare_build", "prepare", {"done": PERMITTED}),
    ("reserve_prepare_build", "build", {"done": BUILDING}),
    ("reserve_prepare_build", None, {"done": RUNNING}),
    ("five_libraries", "concept", {"done": CONCEIVED}),
    ("five_libraries", "reserve", {"done": ADMITTED}),
    ("five_libraries", "planned", {"done": PERMITTED}),
    ("five_libraries", "building", {"done": BUILDING}),
    ("five_libraries", "finished", {"done": RUNNING | {"acceptance_filing": LATE_BEFORE}}),
    ("conceive_approve_push_build", "conceive", {"done": ADMITTED}),
    ("conceive_approve_push_build", "approve", {"done": APPROVED}),
    ("conceive_approve_push_build", "push", {"done": PERMITTED}),
    ("conceive_approve_push_build", "build", {"done": BUILDING}),
    ("four_supervisions", "reserve", {"done": APPROVED}),
    ("four_supervisions", "new_start", {"planned": TO_START}),
    ("four_supervisions", "build", {"done": BUILDING, "planned": {"in_use": NEXT}}),
    ("four_supervisions", "finish", {"done": BUILDING | {"in_use": THIS}}),
    ("national", "candidate", {"done": APPROVED}),
    ("national", "formal", {"done": PERMITTED}),
    ("oc4ids", "identification", {"done": ADMITTED}),
    ("oc4ids", "preparation", {"done": APPROVED}),
    ("oc4ids", "implementation", {"done": APPROVED | {"tender_notice": THIS}}),
    ("oc4ids", "completion", {"done": BUILDING | {"acceptance_filing": THIS}}),
    ("oc4ids", "maintenance", {"done": RUNNING | {"acceptance_filing": THIS}}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("scheme", "member", "told"), ROWS)
def test_what_the_register_records_gives_the_place_of_the_offices_table(scheme, member, told):
    assert placed(built(**told))[scheme] == member


@pytest.mark.django_db
def test_the_events_of_a_quarter_and_the_gaps_come_from_the_same_facts():
    signed = built(done={"signing": date(Y, 4, 2), "real_start": date(Y, 5, 6)})
    waiting = built(done={"signing": BEFORE, "landing": BEFORE})
    known = facts([signed, waiting], ON, Y)
    three = codelists.scheme("three_batches", on=ON)
    six = codelists.scheme("six_gaps", on=ON)

    assert events(three, known[signed.pk], since=date(Y, 4, 1)) == ("signed", "started")
    assert {gap.member for gap in gaps(six, known[waiting.pk])} == {"landed_not_started"}


@pytest.mark.django_db
def test_a_mark_told_itself_counts_as_its_steps_do_and_a_step_not_needed_is_not_waited_for():
    reviews = ("environment_review", "energy_review", "water_review", "stability_review")
    told = built(done=APPROVED | {"special_review": BEFORE})
    made = built(done=APPROVED | dict.fromkeys(reviews, BEFORE), left_out=["other_reviews"])
    short = built(done=ADMITTED | dict.fromkeys(reviews, BEFORE))

    def pushed(project):
        return placed(project)["conceive_approve_push_build"]

    assert (pushed(told), pushed(made), pushed(short)) == ("push", "push", "conceive")


@pytest.mark.django_db
def test_lists_go_by_the_plan_and_by_the_forecast_only_where_nothing_was_planned():
    project = built(done=BUILDING)
    record_steps(
        by=ACTOR,
        at=NOW,
        drafts=[StepDraft(project_id=project.pk, code="in_use", forecast_on=AUTUMN)],
    )
    assert placed(project)["plan_class"] == "due_finish"

    record_steps(
        by=ACTOR,
        at=NOW,
        drafts=[StepDraft(project_id=project.pk, code="in_use", planned_on=NEXT)],
    )
    assert placed(project)["plan_class"] == "carry_over"


@pytest.mark.django_db
def test_a_project_that_left_is_on_no_list_from_that_day_until_it_is_back():
    project = built(done=BUILDING, planned={"in_use": NEXT})
    for change, day in (("EXITED", date(Y, 3, 1)), ("REINSTATED", date(Y, 5, 1))):
        StateChange.objects.create(
            project=project, change=change, happened_on=day, reason="调整", recorded_at=NOW
        )

    assert placed(project, date(Y, 2, 28))["plan_class"] == "carry_over"
    assert placed(project, date(Y, 3, 1))["plan_class"] is None
    assert placed(project, date(Y, 3, 1))["oc4ids"] == "cancelled"
    assert placed(project, ON)["plan_class"] == "carry_over"


@pytest.mark.django_db
def test_a_bundle_has_come_as_far_as_the_last_of_its_parts_that_stayed():
    whole = built(template="precinct")
    first = built(done=BUILDING, planned={"acceptance_filing": THIS}, parent=whole)
    second = built(done=PERMITTED, planned={"real_start": NEXT}, parent=whole)

    assert placed(whole)["reserve_prepare_build"] == "prepare"
    assert placed(whole)["plan_class"] == "preparatory"  # not all parts start before next year

    StateChange.objects.create(
        project=second, change="EXITED", happened_on=THIS, reason="撤销", recorded_at=NOW
    )
    assert placed(whole)["reserve_prepare_build"] == "build"
    assert placed(first)["plan_class"] == "carry_over"


@pytest.mark.django_db
def test_parts_in_a_ring_end_in_an_answer():
    one = built(template="precinct")
    two = built(template="precinct", parent=one)
    Project.objects.filter(pk=one.pk).update(parent=two)
    one.refresh_from_db()

    assert placed(one)["five_libraries"] == "concept"


@pytest.mark.django_db
def test_the_facts_of_many_projects_take_as_many_queries_as_those_of_one(
    django_assert_num_queries,
):
    whole = built(template="precinct")
    projects = [whole, *(built(done=BUILDING, parent=whole) for _ in range(5))]

    with django_assert_num_queries(3):
        facts(projects, ON, Y)


TEMPLATES = codelists.lifecycle(on=ON).templates
_DAYS = st.dates(date(Y - 3, 1, 1), date(Y + 2, 12, 31))


@st.composite
def records(draw):
    template = draw(st.sampled_from(sorted(TEMPLATES)))
    codes = sorted(TEMPLATES[template].steps | TEMPLATES[template].node_of_mark.keys())
    told = draw(
        st.dictionaries(
            st.sampled_from(codes),
            st.builds(
                Dates,
                planned_on=st.none() | _DAYS,
                forecast_on=st.none() | _DAYS,
                actual_on=st.none() | _DAYS.filter(lambda day: day <= ON),
            ),
        )
    )
    return TEMPLATES[template], told


@given(records(), st.booleans(), st.integers(Y - 1, Y + 1))
@settings(max_examples=150)
def test_whatever_is_recorded_each_scheme_that_is_a_partition_gives_one_place(told, investor, year):
    template, recorded = told
    known = facts_of(template, recorded, on=ON, plan_year=year, investor=investor)

    found = places(SCHEMES, known)

    assert found.keys() == {scheme.code for scheme in PLACES}
    for scheme in PLACES:
        assert found[scheme.code] in {None, *(member.code for member in scheme.members)}
    for scheme in ("five_libraries", "conceive_approve_push_build", "oc4ids"):
        assert found[scheme], scheme
    stands = standing(codelists.lifecycle(on=ON), known)
    was_finished_before = stands.start == stands.finish == "earlier"
    for scheme in ("plan_class", "four_batches"):
        assert (found[scheme] is None) == was_finished_before, scheme


@pytest.mark.django_db
def test_the_class_fixed_at_issue_stays_when_the_dates_move_and_the_rule_says_another():
    project = built(done=APPROVED, planned={"real_start": AUTUMN, "in_use": NEXT})
    plans.put(year=Y, lines=[plans.Line(project_id=project.pk, planned_yuan=Decimal("1000000"))])
    plans.issue(by=ACTOR, at=NOW, year=Y, on=ON)

    record_steps(
        by=ACTOR,
        at=NOW,
        drafts=[StepDraft(project_id=project.pk, code="real_start", planned_on=NEXT)],
    )

    assert placed(project)["plan_class"] == "preparatory"
    assert project.plan_lines.get().plan_class == "NEW_START"
