"""What is stored of lists is what the rules say, whatever was changed and in whichever order."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from ballast.delivery.plans import services as plans
from ballast.delivery.plans.models import PlanYear
from ballast.delivery.progress import services, tasks
from ballast.delivery.progress.models import Place, PlacedYear
from ballast.delivery.progress.selectors import places
from ballast.delivery.progress.selectors.lists import AMOUNTS, placed, ruled
from ballast.kernel.errors import Refused
from ballast.platform.audit import reactions
from ballast.platform.audit.models import Entry
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import now, today
from ballast.platform.identity.rules import Role
from ballast.projects import services as register
from ballast.projects.models import Project, StepRecord
from ballast.projects.rules import Kinship
from tests.identity.factories import ACTOR, make_client, make_user
from tests.progress.factories import make_filing, make_line, wan
from tests.projects.factories import make_project
from tests.support import jobs

pytestmark = pytest.mark.django_db
Y = today().year
SCHEMES = codelists.schemes(on=today())
STEPS = ("admission", "approval_decision", "permit", "real_start", "in_use", "signing")


def stored(year=Y):
    rows = Place.objects.filter(year=year)
    return set(rows.values_list("project_id", "scheme", "member", "ruled"))


def from_scratch(year=Y):
    found = ruled(list(Project.objects.all()), SCHEMES, today(), year)
    return {
        (pk, scheme, member, said.ruled)
        for pk, by_scheme in found.items()
        for scheme, said in by_scheme.items()
        for member in said.members
    }


def step(project, code="real_start", **days):
    drafts = [register.StepDraft(project_id=project.pk, code=code, **days)]
    register.record_steps(by=ACTOR, at=now(), drafts=drafts)


def work_off():
    """As a worker does, which takes away what it has done."""
    jobs.run_all()
    ProcrastinateJob.objects.all().delete()


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


# One change of the world: what, of which project, when, and what else it takes.
CHANGES = st.tuples(
    st.sampled_from(["plan", "reach", "leave", "return", "kind", "bundle", "unbundle", "issue"]),
    st.integers(0, 3),
    st.integers(-500, 500),
    st.sampled_from(STEPS),
)


def change(projects, what, which, days, code):
    project, day, of = projects[which], today() + timedelta(days), {"by": ACTOR, "at": now()}
    befalls = [register.Happening(project_id=project.pk, happened_on=today(), reason="调整")]
    kind = {"template": "retrofit" if days > 0 else "industrial"}
    carry_out = {
        "plan": lambda: step(project, code, planned_on=day),
        "reach": lambda: step(project, code, actual_on=min(day, today())),
        "leave": lambda: register.exit(**of, happenings=befalls),
        "return": lambda: register.reinstate(**of, happenings=befalls),
        "kind": lambda: register.edit(
            **of, edits=[register.Edit(project_id=project.pk, said=kind)]
        ),
        "bundle": lambda: register.bundle(
            **of, parent_id=projects[0].pk, part_ids=[project.pk], kinship=Kinship.BUNDLE
        ),
        "unbundle": lambda: register.unbundle(**of, part_ids=[project.pk], reason="分开"),
        "issue": lambda: plans.issue(**of, year=Y, on=today()),
    }
    carry_out[what]()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGES, min_size=1, max_size=8))
def test_after_any_changes_what_is_stored_is_what_the_rules_say_from_scratch(changes):
    with transaction.atomic():
        projects = [make_project(template="precinct"), *(make_project() for _ in range(3))]
        for project in projects:
            make_line(project, planned="10", year=Y)
        services.place(at=now(), year=Y)
        work_off()
        for one in changes:
            try:
                with transaction.atomic():
                    change(projects, *one)
            except Refused:
                continue
            work_off()

            assert stored() == from_scratch()
        transaction.set_rollback(True)


def test_placing_again_writes_nothing_and_leaves_no_entry_in_the_journal():
    project = make_project()
    step(project, planned_on=date(Y, 12, 1))
    before = Entry.objects.count()

    first = services.place(at=now(), year=Y)
    rows = list(Place.objects.order_by("pk").values_list("pk", flat=True))

    assert first == len(rows) > 0
    assert services.place(at=now(), year=Y) == 0
    assert list(Place.objects.order_by("pk").values_list("pk", flat=True)) == rows
    assert Entry.objects.count() == before


def test_a_new_day_places_everyone_anew_even_when_only_one_project_moved():
    due, other = make_project(), make_project()
    step(due, planned_on=date(Y + 1, 6, 1))
    services.place(at=now(), year=Y + 1)
    later = timezone.make_aware(datetime(Y + 2, 1, 1))

    services.place(at=later, year=Y + 1, project_ids=[other.pk])

    by_rules = ruled([due, other], codelists.schemes(on=later.date()), later.date(), Y + 1)
    assert stored(Y + 1) == {
        (pk, scheme, member, said.ruled)
        for pk, by_scheme in by_rules.items()
        for scheme, said in by_scheme.items()
        for member in said.members
    }
    assert places.as_of(Y + 1) == date(Y + 2, 1, 1)


def test_the_places_of_many_projects_are_stored_with_as_many_queries_as_those_of_one(
    django_assert_max_num_queries,
):
    for _ in range(20):
        step(make_project(), planned_on=date(Y, 12, 1))

    with django_assert_max_num_queries(18):
        services.place(at=now(), year=Y)


def test_the_night_places_every_year_a_list_can_be_read_for():
    make_project()
    PlanYear.objects.create(year=Y + 1)

    tasks.place_all()

    assert {one.year: one.as_of for one in PlacedYear.objects.all()} == {
        Y: today(),
        Y + 1: today(),
    }


def test_sums_of_the_stored_lists_are_those_of_their_projects_one_by_one():
    """Exactly as adding up what the rules place, for every list and place."""
    projects = [make_project(total_investment_yuan=wan(100 + n)) for n in range(6)]
    for n, project in enumerate(projects):
        make_line(project, planned=f"{n}", year=Y) if n != 3 else None
        step(project, planned_on=date(Y + n % 3, 12, 1))
        StepRecord.objects.create(
            project=project, code="commissioning", planned_on=date(Y + n % 2, 12, 1)
        )
        filing = make_filing(project, "5", period=f"{Y}-01", output_yuan=wan(n) if n % 2 else None)
        counted(project, filing, f"{Y}-01")
    step(projects[1], "signing", actual_on=today())
    services.place(at=now(), year=Y)

    by_rules = placed(projects, SCHEMES, today(), Y)
    for scheme in SCHEMES:
        tallies = places.tally(Project.objects.all(), scheme, Y, today())
        for member in scheme.members:
            there = [one for one in by_rules[scheme.code] if member in one.members]
            tally = tallies.pop(member.code, places.Tally(0, {}))
            assert tally.projects == len(there), (scheme.code, member.code)
            for code in set(member.measure) & set(AMOUNTS):
                known = [
                    one.measured.amounts[code]
                    for one in there
                    if one.measured.amounts[code] is not None
                ]
                told = tally.sums.get(code, places.Known())
                assert (told.yuan, told.projects) == (sum(known), len(known)), (scheme.code, code)
        none = tallies.pop(places.NOWHERE, places.Tally(0, {}))
        assert none.projects == sum(not one.members for one in by_rules[scheme.code])
        assert tallies == {}


def counted(project, filing, period):
    project.month_figures.create(
        period=period, filing=filing, filed_for=filing.period, state="ACCEPTED"
    )


def test_a_page_says_by_which_day_it_places_and_how_many_changes_it_does_not_show_yet():
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    project = make_project()
    PlanYear.objects.create(year=Y, issued_on=date(Y, 1, 1))
    services.place(at=now(), year=Y)
    work_off()
    PlacedYear.objects.update(as_of=today() - timedelta(1))

    assert f"位次依据截至 {today() - timedelta(1)} 的情况" in text(office.get("/lists/"))
    assert "尚未计入" not in text(office.get("/lists/"))

    step(project, planned_on=date(Y, 12, 1))
    assert "此后有 1 处变动尚未计入" in text(office.get("/lists/"))

    work_off()
    said = text(office.get("/lists/"))
    assert f"位次依据截至 {today()} 的情况" in said
    assert "尚未计入" not in said


def test_the_reactions_a_page_waits_for_are_those_that_are_carried_out():
    done = {name for code in reactions._REACTIONS.values() for name in code}

    assert set(places.FOLLOWING) == {name for name in done if ".tasks.place_" in name}


def test_projects_shown_stand_in_the_order_of_places_and_then_of_names():
    make_project(name="乙"), make_project(name="甲")
    started = make_project(name="丙")
    step(started, actual_on=date(Y - 1, 3, 1))
    scheme = codelists.scheme("four_batches", on=today())
    services.place(at=now(), year=Y)

    rows = places.standing(Project.objects.all(), scheme, Y, None)
    assert [(one.member, one.name) for one in rows] == [
        ("conceive_and_push", "甲"),
        ("conceive_and_push", "乙"),
        ("carry_over", "丙"),
    ]


def test_a_page_runs_on_from_one_place_into_the_next_without_losing_anyone():
    for n in range(5):
        make_project(name=f"路{n}")
    for n in range(3):
        step(make_project(name=f"桥{n}"), actual_on=date(Y - 1, 3, 1))
    scheme = codelists.scheme("four_batches", on=today())
    services.place(at=now(), year=Y)
    everyone = Project.objects.all()
    counts = {"conceive_and_push": 5, "new_start": 0, "carry_over": 3}

    whole = [one.pk for one in places.standing(everyone, scheme, Y, None)]
    for start in range(9):
        rows = places.piece(everyone, scheme, Y, counts, start=start, stop=start + 4)
        assert [one.pk for one in rows] == whole[start : start + 4]
