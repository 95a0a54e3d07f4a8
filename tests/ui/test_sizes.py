"""Who reads large chooses it once, for every page."""

import pytest

from ballast.platform.identity.models import Role
from tests.identity.factories import make_client, make_user


@pytest.mark.django_db
def test_a_size_holds_on_every_page_from_then_on():
    client = make_client(make_user(role=Role.DISTRICT))
    assert "data-size" not in client.get("/notices/").content.decode()

    answer = client.post("/ui/size/", {"size": "large", "next": "/notices/?show=all"})

    assert (answer.status_code, answer["Location"]) == (302, "/notices/?show=all")
    assert answer.cookies["text_size"]["max-age"] == 365 * 24 * 3600
    page = client.get("/notices/").content.decode()
    assert 'data-size="large"' in page
    assert '<button name="size" value="large" aria-pressed="true">' in page


def test_a_size_that_is_none_changes_nothing(client):
    answer = client.post("/ui/size/", {"size": "huge", "next": "/"})

    assert "text_size" not in answer.cookies


def test_a_cookie_that_somebody_wrote_is_read_as_the_usual(client):
    client.cookies["text_size"] = '"><script>'

    assert "data-size" not in client.get("/no-such-page/").content.decode()


def test_the_choice_sends_nobody_to_another_site(client):
    answer = client.post("/ui/size/", {"size": "large", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"
