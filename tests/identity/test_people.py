"""People come by a link and no default password; their roles have days; nobody helps themselves."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate

from ballast.kernel.errors import Refused
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services
from ballast.platform.identity.models import Assignment, OneTimeLink, Role, Session, User
from ballast.platform.identity.rules import ADMINISTRATORS, RIGHTS
from ballast.platform.identity.selectors import needs_first_administrator, scope_of
from ballast.platform.identity.services import AssignmentDraft, Opening, PersonDraft, actor_of
from tests.identity.factories import (
    ACTOR,
    NOW,
    PASSWORD,
    make_assignment,
    make_client,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 3)


def invite(*names):
    drafts = [PersonDraft(username=name, name="张三") for name in names]
    return services.invite(by=ACTOR, at=NOW, drafts=drafts)


def given(username, role, unit, **more):
    draft = AssignmentDraft(
        **{"username": username, "role": role, "unit_code": unit.code, "valid_from": TODAY} | more
    )
    return services.assign(by=ACTOR, at=NOW, drafts=[draft])


def test_who_is_invited_cannot_sign_in_before_setting_a_password():
    tokens = invite("zhangsan", "lisi")

    user = User.objects.get(username="zhangsan")
    assert sorted(tokens) == ["lisi", "zhangsan"]
    assert not user.has_usable_password()
    assert not OneTimeLink.objects.filter(digest=tokens["lisi"]).exists()

    services.set_by_link(at=NOW, token=tokens["zhangsan"], password=PASSWORD)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.password_set_at == NOW
    assert [entry.code for entry in Entry.objects.order_by("pk")] == [
        "identity.people_invited",
        "identity.password_set",
    ]


def test_a_link_works_once():
    token = invite("zhangsan")["zhangsan"]
    services.set_by_link(at=NOW, token=token, password=PASSWORD)

    with pytest.raises(services.LinkSpent):
        services.set_by_link(at=NOW, token=token, password="Another-stone-9")

    assert User.objects.get().check_password(PASSWORD)


def test_a_link_runs_out_after_a_day_and_a_newer_one_voids_it():
    old = invite("zhangsan")["zhangsan"]

    with pytest.raises(services.LinkSpent):
        services.set_by_link(at=NOW + timedelta(hours=24), token=old, password=PASSWORD)
    new = services.renew_links(by=ACTOR, at=NOW, usernames=["zhangsan"])["zhangsan"]
    with pytest.raises(services.LinkSpent):
        services.set_by_link(at=NOW, token=old, password=PASSWORD)

    services.set_by_link(at=NOW, token=new, password=PASSWORD)
    assert User.objects.get().has_usable_password()


def test_a_weak_password_does_not_use_the_link_up():
    token = invite("zhangsan")["zhangsan"]

    with pytest.raises(services.WeakPassword) as refusal:
        services.set_by_link(at=NOW, token=token, password="zhangsan")
    assert refusal.value.params["faults"] == (
        "password_short",
        "password_plain",
        "password_like_name",
    )

    services.set_by_link(at=NOW, token=token, password=PASSWORD)


@pytest.mark.parametrize("names", [["LiSi"], ["ｌｉｓｉ"], ["a", "A"]])
def test_two_people_never_sign_in_under_one_name(names):
    make_user(username="lisi")

    with pytest.raises(services.UsernameTaken):
        invite("wangwu", *names)

    assert [user.username for user in User.objects.all()] == ["lisi"]


def test_the_last_five_passwords_are_not_used_again():
    user = make_user()
    passwords = [f"Ballast-stone-{number}" for number in range(6)]
    last = PASSWORD
    for number, password in enumerate(passwords):
        services.change_password(by=user, at=NOW + timedelta(days=number), old=last, new=password)
        last = password

    with pytest.raises(services.WeakPassword) as refusal:
        services.change_password(by=user, at=NOW, old=last, new=passwords[1])
    assert refusal.value.params["faults"] == ("password_used",)

    services.change_password(by=user, at=NOW, old=last, new=passwords[0])
    assert user.former_passwords.count() == 5


def test_changing_needs_the_present_password():
    user = make_user()

    with pytest.raises(services.WrongPassword):
        services.change_password(by=user, at=NOW, old="guess", new="Another-stone-9")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_new_password_ends_every_sign_in():
    user = make_user()
    make_client(user)

    services.change_password(by=user, at=NOW, old=PASSWORD, new="Another-stone-9")

    assert not Session.objects.exists()


def test_a_role_is_held_from_its_day_to_the_day_before_its_end():
    unit = make_unit()
    user = make_user()

    given(user.username, Role.DISTRICT, unit, valid_until=date(2024, 7, 1))

    assert scope_of(user, TODAY).unit_ids == {unit.pk}
    assert scope_of(user, date(2024, 7, 1)).unit_ids == frozenset()


def test_one_person_never_holds_two_of_the_three_powers():
    unit = make_unit()
    user = make_user(role=Role.SYSTEM_ADMINISTRATOR, unit=unit)

    for role in (Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR):
        with pytest.raises(services.PowersUnited):
            given(user.username, role, unit)

    assert Assignment.objects.count() == 1


def test_nor_two_powers_given_in_one_go():
    unit, user = make_unit(), make_user()

    with pytest.raises(services.PowersUnited):
        services.assign(
            by=ACTOR,
            at=NOW,
            drafts=[
                AssignmentDraft(
                    username=user.username, role=role, unit_code=unit.code, valid_from=TODAY
                )
                for role in (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
            ],
        )

    assert not Assignment.objects.exists()


def test_a_power_may_follow_another_once_that_has_ended():
    unit = make_unit()
    user = make_user(role=Role.SYSTEM_ADMINISTRATOR, unit=unit, until=TODAY)

    given(user.username, Role.AUDIT_ADMINISTRATOR, unit)

    assert scope_of(user, TODAY).may("journal.view")


def test_the_same_role_is_not_held_twice_over():
    unit = make_unit()
    user = make_user(role=Role.DISTRICT, unit=unit)

    with pytest.raises(services.AlreadyAssigned):
        given(user.username, Role.DISTRICT, unit)


def test_ending_a_role_keeps_its_past_and_takes_back_what_has_not_begun():
    unit = make_unit()
    user = make_user(role=Role.DISTRICT, unit=unit)
    later = make_assignment(user=user, role=Role.OWNER, unit=unit, since=date(2025, 1, 1))
    held = Assignment.objects.get(role=Role.DISTRICT)

    services.end_assignments(by=ACTOR, at=NOW, ids=[held.pk, later.pk], on=TODAY)

    assert list(Assignment.objects.values_list("pk", "valid_until")) == [(held.pk, TODAY)]


def test_an_assignment_that_is_over_cannot_be_ended_again():
    user = make_user(role=Role.DISTRICT, until=date(2024, 1, 1))

    with pytest.raises(Assignment.DoesNotExist):
        services.end_assignments(by=ACTOR, at=NOW, ids=[user.assignments.get().pk], on=TODAY)


def test_who_is_let_go_is_signed_out_everywhere_and_stays_out(rf):
    user = make_user(role=Role.OWNER)
    make_client(user)

    services.deactivate(by=ACTOR, at=NOW, usernames=[user.username])

    assert not Session.objects.exists()
    request = rf.post("/")
    assert authenticate(request, username=user.username, password=PASSWORD) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda me, user, row: given_by(me, user),
        lambda me, user, row: services.end_assignments(by=me, at=NOW, ids=[row.pk], on=TODAY),
        lambda me, user, row: services.deactivate(by=me, at=NOW, usernames=[user.username]),
        lambda me, user, row: services.renew_links(by=me, at=NOW, usernames=[user.username]),
    ],
)
def test_nobody_does_it_to_themselves(act):
    user = make_user(role=Role.SECURITY_ADMINISTRATOR)
    row = user.assignments.get()

    with pytest.raises(services.NotOneself):
        act(Actor("person", user.pk, user.name), user, row)

    user.refresh_from_db()
    assert user.is_active
    assert list(Assignment.objects.values_list("valid_until", flat=True)) == [None]


POWERS = sorted(ADMINISTRATORS)


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize("since", [TODAY, TODAY + timedelta(days=30)])
def test_no_administrator_makes_a_link_by_which_they_could_enter_as_another(power, since):
    keeper = make_user(role=Role.SYSTEM_ADMINISTRATOR)
    other = make_user(role=power, since=since)

    with pytest.raises(services.LinkOfAdministrator):
        services.renew_links(by=actor_of(keeper), at=NOW, usernames=[other.username])

    other.refresh_from_db()
    assert other.has_usable_password()
    assert not OneTimeLink.objects.exists()


def test_who_gives_powers_makes_no_links_to_accounts():
    makes, gives = "person.edit", "assignment.edit"

    assert [role for role in Role if {makes, gives} <= RIGHTS[role]] == []


@pytest.mark.parametrize("power", POWERS)
def test_no_administrator_alone_rids_themselves_of_another(power):
    keeper = make_user(role=Role.SYSTEM_ADMINISTRATOR)
    other = make_user(role=power)

    with pytest.raises(services.StillAdministrator):
        services.deactivate(by=actor_of(keeper), at=NOW, usernames=[other.username])
    other.refresh_from_db()
    assert other.is_active

    services.end_assignments(by=ACTOR, at=NOW, ids=[other.assignments.get().pk], on=TODAY)
    services.deactivate(by=actor_of(keeper), at=NOW, usernames=[other.username])
    other.refresh_from_db()
    assert not other.is_active


def given_by(me, user):
    unit = make_unit()
    draft = AssignmentDraft(
        username=user.username, role=Role.PROJECT_OFFICE, unit_code=unit.code, valid_from=TODAY
    )
    services.assign(by=me, at=NOW, drafts=[draft])


def opening(**given):
    return Opening(
        **{
            "city_code": "CITY",
            "city_name": "样例市",
            "region_code": "990100",
            "system": PersonDraft(username="system", name="甲"),
            "security": PersonDraft(username="security", name="乙"),
            "audit": PersonDraft(username="audit", name="丙"),
            "password": PASSWORD,
        }
        | given
    )


def test_the_first_link_makes_three_administrators_and_shuts_the_door():
    token = services.make_first_link(NOW)

    user, tokens = services.open_installation(at=NOW, token=token, opening=opening())

    assert user.username == "system"
    assert user.check_password(PASSWORD)
    assert sorted(tokens) == ["audit", "security"]
    assert sorted(Assignment.objects.values_list("user__username", "role")) == [
        ("audit", "AUDIT_ADMINISTRATOR"),
        ("security", "SECURITY_ADMINISTRATOR"),
        ("system", "SYSTEM_ADMINISTRATOR"),
    ]
    assert not needs_first_administrator()
    with pytest.raises(services.AdministratorExists):
        services.make_first_link(NOW)


def test_a_new_first_link_voids_the_old_and_none_outlives_a_day():
    old = services.make_first_link(NOW)
    new = services.make_first_link(NOW)

    for token, at in ((old, NOW), (new, NOW + timedelta(hours=24)), ("guess", NOW)):
        with pytest.raises(services.LinkSpent):
            services.open_installation(at=at, token=token, opening=opening())

    assert not User.objects.exists()


def test_a_first_link_sets_nobody_s_password_and_a_person_s_opens_nothing():
    first = services.make_first_link(NOW)
    person = invite("zhangsan")["zhangsan"]

    with pytest.raises(services.LinkSpent):
        services.set_by_link(at=NOW, token=first, password=PASSWORD)
    with pytest.raises(services.LinkSpent):
        services.open_installation(at=NOW, token=person, opening=opening())


@pytest.mark.parametrize(
    "given",
    [{"password": "short"}, {"audit": PersonDraft(username="SYSTEM", name="丙")}],
)
def test_a_refused_opening_leaves_the_door_as_it_was(given):
    token = services.make_first_link(NOW)

    with pytest.raises(Refused):
        services.open_installation(at=NOW, token=token, opening=opening(**given))

    assert not User.objects.exists()
    assert needs_first_administrator()
    services.open_installation(at=NOW, token=token, opening=opening())
