"""A sign-in that ran out: who asks for a part of a page is told so, and comes back to the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ballast.platform.identity.models import Role, Session, User
from tests.identity.factories import make_client, make_user

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/people/?q=%E5%BC%A0"
ASKED = {"HX-Request": "true", "HX-Current-URL": PAGE}
BACK = "/sign-in/?next=/people/%3Fq%3D%25E5%25BC%25A0"


def test_a_fragment_is_never_answered_with_the_sign_in_page():
    answer = Client().get(reverse("identity:people"), {"q": "李"}, headers=ASKED)

    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["HX-Redirect"] == BACK


def test_what_a_part_posts_to_is_not_where_one_comes_back_to():
    answer = Client().post(reverse("identity:invite"), {"name": "张三"}, headers=ASKED)

    assert (answer.status_code, answer["HX-Redirect"]) == (401, BACK)


def test_a_whole_form_comes_back_to_the_page_it_stood_on():
    answer = Client().post(reverse("identity:invite"), headers={"Referer": PAGE})

    assert (answer.status_code, answer.url) == (302, BACK)


@pytest.mark.parametrize(
    "shown",
    ["", "http://elsewhere.example/people/", "//elsewhere.example/x", "javascript:alert(1)"],
)
def test_another_sites_page_is_no_way_back(shown):
    headers = {"HX-Request": "true", "HX-Current-URL": shown}

    answer = Client().get(reverse("identity:people"), headers=headers)

    assert answer["HX-Redirect"] == "/sign-in/?next=/"


def test_a_password_that_ran_out_is_no_fragment_either():
    user = make_user(role=Role.DISTRICT)
    User.objects.filter(pk=user.pk).update(password_set_at=None)

    answer = make_client(user).get(reverse("notices:notices"), headers=ASKED)

    assert (answer.status_code, answer["HX-Redirect"]) == (403, reverse("identity:password"))


def test_the_door_says_that_a_sign_in_ran_out_and_not_to_who_comes_first():
    client = make_client(make_user(role=Role.DISTRICT))
    Session.objects.all().delete()

    assert "登录已超时" in client.get("/", follow=True).content.decode()
    assert "登录已超时" not in Client().get("/", follow=True).content.decode()


def test_a_page_that_asks_for_the_bell_each_minute_keeps_nobody_signed_in():
    client = make_client(make_user(role=Role.DISTRICT))
    long_ago = Session.objects.get().seen_at - timedelta(minutes=20)
    Session.objects.update(seen_at=long_ago)

    client.get(reverse("notices:count"))
    assert Session.objects.get().seen_at == long_ago

    client.get(reverse("notices:notices"))
    assert Session.objects.get().seen_at > long_ago


def test_a_stale_token_is_told_to_a_part_without_a_page():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role=Role.DISTRICT))

    part = client.post(reverse("notices:read"), headers=ASKED)
    page = client.post(reverse("notices:read"))

    assert (part.status_code, part["X-Refused"], part.content) == (403, "token", b"")
    assert "页面" in page.content.decode()


def test_a_second_window_ends_with_a_fresh_token_and_says_whose_it_is():
    user = make_user(role=Role.DISTRICT)

    content = make_client(user).get(reverse("identity:again")).content.decode()

    assert f'data-person="{user.username}"' in content
    assert "csrfmiddlewaretoken" in content
