"""What a person sees follows the tree and the roles of the day, and fails closed."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from ballast.platform.identity.models import Role, UnitKind, UnitTie
from ballast.platform.identity.rules import NOTHING
from ballast.platform.identity.selectors import scope_of, visible_units
from tests.identity.factories import SINCE, make_assignment, make_unit, make_user

DAY = date(2024, 6, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_unit(code="CITY", region_code="990100")


@pytest.fixture
def north(city):
    return make_unit(code="NORTH", under=city, region_code="990102")


@pytest.fixture
def builder(north):
    return make_unit(code="BUILDER", under=north, kind=UnitKind.OWNER)


def codes(units):
    return sorted(unit.code for unit in units)


def test_without_an_assignment_nothing_is_seen():
    assert scope_of(make_user(), DAY) == NOTHING
    assert scope_of(AnonymousUser(), DAY) == NOTHING
    assert not visible_units(make_user(), DAY)


def test_a_district_sees_itself_and_what_lies_below_it(city, north, builder):
    make_unit(code="SOUTH", under=city)
    user = make_user(role=Role.DISTRICT, unit=north)

    scope = scope_of(user, DAY)

    assert not scope.everything
    assert scope.unit_ids == {north.pk, builder.pk}
    assert scope.region_codes == {"990102"}
    assert codes(visible_units(user, DAY)) == ["BUILDER", "NORTH"]


def test_only_a_district_sees_by_region(north):
    owner = make_user(role=Role.OWNER, unit=north)

    assert scope_of(owner, DAY).region_codes == frozenset()


def test_the_tree_is_that_of_the_day_asked_about(city, north, builder):
    south = make_unit(code="SOUTH", under=city)
    UnitTie.objects.filter(unit=builder).update(valid_until=DAY)
    UnitTie.objects.create(unit=builder, parent=south, valid_from=DAY)
    user = make_user(role=Role.DISTRICT, unit=north)

    assert scope_of(user, date(2024, 6, 2)).unit_ids == {north.pk, builder.pk}
    assert scope_of(user, DAY).unit_ids == {north.pk}


def test_a_closed_unit_is_no_longer_seen(city):
    closed = make_unit(code="OLD", under=city, until=DAY)
    user = make_user(role=Role.DISTRICT, unit=closed)

    assert scope_of(user, date(2024, 6, 2)).unit_ids == {closed.pk}
    assert scope_of(user, DAY).unit_ids == frozenset()


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [
        (SINCE, DAY, False),
        (DAY, None, True),
        (date(2024, 6, 4), None, False),
        (SINCE, date(2024, 6, 4), True),
    ],
)
def test_a_role_counts_from_its_first_day_to_the_day_before_its_end(north, since, until, seen):
    user = make_user(role=Role.DISTRICT, unit=north, since=since, until=until)

    assert bool(scope_of(user, DAY).rights) is seen


def test_who_is_deactivated_sees_nothing(city):
    user = make_user(role=Role.PROJECT_OFFICE, unit=city)
    user.is_active = False

    assert scope_of(user, DAY) == NOTHING


@pytest.mark.parametrize("role", [Role.CITY_LEADER, Role.PROJECT_OFFICE, Role.INSPECTOR])
def test_the_city_s_own_people_see_everything(city, north, role):
    user = make_user(role=role, unit=make_unit(code="OFFICE", under=city))

    assert scope_of(user, DAY).everything
    assert codes(visible_units(user, DAY)) == ["CITY", "NORTH", "OFFICE"]


@pytest.mark.parametrize(
    "role",
    [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR],
)
def test_an_administrator_s_power_opens_no_project(city, role):
    user = make_user(role=role, unit=city)

    scope = scope_of(user, DAY)

    assert not scope.everything
    assert scope.unit_ids == frozenset()
    assert not scope.may("project.view")
    assert codes(visible_units(user, DAY)) == ["CITY"]


def test_two_roles_add_up(north):
    user = make_user(role=Role.OWNER, unit=north)
    other = make_unit(code="SOUTH")
    make_assignment(user=user, role=Role.DISTRICT, unit=other)

    scope = scope_of(user, DAY)

    assert scope.unit_ids == {north.pk, other.pk}
    assert {"filing.enter", "filing.review"} <= scope.rights


def test_scope_costs_two_queries_however_many_roles(django_assert_num_queries, north, builder):
    user = make_user(role=Role.DISTRICT, unit=north)
    make_assignment(user=user, role=Role.OWNER, unit=builder)

    with django_assert_num_queries(2):
        scope_of(user, DAY)


def test_a_unit_cannot_stand_under_two_others_on_one_day(city, north):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitTie.objects.create(unit=north, parent=make_unit(), valid_from=DAY)

    assert UnitTie.objects.filter(unit=north).count() == 1
