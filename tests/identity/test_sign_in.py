"""The door: words that give nothing away, a lock against guessing, and sign-ins that end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ballast.platform.audit.models import Entry
from ballast.platform.identity import services
from ballast.platform.identity.http import now
from ballast.platform.identity.models import Role, Session, User
from tests.identity.factories import PASSWORD, make_client, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
HOME = "/sessions/"  # a page that asks for no more than a person


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def words(response):
    form = response.context["form"]
    return [str(error) for error in form.non_field_errors()]


def is_in(client):
    return client.get(HOME).status_code == 200


def test_signing_in_leads_to_the_page_that_was_asked_for(client):
    make_user(username="zhangsan")

    asked = client.get(HOME)
    assert asked.url == f"{SIGN_IN}?next=/sessions/"
    response = sign_in(client, "ZhangSan ", next=HOME)

    assert (response.status_code, response.url) == (302, HOME)
    assert is_in(client)
    entry = Entry.objects.get()
    assert (entry.code, entry.subject) == ("identity.signed_in", "zhangsan")


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com", "javascript:alert(1)", "\\\\example.com"]
)
def test_signing_in_never_leads_to_another_site(client, target):
    make_user(username="zhangsan")

    assert sign_in(client, "zhangsan", next=target).url == "/"


def test_an_unknown_name_a_wrong_password_and_a_closed_account_read_the_same(client):
    make_user(username="zhangsan")
    closed = make_user(username="lisi")
    User.objects.filter(pk=closed.pk).update(is_active=False)

    answers = [
        sign_in(client, "zhangsan", "wrong"),
        sign_in(client, "nobody", "wrong"),
        sign_in(client, "lisi"),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert len({tuple(words(answer)) for answer in answers}) == 1


def test_a_name_that_grows_when_it_is_written_plainly_is_told_too_long(client):
    assert sign_in(client, "ﷺ" * 64).status_code == 422


def test_five_wrong_passwords_lock_the_name_at_that_address_known_or_not(client):
    make_user(username="zhangsan")

    for name in ("zhangsan", "nobody"):
        statuses = [sign_in(client, name, "wrong").status_code for _ in range(6)]
        assert statuses == [422, 422, 422, 422, 429, 429]
        assert sign_in(client, name).status_code == 429

    assert not is_in(client)
    locked = Entry.objects.filter(code="identity.sign_in_locked").order_by("pk")
    assert [entry.subject for entry in locked] == ["zhangsan", "nobody"]


def test_a_lock_at_one_address_leaves_the_person_free_at_another(client):
    make_user(username="zhangsan")
    for _ in range(5):
        sign_in(client, "zhangsan", "wrong")

    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    sign_in(elsewhere, "zhangsan")

    assert is_in(elsewhere)


@pytest.mark.parametrize(
    ("behind_proxy", "said", "kept"),
    [
        (True, "10.3.0.7", "10.3.0.7"),
        (True, "6.6.6.6, 10.3.0.7", "10.3.0.7"),  # the first is what the browser claims
        (True, "10.3.0.7, nobody", "127.0.0.1"),
        (False, "10.3.0.7", "127.0.0.1"),
    ],
)
def test_the_journal_keeps_where_a_person_came_from(client, settings, behind_proxy, said, kept):
    settings.BEHIND_PROXY = behind_proxy
    make_user(username="zhangsan")

    client.post(
        SIGN_IN,
        {"username": "zhangsan", "password": PASSWORD},
        headers={"X-Forwarded-For": said},
    )

    assert Entry.objects.get(code="identity.signed_in").payload["ip"] == kept
    assert Session.objects.get().ip == kept


def test_who_does_not_come_from_the_proxy_is_not_believed(client, settings):
    settings.BEHIND_PROXY = True
    make_user(username="zhangsan")

    client.post(
        SIGN_IN,
        {"username": "zhangsan", "password": PASSWORD},
        headers={"X-Forwarded-For": "10.3.0.7"},
        REMOTE_ADDR="10.9.9.9",
    )

    assert Session.objects.get().ip == "10.9.9.9"


def test_a_success_forgets_the_failures_before_it(client):
    make_user(username="zhangsan")
    for _ in range(2):
        for _ in range(4):
            assert sign_in(client, "zhangsan", "wrong").status_code == 422
        sign_in(client, "zhangsan")
        assert is_in(client)
        client.post("/sign-out/")


def test_the_security_administrator_unlocks(client):
    user = make_user(username="zhangsan")
    for _ in range(5):
        sign_in(client, "zhangsan", "wrong")
    guard = make_client(make_user(role=Role.SECURITY_ADMINISTRATOR))

    guard.post(reverse("identity:unlock", args=[user.username]))
    sign_in(client, "zhangsan")

    assert is_in(client)


def test_signing_out_is_a_post_and_ends_the_sign_in(client):
    make_user(username="zhangsan")
    sign_in(client, "zhangsan")

    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)
    client.post("/sign-out/")

    assert not is_in(client)
    assert not Session.objects.exists()


def test_the_last_sign_in_is_shown(client):
    user = make_user(username="zhangsan")
    sign_in(client, "zhangsan")
    user.refresh_from_db()
    shown = timezone.localtime(user.last_login).strftime("%Y-%m-%d %H:%M")
    client.post("/sign-out/")

    sign_in(client, "zhangsan")

    assert shown in client.get(HOME).content.decode()


def test_a_sign_in_ends_after_half_an_hour_without_a_page():
    client = make_client(make_user())
    assert is_in(client)
    row = Session.objects.get()
    assert row.expire_date - row.seen_at == timedelta(minutes=30)

    Session.objects.update(expire_date=now())

    assert not is_in(client)


def test_pages_keep_a_sign_in_alive_but_not_beyond_twelve_hours():
    client = make_client(make_user())
    at = now()
    Session.objects.update(started_at=at - timedelta(hours=11, minutes=50))
    Session.objects.update(seen_at=at - timedelta(minutes=5))

    assert is_in(client)

    row = Session.objects.get()
    assert row.seen_at >= at
    assert row.expire_date == row.started_at + timedelta(hours=12)


def test_a_person_sees_their_sign_ins_and_ends_the_others():
    user = make_user(username="zhangsan")
    here, there = Client(HTTP_USER_AGENT="Here"), Client(HTTP_USER_AGENT="There")
    for client in (here, there):
        sign_in(client, "zhangsan")

    page = here.get(HOME).content.decode()
    assert "There" in page
    assert all(row.pk not in page for row in Session.objects.filter(user=user))
    here.post(HOME, {"others": "1"})

    assert is_in(here)
    assert not is_in(there)


def test_nobody_ends_another_person_s_sign_in_by_its_handle():
    other = make_client(make_user())
    handle = Session.objects.get().handle

    make_client(make_user()).post(HOME, {"handle": handle})

    assert is_in(other)


def test_the_security_administrator_ends_anyone_s():
    user = make_user()
    client = make_client(user)
    handle = Session.objects.get().handle
    guard = make_client(make_user(role=Role.SECURITY_ADMINISTRATOR))

    guard.post(reverse("identity:end_sessions", args=[user.username]), {"handle": handle})

    assert not is_in(client)
    assert is_in(guard)


def test_a_password_of_ninety_days_must_be_changed_before_anything_else():
    user = make_user()
    User.objects.update(password_set_at=now() - timedelta(days=90))
    client = make_client(user)

    assert client.get(HOME).url == "/password/"
    assert client.get("/units/").url == "/password/"
    new = "Another-stone-9"
    client.post("/password/", {"old": PASSWORD, "password": new, "again": new})

    assert is_in(client)


def test_changing_the_password_keeps_this_browser_and_ends_the_others():
    user = make_user(username="zhangsan")
    here, there = make_client(user), make_client(user)
    new = "Another-stone-9"

    wrong = here.post("/password/", {"old": PASSWORD, "password": new, "again": "other"})
    assert wrong.status_code == 422
    here.post("/password/", {"old": PASSWORD, "password": new, "again": new})

    assert is_in(here)
    assert not is_in(there)


def test_every_broken_password_rule_is_told_at_once():
    client = make_client(make_user(username="zhangsan"))

    response = client.post(
        "/password/", {"old": PASSWORD, "password": "zhangsan", "again": "zhangsan"}
    )

    assert len(response.context["form"].errors["password"]) == 3


def test_an_invited_person_sets_a_password_and_comes_in(client):
    keeper = make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    page = keeper.post("/people/invite/", {"username": "zhangsan", "name": "张三"})
    [(_name, link)] = page.context["links"]
    assert "no-store" in page["Cache-Control"]
    assert client.get(link).status_code == 200
    client.post(link, {"password": PASSWORD, "again": PASSWORD})
    sign_in(client, "zhangsan")

    assert is_in(client)
    assert client.get(link).status_code == 410


def test_the_first_page_opens_the_installation_once(client):
    link = reverse("identity:first", args=[services.make_first_link(now())])
    given = {
        "city_name": "样例市人民政府",
        "city_code": "CITY",
        "region_code": "990100",
        "system_name": "甲",
        "system_username": "system",
        "security_name": "乙",
        "security_username": "security",
        "audit_name": "丙",
        "audit_username": "audit",
        "password": PASSWORD,
        "again": PASSWORD,
    }

    assert client.get(link).status_code == 200
    assert client.post(link, given | {"again": ""}).status_code == 422
    page = client.post(link, given)

    assert [name for name, _ in page.context["links"]] == ["security", "audit"]
    sign_in(client, "system")
    assert client.get("/people/").status_code == 200
    assert client.get(link).status_code == 410
