"""The bar offers what its reader may open, and says where the reader is."""

import pytest
from bs4 import BeautifulSoup

from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_user


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
