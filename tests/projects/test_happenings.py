"""What befalls a project is recorded in order, with its reason, and can be taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects import services
from ballast.projects.models import (
    Capacity,
    Investment,
    ListPlace,
    NationalCode,
    Project,
    ProjectName,
    StateChange,
)
from ballast.projects.rules import Amount, Kinship
from ballast.projects.services import (
    Coding,
    Division,
    Draft,
    Happening,
    Placing,
    RegisterRefused,
    Renaming,
    Size,
    Taking,
)
from tests.identity.factories import ACTOR, NOW, make_unit, make_user

from .factories import make_project

pytestmark = pytest.mark.django_db

ON = NOW.date()
BEFORE = ON - timedelta(days=1)
CODE = "2305-450300-04-01-123456"


def faults(service, **asked):
    """The faults of a refused call, of which nothing may remain."""
    kept = Entry.objects.count(), StateChange.objects.count(), Project.objects.count()
    with pytest.raises(RegisterRefused) as refused:
        service(by=ACTOR, at=NOW, **asked)
    assert kept == (Entry.objects.count(), StateChange.objects.count(), Project.objects.count())
    return [(one.place, one.about, one.code) for one in refused.value.faults]


def happening(project, on=ON, **said):
    return Happening(project_id=project.pk, happened_on=on, **{"reason": "会议议定", **said})


def befall(service, *happenings):
    service(by=ACTOR, at=NOW, happenings=happenings)


def state(project):
    project.refresh_from_db()
    return project.state


def test_many_projects_leave_the_list_in_one_entry_and_one_comes_back_the_same_day():
    one, other = make_project(), make_project()

    befall(
        services.exit,
        happening(one, cause="NOT_STARTED"),
        happening(other, cause="TO_RESERVE", paper="市重办〔2024〕3号"),
    )
    assert (state(one), state(other)) == ("EXITED", "EXITED")
    befall(services.reinstate, happening(other, reason="误列"))

    assert (state(one), state(other)) == ("EXITED", "ACTIVE")
    entry = Entry.objects.get(code="projects.exited")
    assert entry.payload["numbers"] == [one.number, other.number]
    told = ChangedRow.objects.filter(entry=entry, table="projects_project")
    assert {row.row_id: row.fields for row in told} == {
        one.pk: {"state": ["ACTIVE", "EXITED"]},
        other.pk: {"state": ["ACTIVE", "EXITED"]},
    }
    rows = StateChange.objects.filter(project=other).order_by("pk")
    assert [(row.change, row.cause, row.reason) for row in rows] == [
        ("EXITED", "TO_RESERVE", "会议议定"),
        ("REINSTATED", "", "误列"),
    ]


def test_who_left_while_work_stood_still_comes_back_standing_still():
    project = make_project()
    befall(services.suspend, happening(project, BEFORE))
    befall(services.exit, happening(project, cause="STOPPED"))
    befall(services.reinstate, happening(project))

    assert state(project) == "SUSPENDED"
    befall(services.resume, happening(project))
    assert state(project) == "ACTIVE"


def test_one_project_that_forbids_it_keeps_all_as_they_are_and_every_fault_is_named():
    fit, gone = make_project(), make_project()
    befall(services.exit, happening(gone, cause="COMPLETED"))
    tomorrow = ON + timedelta(days=1)

    assert faults(
        services.exit,
        happenings=[
            happening(fit, cause=""),
            happening(gone, tomorrow, cause="LUCK", reason=" "),
        ],
    ) == [
        (fit.number, "cause", "exit_cause_missing"),
        (gone.number, "", "state_forbids_exited"),
        (gone.number, "happened_on", "happening_out_of_order"),
        (gone.number, "reason", "reason_missing"),
        (gone.number, "cause", "exit_cause_missing"),
    ]
    assert state(fit) == "ACTIVE"


def test_nothing_befalls_a_project_before_what_befell_it_last():
    project = make_project()
    befall(services.suspend, happening(project, ON))

    assert faults(services.resume, happenings=[happening(project, BEFORE)]) == [
        (project.number, "happened_on", "happening_out_of_order")
    ]


def test_a_new_name_keeps_the_old_and_may_be_taken_back_the_same_day():
    project = make_project(name="东路")

    def rename(name):
        one = Renaming(project_id=project.pk, name=name, valid_from=ON, reason="批复")
        services.rename(by=ACTOR, at=NOW, renamings=[one])

    rename(" 东 大道")
    rename("东路")

    project.refresh_from_db()
    assert (project.name, project.initials) == ("东路", "d,l")
    names = ProjectName.objects.filter(project=project).order_by("pk")
    assert [(one.name, one.valid_from, one.valid_until) for one in names] == [
        ("东路", ON, ON),
        ("东大道", ON, ON),
        ("东路", ON, None),
    ]
    assert Entry.objects.filter(code="projects.renamed").count() == 2


def test_a_name_is_new_not_secret_in_time_and_has_a_reason():
    project = make_project(name="东路")
    one = Renaming(project_id=project.pk, name="东路", valid_from=BEFORE, reason="")
    secret = Renaming(project_id=project.pk, name="涉密路", valid_from=ON, reason="x")

    assert faults(services.rename, renamings=[one]) == [
        (project.number, "name", "name_as_before"),
        (project.number, "valid_from", "name_day_wrong"),
        (project.number, "reason", "reason_missing"),
    ]
    assert faults(services.rename, renamings=[secret]) == [
        (project.number, "name", "secret_project")
    ]
    assert ProjectName.objects.get().name == "东路"


def test_codes_of_both_shapes_are_kept_in_their_normal_form_and_may_be_shared_and_ended():
    one, other = make_project(), make_project()
    codings = [
        Coding(project_id=one.pk, national_code="2305450300０4－01－123456", day=BEFORE),
        Coding(project_id=one.pk, national_code="2017-450300-01-01-00001", day=BEFORE, note="一期"),
        Coding(project_id=other.pk, national_code=CODE, day=ON),
    ]
    services.add_codes(by=ACTOR, at=NOW, codings=codings)

    services.end_codes(
        by=ACTOR, at=NOW, codings=[Coding(project_id=one.pk, national_code=CODE, day=ON)]
    )

    rows = NationalCode.objects.order_by("pk").values_list("project", "code", "valid_until")
    assert list(rows) == [
        (one.pk, CODE, ON),
        (one.pk, "2017-450300-01-01-00001", None),
        (other.pk, CODE, None),
    ]


def test_a_code_is_neither_mistyped_nor_twice_in_force_nor_ended_before_it_began():
    project = make_project()
    services.add_codes(
        by=ACTOR, at=NOW, codings=[Coding(project_id=project.pk, national_code=CODE, day=ON)]
    )

    def coding(code, day=ON):
        return Coding(project_id=project.pk, national_code=code, day=day)

    assert faults(services.add_codes, codings=[coding("2305-45"), coding(CODE)]) == [
        (project.number, "national_code", "not_a_project_code"),
        (project.number, "national_code", "code_in_force"),
    ]
    assert (
        faults(
            services.end_codes, codings=[coding(CODE, BEFORE), coding("2017-450300-01-01-00001")]
        )
        == [(project.number, "national_code", "code_not_in_force")] * 2
    )
    assert NationalCode.objects.get().valid_until is None


def amount(total, **said):
    return Amount(
        **{"stage": "ORIGINAL", "total_yuan": Decimal(total), "decided_on": BEFORE, **said}
    )


def test_the_last_document_says_the_total_whichever_is_entered_last():
    project = make_project(total_investment_yuan=Decimal(90))
    adjusted = amount(130, stage="ADJUSTED", decided_on=ON, paper="发改〔2024〕9号")
    services.set_investments(by=ACTOR, at=NOW, amounts=[(project.pk, adjusted)])
    approved = amount(120, stage="APPROVED", equipment_yuan=Decimal(50))
    services.set_investments(by=ACTOR, at=NOW, amounts=[(project.pk, approved)])

    project.refresh_from_db()
    assert (project.total_investment_yuan, project.equipment_investment_yuan) == (130, None)
    assert Investment.objects.count() == 2
    entries = Entry.objects.filter(code="projects.investments_set")
    assert [entry.changed_rows.count() for entry in entries.order_by("pk")] == [2, 1]


def test_one_amount_that_does_not_add_up_keeps_all_out():
    one, other = make_project(), make_project()
    wrong = amount(100, construction_yuan=Decimal(70), equipment_yuan=Decimal(31))

    assert faults(services.set_investments, amounts=[(one.pk, amount(100)), (other.pk, wrong)]) == [
        (other.number, "total_yuan", "parts_over_total")
    ]
    assert not Investment.objects.exists()


def test_capacities_are_said_as_a_whole():
    project = make_project()

    def put(*sizes):
        services.set_capacities(by=ACTOR, at=NOW, sizes={project.pk: sizes})

    put(Size(item="道路", amount=Decimal(60), measure="km"))
    put(Size(item="隧道", amount=Decimal(3), measure="座"))
    twice = [Size(item="隧道", amount=Decimal(0), measure="座")] * 2

    assert [row.item for row in Capacity.objects.all()] == ["隧道"]
    assert faults(services.set_capacities, sizes={project.pk: twice}) == [
        (project.number, "amount", "amount_negative"),
        (project.number, "amount", "amount_negative"),
        (project.number, "item", "capacity_twice"),
    ]
    put()
    assert not Capacity.objects.exists()


def test_a_place_on_a_list_is_held_once_and_ended_with_a_reason():
    one, other = make_project(), make_project()

    def placing(project, name="省重点"):
        return Placing(project_id=project.pk, list_name=name, batch="第二批", valid_from=ON)

    services.place_on_lists(by=ACTOR, at=NOW, places=[placing(one), placing(other)])
    taking = Taking(project_id=one.pk, list_name="省重点", valid_until=ON)

    assert faults(services.place_on_lists, places=[placing(one), placing(one, " ")]) == [
        (one.number, "list_name", "on_list_already"),
        (one.number, "list_name", "list_missing"),
    ]
    assert faults(services.take_off_lists, takings=[taking, taking], reason="") == [
        ("", "reason", "reason_missing"),
    ]
    services.take_off_lists(by=ACTOR, at=NOW, takings=[taking], reason="省里调整")

    assert [row.valid_until for row in ListPlace.objects.order_by("pk")] == [ON, None]
    assert Entry.objects.get(code="projects.taken_off_lists").payload["reason"] == "省里调整"
    services.place_on_lists(by=ACTOR, at=NOW, places=[placing(one)])


def test_merged_projects_keep_their_numbers_and_lead_to_the_one_that_goes_on():
    north, south, whole = (make_project(name=name) for name in ("北段", "南段", "全线"))

    services.merge(
        by=ACTOR, at=NOW, into_id=whole.pk, happenings=[happening(north), happening(south)]
    )

    assert (state(north), state(south), state(whole)) == ("MERGED", "MERGED", "ACTIVE")
    assert {row.other for row in StateChange.objects.all()} == {whole}
    assert faults(services.merge, into_id=north.pk, happenings=[happening(whole)]) == [
        (north.number, "into", "merged_into_gone")
    ]
    assert faults(services.merge, into_id=whole.pk, happenings=[happening(whole)]) == [
        (whole.number, "into", "merged_into_itself")
    ]
    befall(services.reinstate, happening(north, reason="误并"))
    assert state(north) == "ACTIVE"


def test_a_split_makes_projects_like_the_old_one_whose_amounts_make_its_total():
    unit = make_unit(name="北区")
    project = make_project(
        name="全线", unit=unit, sector="交通", total_investment_yuan=Decimal(300)
    )

    def parts(*totals):
        return [
            Draft(name=f"{place}标段", total_investment_yuan=Decimal(total))
            for place, total in enumerate(totals, 1)
        ]

    short = [(happening(project), Division(parts=parts(100, 150)))]
    alone = [(happening(project), Division(parts=parts(300)))]
    assert faults(services.split, happenings=short) == [
        (project.number, "difference", "split_does_not_add_up")
    ]
    assert faults(services.split, happenings=alone) == [(project.number, "parts", "split_into_one")]

    said = Division(parts=parts(100, 150), difference="绿化另立")
    made = services.split(by=ACTOR, at=NOW, happenings=[(happening(project), said)])

    assert state(project) == "SPLIT"
    assert [(one.name, one.sector, one.responsible_unit) for one in made[project.pk]] == [
        ("1标段", "交通", unit),
        ("2标段", "交通", unit),
    ]
    rows = StateChange.objects.filter(project=project).order_by("pk")
    assert [row.other for row in rows] == made[project.pk]
    assert rows[0].reason == "会议议定\n绿化另立"
    assert faults(services.exit, happenings=[happening(project, cause="COMPLETED")]) == [
        (project.number, "", "state_forbids_exited")
    ]


def test_a_bundle_has_one_level_and_a_part_one_parent():
    top, part, other, below = (make_project() for _ in range(4))

    def bundle(parent, *parts):
        return {
            "parent_id": parent.pk,
            "part_ids": [one.pk for one in parts],
            "kinship": Kinship.BUNDLE,
        }

    services.bundle(by=ACTOR, at=NOW, **bundle(top, part))

    assert faults(services.bundle, **bundle(top, top, part)) == [
        (top.number, "parts", "part_of_itself"),
        (part.number, "parts", "part_already"),
    ]
    assert faults(services.bundle, **bundle(part, below)) == [
        (part.number, "parent", "parent_is_part")
    ]
    assert faults(services.bundle, **bundle(other, top)) == [
        (top.number, "parts", "part_has_parts")
    ]
    services.unbundle(by=ACTOR, at=NOW, part_ids=[part.pk], reason="单列")
    part.refresh_from_db()
    assert (part.parent, part.kinship) == (None, "")
    assert faults(services.unbundle, part_ids=[part.pk], reason="") == [
        (part.number, "parts", "no_part"),
        ("", "reason", "reason_missing"),
    ]


def test_a_later_phase_is_like_the_first_but_for_its_name_and_amounts():
    first = make_project(
        name="一期",
        sector="交通",
        delivery_modes=("EPC",),
        total_investment_yuan=Decimal(300),
        is_in_statistics=True,
    )

    (second,) = services.add_phases(
        by=ACTOR, at=NOW, parent_id=first.pk, phases=[Draft(name="二期", sector="市政")]
    )

    second.refresh_from_db()
    assert (second.parent, second.kinship) == (first, "PHASE")
    assert (second.sector, second.delivery_modes) == ("市政", ["EPC"])
    assert (second.total_investment_yuan, second.is_in_statistics) == (None, None)


def test_who_does_not_keep_the_register_changes_nothing_of_it():
    project = make_project()
    owner = actor_of(make_user(role=Role.OWNER))
    kept = Entry.objects.count()

    for call in (
        lambda: services.exit(by=owner, at=NOW, happenings=[happening(project, cause="STOPPED")]),
        lambda: services.merge(by=owner, at=NOW, into_id=0, happenings=[happening(project)]),
        lambda: services.rename(by=owner, at=NOW, renamings=[]),
        lambda: services.add_codes(by=owner, at=NOW, codings=[]),
        lambda: services.set_investments(by=owner, at=NOW, amounts=[]),
        lambda: services.set_capacities(by=owner, at=NOW, sizes={}),
        lambda: services.place_on_lists(by=owner, at=NOW, places=[]),
        lambda: services.unbundle(by=owner, at=NOW, part_ids=[], reason="x"),
        lambda: services.add_phases(by=owner, at=NOW, parent_id=0, phases=[]),
    ):
        with pytest.raises(NotAllowed):
            call()

    assert state(project) == "ACTIVE"
    assert Entry.objects.count() == kept
