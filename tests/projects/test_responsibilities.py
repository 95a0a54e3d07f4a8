"""Who answers for a project is known for every day, and the list shows who does now."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role, UnitKind
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import Responsibility
from ballast.projects.rules import Holder, Party, RegisterRefused
from ballast.projects.selectors import parties
from ballast.projects.services import (
    Appointment,
    Draft,
    Ending,
    Handover,
    OutOfReach,
    amend,
    assign,
    end,
    hand_over,
)
from tests.identity.factories import ACTOR, NOW, make_unit, make_user

from .factories import make_project

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 3)
CODE = "91110000600037341L"


def appointed(project, party, since=TODAY, **said):
    holder = Holder(**said)
    return Appointment(project_id=project.pk, party=party, holder=holder, since=since)


def give(project, party, since=TODAY, **said):
    assign(by=ACTOR, at=NOW, appointments=[appointed(project, party, since, **said)])
    return Responsibility.objects.latest("pk")


def faults(refused):
    return {fault.code for fault in refused.value.faults}


@pytest.fixture
def project():
    return make_project(name="滨江路")


def test_an_owner_given_stands_in_the_list_at_once_with_its_code(project):
    give(project, Party.OWNER, body="城投集团", credit_code=CODE, person="王工")

    project.refresh_from_db()
    assert (project.owner_name, project.owner_credit_code) == ("城投集团", CODE)


def test_a_body_that_is_a_unit_is_taken_for_it_by_name_or_by_code(project):
    unit = make_unit(name="城投集团", kind=UnitKind.OWNER)
    unit.credit_code = CODE
    unit.save()

    owner = give(project, Party.OWNER, body="城投集团")
    builder = give(project, Party.CONTRACTOR, body="城投集团有限公司", credit_code=CODE)

    assert (owner.unit_id, owner.credit_code) == (unit.pk, CODE)
    assert builder.unit_id == unit.pk


def test_a_body_whose_name_and_code_are_two_units_is_taken_for_neither(project):
    make_unit(name="城投集团")
    other = make_unit(name="水务集团")
    other.credit_code = CODE
    other.save()

    assert give(project, Party.OWNER, body="城投集团", credit_code=CODE).unit_id is None


def test_a_handover_ends_the_one_on_the_day_the_other_begins_and_keeps_the_reason(project):
    old, new = make_unit(name="交通局"), make_unit(name="城建局")
    first = give(project, Party.RESPONSIBLE_UNIT, date(2023, 1, 1), unit_id=old.pk)

    over = Handover(
        responsibility_id=first.pk,
        holder=Holder(unit_id=new.pk),
        since=date(2024, 3, 1),
        reason="机构改革",
    )
    hand_over(by=ACTOR, at=NOW, handovers=[over])

    first.refresh_from_db()
    project.refresh_from_db()
    assert (first.valid_until, first.reason) == (date(2024, 3, 1), "机构改革")
    assert project.responsible_unit == new
    assert [row.body for row in parties(project, date(2024, 2, 29))] == ["交通局"]
    assert [row.body for row in parties(project, date(2024, 3, 1))] == ["城建局"]


def test_on_its_first_day_an_entry_is_set_right_without_a_handover(project):
    row = give(project, Party.OWNER, body="城头集团")

    right = Handover(
        responsibility_id=row.pk, holder=Holder(body="城投集团"), since=TODAY, reason="笔误"
    )
    hand_over(by=ACTOR, at=NOW, handovers=[right])

    project.refresh_from_db()
    assert [row.body for row in Responsibility.objects.all()] == ["城投集团"]
    assert project.owner_name == "城投集团"


def test_a_part_ended_leaves_the_list_without_it(project):
    unit = make_unit()
    row = give(project, Party.RESPONSIBLE_UNIT, date(2024, 1, 1), unit_id=unit.pk)

    end(by=ACTOR, at=NOW, endings=[Ending(responsibility_id=row.pk, until=TODAY, reason="撤销")])

    project.refresh_from_db()
    assert project.responsible_unit is None
    assert parties(project, TODAY) == []


def test_sponsors_may_be_several_an_owner_only_one(project):
    give(project, Party.SPONSOR, person="张副市长", post="副市长")
    give(project, Party.SPONSOR, person="李副主席")
    give(project, Party.OWNER, body="城投集团")

    with pytest.raises(RegisterRefused) as refused:
        give(project, Party.OWNER, body="水务集团")
    with pytest.raises(RegisterRefused) as again:
        give(project, Party.SPONSOR, person="张副市长", post="副市长")

    assert faults(refused) == {"part_held"}
    assert faults(again) == {"holder_already"}
    assert Responsibility.objects.count() == 3


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(project):
    other = make_project()
    entries = Entry.objects.count()
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(RegisterRefused) as refused:
        assign(
            by=ACTOR,
            at=NOW,
            appointments=[
                appointed(project, Party.OWNER, body="城投集团", credit_code=CODE[:-1] + "9"),
                appointed(project, Party.SPONSOR, tomorrow),
                appointed(other, Party.DESIGNER, person="赵工"),
                appointed(other, Party.RESPONSIBLE_UNIT, body="没有的局"),
            ],
        )

    assert [(fault.code, fault.place) for fault in refused.value.faults] == [
        ("credit_code_wrong", project.number),
        ("since_future", project.number),
        ("person_missing", project.number),
        ("body_missing", other.number),
        ("unit_needed", other.number),
    ]
    assert not Responsibility.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("since", "reason", "fault"),
    [
        (date(2023, 12, 31), "调整", "before_it_began"),
        (date(2024, 3, 1), " ", "reason_missing"),
        (TODAY + timedelta(days=1), "调整", "since_future"),
    ],
)
def test_a_handover_needs_a_day_within_and_a_reason(project, since, reason, fault):
    row = give(project, Party.OWNER, date(2024, 1, 1), body="城投集团")
    over = Handover(
        responsibility_id=row.pk, holder=Holder(body="水务集团"), since=since, reason=reason
    )

    with pytest.raises(RegisterRefused) as refused:
        hand_over(by=ACTOR, at=NOW, handovers=[over])

    assert faults(refused) == {fault}
    row.refresh_from_db()
    assert row.valid_until is None


def test_a_part_that_ended_is_not_handed_over_any_more(project):
    row = give(project, Party.DESIGNER, date(2024, 1, 1), body="设计院")
    over = Handover(
        responsibility_id=row.pk, holder=Holder(body="二院"), since=TODAY, reason="更换"
    )
    hand_over(by=ACTOR, at=NOW, handovers=[over])

    with pytest.raises(RegisterRefused) as refused:
        hand_over(by=ACTOR, at=NOW, handovers=[replace(over, holder=Holder(body="三院"))])

    assert faults(refused) == {"part_ended"}


def test_each_use_case_is_one_entry_with_each_row_and_the_columns_that_follow(project):
    give(project, Party.OWNER, body="城投集团", person="王工")

    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.subject) == ("projects.responsibilities_changed", project.number)
    changed = {row.table: row.fields for row in ChangedRow.objects.filter(entry=entry)}
    assert changed["projects_project"] == {"owner_name": ["", "城投集团"]}
    assert changed["projects_responsibility"]["person"] == [None, "王工"]


def test_who_does_not_keep_the_register_or_not_this_part_of_it_changes_nothing(project):
    district = make_user(role=Role.DISTRICT)
    with pytest.raises(NotAllowed):
        assign(
            by=actor_of(district),
            at=NOW,
            appointments=[appointed(project, Party.OWNER, body="城投集团")],
        )
    with pytest.raises(OutOfReach):
        end(by=ACTOR, at=NOW, endings=[Ending(responsibility_id=0, until=TODAY, reason="撤销")])

    assert not Responsibility.objects.exists()


def test_entering_a_project_begins_its_owner_and_responsible_unit():
    unit, owner = make_unit(name="交通局"), make_unit(name="交投集团", kind=UnitKind.OWNER)

    project = make_project(unit=unit, owner_name="交投集团")

    rows = {row.party: row for row in parties(project, TODAY)}
    assert rows[Party.RESPONSIBLE_UNIT].unit == unit
    assert (rows[Party.OWNER].body, rows[Party.OWNER].unit) == ("交投集团", owner)


def test_an_import_that_tells_another_unit_hands_over_on_its_day():
    old, new = make_unit(name="交通局"), make_unit(name="城建局")
    project = make_project(unit=old, owner_name="甲公司")
    draft = Draft(
        name=project.name,
        owner_name="乙公司",
        responsible_unit_id=new.pk,
        origins={"responsible_unit_id": (7, "表!C3")},
    )

    later = NOW + timedelta(days=40)
    changes = amend(at=later, drafts=[(project, draft)])

    on = later.date()
    assert {row.body for row in parties(project, on - timedelta(days=1))} == {"交通局", "甲公司"}
    assert {row.body for row in parties(project, on)} == {"城建局", "乙公司"}
    unit_row = Responsibility.objects.get(party=Party.RESPONSIBLE_UNIT, valid_until=None)
    assert unit_row.provenance == {"body": [7, "表!C3"]}
    assert len(changes[project.pk]) == 5  # the project, two rows ended, two begun


def test_the_same_told_again_hands_nothing_over():
    project = make_project(unit=make_unit(), owner_name="甲公司")

    same = Draft(name=project.name, owner_name="甲公司")
    assert amend(at=NOW + timedelta(days=40), drafts=[(project, same)]) == {}
    assert Responsibility.objects.filter(valid_until=None).count() == 2
