"""No page is open by mistake: every route says who gets what, and is tried by each visitor."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ballast.platform.identity.http import SIGNED_IN
from ballast.platform.identity.rules import ADMINISTRATORS, RIGHTS, WHOLE_CITY, Role
from tests.identity.factories import make_client, make_user
from tests.support import titles
from tests.support.permissions import MATRIX, Guarded, Place, Public, make_place, routes
from tests.support.shared import shared

GUARDED = sorted(name for name, row in MATRIX.items() if isinstance(row, Guarded))

# Roles that see no more than their own unit and what stands below it.
BOUND = [role for role in Role if role not in ADMINISTRATORS | WHOLE_CITY]


@dataclass(frozen=True)
class Visitors:
    """The place and a browser of every role in both of its districts, and of nobody's."""

    place: Place
    cookies: dict[tuple[Role | None, str], dict[str, str]]

    def client(self, role, unit):
        """A browser of its own for each test: some pages sign it out."""
        client = Client()
        client.cookies.load(self.cookies[role, unit.code])
        return client


def arrive():
    place = make_place()
    cookies = {
        (role, unit.code): {
            name: one.value
            for name, one in make_client(make_user(role=role, unit=unit)).cookies.items()
        }
        for role in (None, *Role)
        for unit in (place.north, place.south)
    }
    return Visitors(place, cookies)


@pytest.fixture(scope="module")
def visitors(django_db_setup, django_db_blocker):
    with shared(django_db_blocker, arrive) as there:
        yield there


@pytest.fixture
def place(visitors):
    return visitors.place


def holders(right, roles):
    return [role for role in roles if right == SIGNED_IN or right in RIGHTS[role]]


def visit(client, name, place):
    row = MATRIX[name]
    url = reverse(name, args=row.build(place))
    return client.get(url) if row.method == "get" else client.post(url, row.data)


def test_every_route_is_in_the_matrix_and_the_matrix_holds_no_other():
    assert sorted(routes()) == sorted(MATRIX)


def test_every_route_asks_for_a_right_or_is_public_with_a_reason():
    for name, view in routes().items():
        row = MATRIX[name]
        asks = "right" in vars(view)

        assert asks == isinstance(row, Guarded), name
        assert asks or row.reason, name


def test_every_right_that_a_page_asks_for_is_held_by_somebody():
    asked = {view.right for view in routes().values() if "right" in vars(view)} - {SIGNED_IN}

    assert asked <= frozenset().union(*RIGHTS.values())


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUARDED)
def test_who_has_not_signed_in_is_asked_to(name, place):
    response = visit(Client(), name, place)

    assert response.status_code == 302
    assert response.url.startswith(f"{reverse(settings.LOGIN_URL)}?next=/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUARDED)
def test_who_lacks_the_right_is_told_so(name, place, visitors):
    right = routes()[name].right
    if right == SIGNED_IN:
        return
    lacking = [role for role in Role if role not in holders(right, Role)]
    client = visitors.client(lacking[0] if lacking else None, place.north)

    assert visit(client, name, place).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUARDED)
def test_another_district_does_not_find_what_lies_here(name, place, visitors):
    """Where no district's role holds the right, the other district simply lacks it."""
    right = routes()[name].right
    found = holders(right, BOUND)
    client = visitors.client(found[0] if found else Role.DISTRICT, place.south)

    expected = MATRIX[name].elsewhere if found else 403
    assert visit(client, name, place).status_code == expected


@pytest.mark.django_db
@pytest.mark.xdist_group("titles")
@pytest.mark.parametrize("name", GUARDED)
def test_who_holds_the_right_here_gets_the_page_under_a_title_of_its_own(name, place, visitors):
    right = routes()[name].right
    role = (holders(right, BOUND) or holders(right, Role))[0]

    answer = visit(visitors.client(role, place.north), name, place)

    assert answer.status_code == MATRIX[name].here
    assert MATRIX[name].method == "post" or titles.claim(name, answer) == ""


def test_the_public_routes_are_few_and_each_has_its_reason():
    assert all(len(row.reason) > 10 for row in MATRIX.values() if isinstance(row, Public))
