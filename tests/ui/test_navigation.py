"""The bar offers what its reader may open, and says where the reader is."""

import pytest
from bs4 import BeautifulSoup

from ballast.platform.identity.rules import Role
from tests.identity.factories import make_assignment, make_client, make_user


def bar(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return {link["href"]: link.get("aria-current") for link in soup.select("nav.top__nav a[href]")}


@pytest.mark.django_db
def test_who_administers_people_is_led_to_them_and_sees_where_they_are():
    client = make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    assert bar(client.get("/people/"))["/people/"] == "page"


@pytest.mark.django_db
def test_who_may_not_see_people_is_not_offered_them():
    client = make_client(make_user(role=Role.OWNER))

    assert "/people/" not in bar(client.get("/ui/"))


def test_who_has_not_signed_in_is_offered_nothing(client):
    assert bar(client.get("/ui/")) == {}


@pytest.mark.django_db
def test_who_may_open_only_one_door_of_a_group_finds_it_in_the_bar_itself():
    response = make_client(make_user(role=Role.OWNER)).get("/ui/")

    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('nav.top__nav li > a[href="/units/"]')
    assert "设置" not in page.select_one("nav.top__nav").get_text()


@pytest.mark.django_db
def test_a_group_says_that_one_is_inside_it():
    response = make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR)).get("/people/")

    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("nav.top__nav summary.is-current").get_text(strip=True) == "设置"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.PROJECT_OFFICE, Role.SYSTEM_ADMINISTRATOR])
def test_the_settings_stand_in_the_bar_once_for_whoever_of_several_may_set_something(role):
    response = make_client(make_user(role=role)).get("/ui/")

    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select('nav.top__nav a[href="/settings/"]')) == 1


@pytest.mark.django_db
def test_who_holds_several_rights_to_one_door_is_offered_it_once():
    user = make_user(role=Role.PROJECT_OFFICE)
    make_assignment(user=user, role=Role.SYSTEM_ADMINISTRATOR)

    response = make_client(user).get("/ui/")

    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select('nav.top__nav a[href="/settings/"]')) == 1
