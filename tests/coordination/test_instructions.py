"""Instructions: who sees them by which path, what a refusal leaves, what the journal tells."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from ballast.dispatch.coordination import selectors, services
from ballast.dispatch.coordination.models import Addressee, Instruction, Report, Wording
from ballast.dispatch.coordination.rules import Standing, Tally
from ballast.dispatch.coordination.selectors import Pick
from ballast.dispatch.coordination.services import ReportDraft
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.files import selectors as files
from ballast.platform.files.models import File
from ballast.platform.files.services import Upload
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from tests.coordination.factories import (
    TODAY,
    WORDS,
    draft_instruction,
    make_instruction,
    make_office,
)
from tests.identity.factories import NOW, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.jobs import run_all
from tests.support.refusing import refused

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def city():
    return make_unit(code="CITY")


@pytest.fixture
def north(city):
    return make_unit(code="NORTH", under=city)


@pytest.fixture
def leader(city):
    return make_user(role=Role.CITY_LEADER, unit=city, name="王市长")


@pytest.fixture
def office(city):
    return make_office(city)


def scan(name="批示原件.png"):
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    out.seek(0)
    return Upload(name, out)


def sees(viewer, instruction):
    return selectors.instructions(viewer, TODAY).filter(pk=instruction.pk).exists()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_office_sees_what_is_addressed_to_somebody_else(role, city, north, leader):
    other = make_unit(code="OTHER", under=north)
    one = make_instruction(leader=leader, to=[other])

    assert sees(make_user(role=role, unit=north), one) == (role is Role.PROJECT_OFFICE)
    assert sees(make_user(role=role, unit=city), one) == (role is Role.PROJECT_OFFICE)


@pytest.mark.parametrize("role", list(Role))
def test_of_a_unit_addressed_only_those_who_sign_for_it_see_it(role, north, leader):
    one = make_instruction(leader=leader, to=[north])
    signing = {
        Role.PROJECT_OFFICE,
        Role.DEPARTMENT,
        Role.STATE_COMPANY,
        Role.DISTRICT,
        Role.OWNER,
    }

    assert sees(make_user(role=role, unit=north), one) == (role in signing)


def test_the_leader_who_entered_it_and_a_person_addressed_see_it(city, north, leader):
    secretary = make_user(role=Role.LEADER_SECRETARY, unit=city)
    officer = make_user(role=Role.PROJECT_OFFICER, unit=north)
    other = make_user(role=Role.LEADER_SECRETARY, unit=city)
    one = make_instruction(by=secretary, leader=leader, people=[officer])

    assert [sees(who, one) for who in (leader, secretary, officer, other)] == [
        True,
        True,
        True,
        False,
    ]


def test_another_leader_of_the_city_does_not_see_it(city, leader):
    one = make_instruction(leader=leader)

    assert not sees(make_user(role=Role.CITY_LEADER, unit=city), one)


def test_who_holds_no_role_any_more_sees_not_even_their_own(leader, city):
    gone = make_user(role=Role.DISTRICT, unit=city, until=TODAY)
    one = make_instruction(leader=leader, people=[gone])

    assert not sees(gone, one)
    assert selectors.to_answer(gone, TODAY) == 0


def test_a_scan_and_a_proof_are_seen_with_the_instruction_only(leader, north, city):
    district = make_user(role=Role.DISTRICT, unit=north)
    inspector = make_user(role=Role.INSPECTOR, unit=city)
    one = make_instruction(leader=leader, to=[north], scans=[scan()])
    draft = ReportDraft(instruction_id=one.pk, words="已完成。", uploads=[scan("现场.png")])
    services.report(by=actor_of(district), at=LATER, reports=[draft])

    for file in File.objects.order_by("pk"):
        assert files.visible_file(district, file.pk, TODAY) == file
        with pytest.raises(File.DoesNotExist):
            files.visible_file(inspector, file.pk, TODAY)
    assert File.objects.count() == 2


def test_neither_the_journal_nor_a_notice_nor_a_file_name_holds_the_words(leader, north, office):
    make_user(role=Role.DISTRICT, unit=north)
    one = make_instruction(by=office, leader=leader, to=[north], scans=[scan(f"{WORDS[:8]}.png")])
    draft = draft_instruction(leader=leader, to=[north], words=f"{WORDS}越快越好。")
    services.amend(by=actor_of(office), at=LATER, drafts={one.pk: draft}, reason="漏录一句")
    run_all()

    told = [
        *map(str, Entry.objects.order_by("pk").values_list("payload", "cause", "subject")),
        *map(str, ChangedRow.objects.order_by("pk").values_list("fields", flat=True)),
        *map(str, Notice.objects.order_by("pk").values_list("params", "link")),
        *File.objects.order_by("pk").values_list("name", flat=True),
    ]
    assert told
    assert not [one for one in told if WORDS[:6] in one]


def test_a_secretary_enters_only_their_own_leaders_words(city, leader):
    elsewhere = make_unit(code="PARTY")
    secretary = make_user(role=Role.LEADER_SECRETARY, unit=elsewhere)
    draft = draft_instruction(leader=leader, to=[city])

    found = refused(lambda: services.enter(by=actor_of(secretary), at=NOW, drafts=[draft]))

    assert found == ["instruction_not_a_leaders"]
    assert Instruction.objects.count() == 0


def test_the_leader_must_have_been_one_on_that_day(city, office):
    fresh = make_user(role=Role.CITY_LEADER, unit=city, since=date(2024, 6, 1))
    before = draft_instruction(leader=fresh, to=[city], said_on=date(2024, 5, 31))

    found = refused(lambda: services.enter(by=actor_of(office), at=NOW, drafts=[before]))

    assert found == ["instruction_not_a_leaders"]
    on_the_day = replace(before, said_on=date(2024, 6, 1))
    assert services.enter(by=actor_of(office), at=NOW, drafts=[on_the_day])


def test_every_fault_is_named_at_once_and_nothing_is_written(leader, office):
    wrong = draft_instruction(
        leader=leader,
        words="  ",
        said_on=TODAY + timedelta(days=1),
        limit=TODAY,
        project_ids=[99],
        paper_id=99,
    )
    good = draft_instruction(leader=leader, to=[make_unit()])

    found = refused(lambda: services.enter(by=actor_of(office), at=NOW, drafts=[good, wrong]))

    assert found == [
        "instruction_without_words",
        "instruction_ahead",
        "instruction_to_nobody",
        "instruction_limit_before",
        "instruction_project_unknown",
        "instruction_paper_unknown",
    ]
    assert (Instruction.objects.count(), Addressee.objects.count(), Notice.objects.count()) == (
        0,
        0,
        0,
    )


def test_a_scan_of_another_kind_refuses_the_whole_entry(leader, office, north):
    text = Upload("备注.txt", BytesIO("文字".encode()))
    draft = draft_instruction(leader=leader, to=[north], scans=[scan(), text])

    found = refused(lambda: services.enter(by=actor_of(office), at=NOW, drafts=[draft]))

    assert found == ["instruction_scan_kind"]
    assert (Instruction.objects.count(), File.objects.count()) == (0, 0)


def test_who_may_not_enter_is_refused(leader, north):
    district = make_user(role=Role.DISTRICT, unit=north)
    draft = draft_instruction(leader=leader, to=[north])

    with pytest.raises(NotAllowed):
        services.enter(by=actor_of(district), at=NOW, drafts=[draft])


def test_what_was_said_stays_when_it_is_amended_and_who_signed_signs_anew(leader, office, north):
    district = make_user(role=Role.DISTRICT, unit=north)
    south = make_unit(code="SOUTH")
    one = make_instruction(by=office, leader=leader, to=[north, south])
    services.receive(by=actor_of(district), at=NOW, ids=[one.pk])
    draft = draft_instruction(leader=leader, to=[north], words="改为三天内报方案。")

    services.amend(by=actor_of(office), at=LATER, drafts={one.pk: draft}, reason="领导更正")

    told = list(Wording.objects.order_by("pk").values_list("words", "reason"))
    assert told == [(WORDS, ""), ("改为三天内报方案。", "领导更正")]
    assert not sees(make_user(role=Role.DISTRICT, unit=south), one)
    assert selectors.to_answer(district, TODAY) == 1
    [line] = selectors.lines(selectors.instructions(district, TODAY), TODAY)
    assert (line.standing, line.signed) == (Standing.DELIVERED, 0)


def test_an_amendment_or_withdrawal_without_a_reason_changes_nothing(leader, office, north):
    one = make_instruction(by=office, leader=leader, to=[north])
    draft = draft_instruction(leader=leader, to=[north], words="别的话。")
    by = actor_of(office)

    assert refused(lambda: services.amend(by=by, at=LATER, drafts={one.pk: draft}, reason=" ")) == [
        "instruction_without_reason"
    ]
    assert refused(lambda: services.withdraw(by=by, at=LATER, ids=[one.pk], reason="")) == [
        "instruction_without_reason"
    ]
    one.refresh_from_db()
    assert (one.words, one.withdrawn_at, Wording.objects.count()) == (WORDS, None, 1)


def test_the_lead_may_be_handed_to_another(leader, office, north):
    south = make_unit(code="SOUTH")
    one = make_instruction(by=office, leader=leader, to=[north, south])
    draft = draft_instruction(leader=leader, to=[south, north])

    services.amend(by=actor_of(office), at=LATER, drafts={one.pk: draft}, reason="改由南区牵头")

    standing = Addressee.objects.filter(leads=True, taken_off_at=None)
    assert [one.unit for one in standing] == [south]


def test_what_is_withdrawn_is_changed_and_reported_no_more(leader, office, north):
    district = make_user(role=Role.DISTRICT, unit=north)
    one = make_instruction(by=office, leader=leader, to=[north])
    services.withdraw(by=actor_of(office), at=NOW, ids=[one.pk], reason="录错")
    draft = ReportDraft(instruction_id=one.pk, words="已办")

    assert refused(lambda: services.report(by=actor_of(district), at=LATER, reports=[draft])) == [
        "instruction_withdrawn"
    ]
    assert refused(lambda: services.receive(by=actor_of(district), at=LATER, ids=[one.pk])) == [
        "instruction_withdrawn"
    ]
    assert Report.objects.count() == 0
    assert sees(district, one)
    assert selectors.to_answer(district, TODAY) == 0


def test_who_is_not_addressed_neither_signs_nor_reports(leader, office, north):
    stranger = make_user(role=Role.DISTRICT, unit=make_unit())
    one = make_instruction(by=office, leader=leader, to=[north])

    assert refused(lambda: services.receive(by=actor_of(stranger), at=NOW, ids=[one.pk])) == [
        "instruction_unknown"
    ]
    assert refused(lambda: services.receive(by=actor_of(office), at=NOW, ids=[one.pk])) == [
        "instruction_not_addressed"
    ]


def test_it_is_reported_when_who_leads_has_and_not_when_who_assists_has(leader, north):
    south = make_unit(code="SOUTH")
    leads, assists = (make_user(role=Role.DISTRICT, unit=unit) for unit in (north, south))
    one = make_instruction(leader=leader, to=[north, south], limit=TODAY)

    def standing():
        [line] = selectors.lines(selectors.instructions(leader, TODAY), TODAY)
        return line.standing

    draft = ReportDraft(instruction_id=one.pk, words="南区已配合。")
    services.report(by=actor_of(assists), at=NOW, reports=[draft])
    assert standing() is Standing.DELIVERED
    assert selectors.to_answer(assists, TODAY) == 0
    services.receive(by=actor_of(leads), at=NOW, ids=[one.pk])
    assert standing() is Standing.IN_HAND
    services.report(by=actor_of(leads), at=LATER, reports=[replace(draft, words="已办结。")])
    assert standing() is Standing.REPORTED
    assert selectors.instructions_of(leader, TODAY) == Tally(1, 1, 0)


def test_the_office_reminds_those_who_have_not_signed_once_a_day(leader, office, north):
    district = make_user(role=Role.DISTRICT, unit=north)
    one = make_instruction(by=office, leader=leader, to=[north])

    for at in (NOW, LATER, NOW + timedelta(days=1)):
        assert services.remind(by=actor_of(office), at=at, ids=[one.pk]) == 1
    run_all()
    kinds = Notice.objects.filter(user=district).order_by("pk").values_list("kind", flat=True)
    assert sorted(kinds) == ["instruction_delivered", "instruction_waits"]


def test_the_cockpit_counts_a_leaders_own_and_nothing_for_others(leader, north, city):
    make_instruction(
        leader=leader, to=[north], limit=TODAY - timedelta(days=1), said_on=date(2024, 6, 1)
    )
    make_instruction(leader=leader, to=[north])

    assert selectors.instructions_of(leader, TODAY) == Tally(given=2, reported=0, overdue=1)
    other = make_user(role=Role.CITY_LEADER, unit=city)
    assert selectors.instructions_of(other, TODAY) == Tally()
    assert selectors.instructions_of(make_user(role=Role.DISTRICT, unit=north), TODAY) == Tally()


def test_a_list_of_many_takes_as_many_queries_as_of_one(
    leader, office, north, django_assert_num_queries
):
    project = make_project(unit=north)
    drafts = [draft_instruction(leader=leader, to=[north], project_ids=[project.pk])] * 20
    services.enter(by=actor_of(office), at=NOW, drafts=drafts)

    with django_assert_num_queries(5):
        assert len(selectors.lines(selectors.instructions(office, TODAY), TODAY)) == 20


def test_one_use_case_is_one_entry(leader, office, north):
    draft = draft_instruction(leader=leader, to=[north])
    Entry.objects.count()

    services.enter(by=actor_of(office), at=NOW, drafts=[draft, draft])

    entered = Entry.objects.filter(code="coordination.instructions_entered")
    assert [(one.payload["count"], one.changed_rows.count()) for one in entered.order_by("pk")] == [
        (2, 2)
    ]


def test_names_typed_find_units_and_persons_and_nothing_of_two(north):
    make_user(name="李北", username="li")
    make_user(name="同名")
    make_user(name="同名")

    found = selectors.addressed([north.name, "李北", "li", "同名", "无此人"], TODAY)

    person = Pick(user_id=found["李北"].user_id)
    assert found == {north.name: Pick(unit_id=north.pk), "李北": person, "li": person}


def test_the_database_decides_a_standing_as_the_rule_does(leader, office, north):
    district = make_user(role=Role.DISTRICT, unit=north)
    by, clerk = actor_of(office), actor_of(district)
    limits = (None, TODAY - timedelta(days=1), TODAY)
    made = [
        make_instruction(
            by=office, leader=leader, to=[north], limit=limit, said_on=date(2024, 6, 1)
        )
        for limit in limits * 4
    ]
    ids = [one.pk for one in made]
    services.receive(by=clerk, at=NOW, ids=ids[3:])
    drafts = [ReportDraft(instruction_id=pk, words="已办") for pk in ids[6:]]
    services.report(by=clerk, at=LATER, reports=drafts)
    services.withdraw(by=by, at=LATER, ids=ids[9:], reason="重复")
    services.close(by=by, at=LATER, ids=ids[8:9], reason="办结")
    seen = selectors.instructions(office, TODAY)

    told = {line.instruction.pk: line.standing for line in selectors.lines(seen, TODAY)}
    for standing in Standing:
        asked = selectors.Choice(only=(standing,))
        found = selectors.chosen(seen, asked, office, TODAY).values_list("pk", flat=True)
        assert set(found) == {pk for pk, one in told.items() if one is standing}
    assert set(told.values()) == set(Standing)
