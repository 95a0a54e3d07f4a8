"""Every list places a project where the rule of that list says, at its edges."""

from datetime import date

import pytest

from ballast.platform.codelists import catalogue, selectors
from ballast.platform.codelists.rules import Facts, Gap, events, gaps, place, standing

SCHEMES = {scheme.code: scheme for scheme in catalogue.schemes()[-1]}
Y = 2023
ON = date(Y, 9, 30)
EARLIER, THIS, LATER = date(Y - 1, 12, 31), date(Y, 1, 1), date(Y + 1, 1, 1)


def facts(start=None, finish=None, *, done=(), **changed):
    """A project with its start and finish: done when on or before the day, else planned.

    ``done`` are further marks, reached long ago.
    """
    reached = dict.fromkeys(done, date(Y - 2, 1, 1))
    planned = {}
    template = changed.get("template", "industrial")
    finish_mark = SCHEMES["plan_class"].lifecycle.templates[template].finish
    for mark, day in (("ground_breaking", start), (finish_mark, finish)):
        if day is not None:
            (reached if day <= ON else planned)[mark] = day
    return Facts(**({"on": ON, "plan_year": Y, "reached": reached, "planned": planned} | changed))


AUTUMN = date(Y, 12, 1)  # planned for this year, not yet come


@pytest.mark.parametrize(
    ("start", "finish", "member"),
    [
        (EARLIER, AUTUMN, "due_finish"),
        (EARLIER, THIS, "due_finish"),
        (EARLIER, LATER, "carry_over"),
        (EARLIER, None, "carry_over"),
        (THIS, LATER, "new_start"),
        (THIS, AUTUMN, "new_start"),
        (AUTUMN, LATER, "new_start"),
        (LATER, LATER, "preparatory"),
        (None, None, "preparatory"),
        (EARLIER, EARLIER, None),
    ],
)
def test_the_plan_class_goes_by_years_not_by_the_present_node(start, finish, member):
    assert place(SCHEMES["plan_class"], facts(start, finish)) == member


def test_started_and_finished_in_one_year_is_a_new_start_that_says_so():
    project = facts(THIS, AUTUMN)

    assert place(SCHEMES["plan_class"], project) == "new_start"
    assert standing(SCHEMES["plan_class"].lifecycle, project).notes == {"start_and_finish"}


def test_due_last_year_and_not_finished_is_due_this_year_and_says_carried():
    project = Facts(
        on=ON,
        plan_year=Y,
        reached={"ground_breaking": date(Y - 2, 3, 1)},
        planned={"commissioning": EARLIER},
    )

    assert place(SCHEMES["plan_class"], project) == "due_finish"
    assert place(SCHEMES["six_batches"], project) == "finish_and_operate"
    assert standing(SCHEMES["plan_class"].lifecycle, project).notes == {"finish_carried"}


def test_a_highway_is_finished_when_it_opens_a_building_when_it_is_accepted():
    road = Facts(
        on=ON,
        plan_year=Y,
        template="linear",
        reached={"ground_breaking": EARLIER, "commissioning": THIS},
    )
    school = Facts(
        on=ON, plan_year=Y, template="building", reached={"ground_breaking": EARLIER},
        planned={"commissioning": THIS, "acceptance": LATER},
    )  # fmt: skip

    assert place(SCHEMES["plan_class"], road) == "due_finish"
    assert place(SCHEMES["plan_class"], school) == "carry_over"


@pytest.mark.parametrize(
    ("project", "member"),
    [
        (facts(), "conceive"),
        (facts(LATER, done=["intake"]), "conceive"),
        (facts(LATER, done=["project_approval"]), "prepare"),
        (facts(LATER, done=["site_clearance"]), "prepare"),
        (facts(LATER, done=["construction_permit"]), "start"),
        (facts(AUTUMN, LATER, done=["intake"]), "start"),
        (facts(THIS, LATER), "build"),
        (facts(EARLIER, LATER), "build"),
        (facts(EARLIER, AUTUMN), "operate"),
        (facts(THIS, AUTUMN), "operate"),
        (facts(EARLIER, EARLIER), None),
    ],
)
def test_five_batches(project, member):
    assert place(SCHEMES["five_batches"], project) == member


@pytest.mark.parametrize(
    ("project", "member"),
    [
        (facts(LATER, done=["intake"]), None),
        (facts(LATER, done=["project_approval"]), "speed_preparation"),
        (facts(LATER, done=["site_clearance"]), "speed_preparation"),
        (facts(AUTUMN, LATER, done=["project_approval"]), "land_and_start"),
        (facts(THIS, LATER), "land_and_start"),
        (facts(EARLIER, LATER), "speed_construction"),
        (facts(EARLIER, AUTUMN), "finish_and_operate"),
        (facts(EARLIER, THIS), "finish_and_operate"),
        (facts(EARLIER, EARLIER), "grow"),
        (facts(EARLIER, LATER, tags=frozenset({"stock_renewal"})), "renew"),
    ],
)
def test_six_batches(project, member):
    assert place(SCHEMES["six_batches"], project) == member


@pytest.mark.parametrize(
    ("start", "finish", "member"),
    [
        (LATER, LATER, "conceive_and_push"),
        (THIS, AUTUMN, "new_start"),
        (EARLIER, LATER, "carry_over"),
        (EARLIER, AUTUMN, "finish"),
    ],
)
def test_four_batches(start, finish, member):
    assert place(SCHEMES["four_batches"], facts(start, finish)) == member


@pytest.mark.parametrize(
    ("project", "member"),
    [
        (facts(), "conceive"),
        (facts(investor=True), "negotiate"),
        (facts(investor=True, done=["conception"]), "negotiate"),
        (facts(investor=True, done=["signing"]), "sign"),
        (facts(AUTUMN, LATER, done=["signing"]), "start"),
        (facts(EARLIER, LATER), "build"),
        (facts(EARLIER, AUTUMN), "operate"),
        (facts(EARLIER, EARLIER, done=["full_capacity"]), None),
    ],
)
def test_seven_batches(project, member):
    assert place(SCHEMES["seven_batches"], project) == member


@pytest.mark.parametrize("scheme", ["seven_batches", "six_lists"])
def test_a_plant_running_and_due_at_capacity_this_year_is_on_the_list_for_that(scheme):
    project = Facts(
        on=ON,
        plan_year=Y,
        reached={"ground_breaking": EARLIER, "commissioning": EARLIER},
        planned={"full_capacity": AUTUMN},
    )

    assert place(SCHEMES[scheme], project) == "full_capacity"


@pytest.mark.parametrize(
    ("project", "member"),
    [
        (facts(LATER, done=["intake"]), "attract"),
        (facts(LATER, done=["project_approval"]), None),
        (facts(AUTUMN, LATER), "start"),
        (facts(THIS, LATER), "build"),
        (facts(THIS, AUTUMN), "operate"),
        (facts(template="retrofit"), "upgrade"),
        (facts(EARLIER, AUTUMN, template="retrofit"), "upgrade"),
    ],
)
def test_six_lists_roll_from_start_to_build_when_ground_is_broken(project, member):
    assert place(SCHEMES["six_lists"], project) == member


# What each stage view says when this is the furthest node reached, from none to the last.
VIEWS = {
    "reserve_prepare_build": ["reserve"] * 3 + ["prepare"] * 6 + ["build"] * 3 + [None, None],
    "five_libraries": ["concept"] * 2 + ["reserve"] + ["planned"] * 6 + ["building"] * 3 + ["finished", "building"],
    "conceive_approve_push_build": ["conceive"] * 3 + ["approve"] + ["push"] * 5 + ["build"] * 5,
    "national": [None] * 3 + ["candidate"] + [None] * 4 + ["formal"] + [None] * 5,
    "oc4ids": ["identification"] * 3 + ["preparation"] * 3 + ["implementation", "preparation"]
    + ["implementation"] * 4 + ["completion", "implementation"],
}  # fmt: skip


@pytest.mark.parametrize("scheme", VIEWS)
def test_a_stage_view_goes_by_the_furthest_node_reached(scheme):
    nodes = [node.code for node in SCHEMES[scheme].lifecycle.nodes]
    reached = [[], *([node, *(["ground_breaking"] if node in nodes[9:] else [])] for node in nodes)]

    assert [place(SCHEMES[scheme], facts(done=done)) for done in reached] == VIEWS[scheme]


def test_implementation_begins_at_the_tender_notice_not_at_a_node():
    preparing = facts(done=["land_planning"])
    tendering = facts(done=["land_planning", "tender_notice"])

    assert place(SCHEMES["oc4ids"], preparing) == "preparation"
    assert place(SCHEMES["oc4ids"], tendering) == "implementation"


def test_open_data_tells_completion_from_maintenance_and_cancelled():
    finished = ["ground_breaking", "acceptance"]

    assert place(SCHEMES["oc4ids"], facts(done=finished)) == "completion"
    assert place(SCHEMES["oc4ids"], facts(done=[*finished, "commissioning"])) == "maintenance"
    assert place(SCHEMES["oc4ids"], facts(done=finished, exited=True)) == "cancelled"


@pytest.mark.parametrize(
    "scheme", [code for code, one in SCHEMES.items() if one.kind == "place" and code != "oc4ids"]
)
def test_a_project_that_left_is_on_no_list(scheme):
    assert place(SCHEMES[scheme], facts(EARLIER, LATER, exited=True)) is None


@pytest.mark.parametrize(
    ("project", "member"),
    [
        (facts(LATER), "reserve"),
        (facts(AUTUMN), "new_start"),
        (facts(EARLIER, LATER), "build"),
        (facts(EARLIER, AUTUMN), "build"),
        (facts(EARLIER, THIS), "finish"),
    ],
)
def test_four_supervisions(project, member):
    assert place(SCHEMES["four_supervisions"], project) == member


def test_three_batches_are_events_of_the_quarter_and_may_overlap():
    project = Facts(
        on=ON,
        plan_year=Y,
        reached={"signing": date(Y, 6, 30), "ground_breaking": date(Y, 7, 1), "commissioning": ON},
    )

    assert events(SCHEMES["three_batches"], project, since=date(Y, 7, 1)) == (
        "started",
        "operating",
    )
    with pytest.raises(ValueError, match="may overlap"):
        place(SCHEMES["three_batches"], project)


def test_the_six_gaps_open_the_day_after_the_days_allowed():
    signed = facts(done=[], reached={"signing": date(Y, 7, 2)})
    one_day_longer = facts(done=[], reached={"signing": date(Y, 7, 1)})

    assert gaps(SCHEMES["six_gaps"], signed) == ()
    assert gaps(SCHEMES["six_gaps"], one_day_longer) == (
        Gap("signed_not_landed", date(Y, 7, 1), 91),
    )
    assert gaps(SCHEMES["six_gaps"], signed, days={"signed_not_landed": 60}) != ()


@pytest.mark.parametrize(
    ("reached", "planned", "open_gaps"),
    [
        ({"landing": THIS}, {}, {"landed_not_started"}),
        ({"landing": THIS, "ground_breaking": THIS}, {}, {"started_not_entered"}),
        (
            {"ground_breaking": THIS, "statistics_entry": ON},
            {"commissioning": EARLIER},
            {"due_not_finished"},
        ),
        ({"acceptance": THIS}, {}, {"finished_not_operating"}),
        ({"commissioning": EARLIER, "acceptance": THIS}, {}, set()),
        (
            {"commissioning": date(Y - 2, 1, 1)},
            {"commissioning": EARLIER},
            {"operating_below_capacity"},
        ),
    ],
)
def test_each_gap_lies_between_two_marks(reached, planned, open_gaps):
    project = Facts(on=ON, plan_year=Y, reached=reached, planned=planned)

    assert {gap.member for gap in gaps(SCHEMES["six_gaps"], project)} == open_gaps


def test_gaps_may_overlap_and_are_none_for_a_school_without_capacity_or_one_that_left():
    both = {"signing": EARLIER, "acceptance": EARLIER}
    school = Facts(
        on=ON, plan_year=Y, template="building", reached={"commissioning": date(Y - 3, 1, 1)}
    )

    assert len(gaps(SCHEMES["six_gaps"], Facts(on=ON, plan_year=Y, reached=both))) == 2
    assert gaps(SCHEMES["six_gaps"], school) == ()
    assert gaps(SCHEMES["six_gaps"], Facts(on=ON, plan_year=Y, reached=both, exited=True)) == ()


def test_every_scheme_of_the_office_is_there_with_both_names():
    assert {scheme.name_zh: len(scheme.members) for scheme in SCHEMES.values()} == {
        "年度计划类别": 4,
        "五个一批": 5,
        "六个一批": 6,
        "三个一批": 3,
        "四个一批": 4,
        "七个一批": 7,
        "六张清单": 6,
        "储备-前期-在建": 3,
        "五库": 5,
        "谋立推建": 4,
        "四督四保": 4,
        "国家重点建设项目": 2,
        "六未清单": 6,
        "OC4IDS 项目状态": 6,
    }
    assert all(member.name_en for scheme in SCHEMES.values() for member in scheme.members)


def test_each_list_carries_its_own_measure():
    measures = {member.code: member.measure for member in SCHEMES["six_lists"].members}

    assert measures["attract"] == ("investment",)
    assert measures["operate"] == measures["full_capacity"] == ("output", "new_output")
    assert measures["upgrade"] == ("equipment_investment",)


def test_a_scheme_is_asked_for_by_code_and_day():
    assert selectors.scheme("six_lists", on=ON) is SCHEMES["six_lists"]
    assert selectors.lifecycle(on=ON) is SCHEMES["six_lists"].lifecycle
    with pytest.raises(LookupError):
        selectors.scheme("seven_lists", on=ON)
